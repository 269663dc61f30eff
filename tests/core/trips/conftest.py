"""Real trips lie beside the checkout; without them their tests are not collected."""

from __future__ import annotations

import os

REAL = ["test_propose_multimodal.py", "test_transit_labelled.py"]
collect_ignore = [] if os.environ.get("MUV_TEST_DATA") else REAL
