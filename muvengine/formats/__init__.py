"""Files in and out: GPX, YAML, CSV, QR."""
