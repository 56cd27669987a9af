"""Runs the conversations: engine, understanding, channels, command line.

Rasa reports its use to its makers unless this is set before it is imported.
"""

import os
import sys
from importlib.machinery import ModuleSpec
from types import ModuleType

os.environ["RASA_TELEMETRY_ENABLED"] = "false"

# clinlp imports pandas to read tables of terms with, scikit-learn to see whether it is given one. Nothing here does
# either, and pandas takes 40 MB of every process: they find a module in which nothing is a table.
if "pandas" not in sys.modules:
    pandas = sys.modules["pandas"] = ModuleType("pandas")
    pandas.__spec__ = ModuleSpec("pandas", None)
    pandas.DataFrame = pandas.Series = type("Table", (), {})  # type: ignore[attr-defined]
