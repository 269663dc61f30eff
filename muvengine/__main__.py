"""``python -m muvengine``."""

from __future__ import annotations

from muvengine.cli import main

if __name__ == "__main__":
    main()
