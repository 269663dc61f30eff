"""Begin the next version from a text: the same words, another number."""

from __future__ import annotations

import re
from typing import Final

# A key of the document itself stands at the beginning of its line.
_NUMBER: Final = re.compile(r"^version:[ \t]*\d+", re.MULTILINE)


def renumbered(source: str, version: int) -> str:
    """Write another version number into a rulebook; a text without one stays as it is."""
    return _NUMBER.sub(f"version: {version}", source, count=1)
