"""Stand-in for Keras; see tensorflow.py beside this file."""

import sys

import tensorflow

sys.modules[__name__] = tensorflow._Module(__name__)
