"""Two texts of a rulebook, line by line."""

from __future__ import annotations

from difflib import unified_diff
from typing import Final

LINES_AROUND: Final = 3


def text_diff(old: str, new: str, *, names: tuple[str, str]) -> str:
    """Write the lines that are different, in the form that programs of developers read too.

    Args:
        old: the text before.
        new: the text after.
        names: what they are called in the first two lines.

    Returns:
        Nothing where the texts are the same.
    """
    lines = unified_diff(old.splitlines(), new.splitlines(), *names, n=LINES_AROUND, lineterm="")
    return "".join(f"{line}\n" for line in lines)
