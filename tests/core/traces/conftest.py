from __future__ import annotations

import os

# Real recordings stand beside the checkout or nowhere.
REAL = ["test_real_traces.py", "test_signs_labelled.py", "test_together_labelled.py"]
collect_ignore = [] if "MUV_TEST_DATA" in os.environ else REAL
