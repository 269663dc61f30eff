"""On which side of a paper a text begins."""

from __future__ import annotations

import re
from typing import Final
from unicodedata import bidirectional

_RIGHT_TO_LEFT: Final = frozenset({"R", "AL"})
# A fact that stands apart says nothing of the sentence around it.
_APART: Final = re.compile("\u2068[^\u2069]*\u2069")


def begins_right(text: str) -> bool:
    """Tell whether the first letter is of a script that is read from right to left."""
    classes = (bidirectional(sign) for sign in _APART.sub("", text) + text)
    return next((one for one in classes if one == "L" or one in _RIGHT_TO_LEFT), "L") != "L"


def side(text: str) -> str:
    """Give the side a text is set against: L or R."""
    return "R" if begins_right(text) else "L"
