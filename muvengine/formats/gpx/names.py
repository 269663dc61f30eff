"""What recorders call things, made safe to show."""

from __future__ import annotations

import unicodedata

# Characters that turn or hide the text around them; joiners stay, emoji and Persian need them.
UNSEEN = frozenset(
    "\u061c\u200b\u200e\u200f\u2028\u2029\u202a\u202b\u202c\u202d\u202e\u2060\u2066\u2067\u2068\u2069\ufeff"
)
REFUSED_CATEGORIES = frozenset(("Cc", "Cn", "Co", "Cs"))


def clean_name(text: str, chars_max: int) -> tuple[str, bool]:
    """Give one line of at most ``chars_max`` characters, and whether anything was left out.

    White space runs become one space and the end is cut without a word; control characters,
    unassigned ones and those that turn the direction of writing count as left out.
    """
    # The head is enough: looking at megabytes to keep 200 characters is work for nobody.
    line = " ".join(text[: 8 * chars_max].split())
    kept = "".join(mark for mark in line if not _is_refused(mark))
    return kept[:chars_max].rstrip(), len(kept) < len(line)


def _is_refused(mark: str) -> bool:
    """Tell whether a character has no business in a name."""
    return mark in UNSEEN or unicodedata.category(mark) in REFUSED_CATEGORIES
