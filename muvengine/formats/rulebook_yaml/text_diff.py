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


def gone_lines(old: str, new: str, line: int) -> list[str]:
    """Give the lines that were taken out of a text in one piece.

    Lines may be alike: of the pieces that would leave the same text, the one that begins
    nearest above ``line``, counted from 1, is meant.
    """
    before, after = old.splitlines(keepends=True), new.splitlines(keepends=True)
    count = len(before) - len(after)
    for start in range(line - 1, -1, -1):
        if before[:start] + before[start + count :] == after:
            return before[start : start + count]
    return []
