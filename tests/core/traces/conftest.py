from __future__ import annotations

import os

# Real recordings stand beside the checkout or nowhere.
collect_ignore = [] if "MUV_TEST_DATA" in os.environ else ["test_real_traces.py"]
