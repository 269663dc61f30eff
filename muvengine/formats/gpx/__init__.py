"""GPX in, safely; GPX out."""
