"""One noun a file: what somebody may look at."""
