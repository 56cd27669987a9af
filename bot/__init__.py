"""Runs the conversations: engine, understanding, channels, command line.

Rasa reports its use to its makers unless this is set before it is imported.
"""

import os

os.environ["RASA_TELEMETRY_ENABLED"] = "false"
