"""The steps of the tutorial, as a reader takes them.

A fence says what its lines are: ``yaml FILE`` are lines of a shipped rulebook, ``yaml
change`` stands instead of the lines before, ``yaml add`` goes to the file's end, ``text`` is
what the check then says.  Steps under one heading build on each other.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from muvengine.formats.help_page import FOLDER

RULES = Path(__file__).parents[3] / "rules"
FENCE = re.compile(r"^```(\w+) ?([\w-]*)\n(.*?)^```$|^#+ ([^\n]*)$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    """One attempt: the file as it then is, and what the check says according to the tutorial."""

    heading: str
    file: str
    text: str
    lines: str
    told: str = ""

    def __str__(self) -> str:
        return f"{self.heading}: {self.lines.strip().splitlines()[0].strip()}"


def steps(locale: str) -> Iterator[Step]:
    """Give every attempt; lines that are only pointed at leave the file as it was."""
    page = (FOLDER / locale / "rules-tutorial.md").read_text(encoding="utf-8")
    now = Step("", "", "", "")
    untold = False
    for kind, what, lines, heading in [*FENCE.findall(page), ("", "", "", "the end")]:
        if kind == "text":
            now = replace(now, told=lines.rstrip("\n"))
            continue
        if untold:
            yield now
        untold = kind == "yaml"
        if untold:
            now = _taken(now, what, lines)
        else:
            assert heading, f"{kind} {what}"
            now = Step(heading, "", "", "")


def _taken(before: Step, what: str, lines: str) -> Step:
    """Take one step further."""
    if what == "add":
        return replace(before, text=before.text + lines, lines=lines, told="")
    if what == "change":
        assert before.text.count(before.lines) == 1, before.lines
        text = before.text.replace(before.lines, lines)
        return replace(before, text=text, lines=lines, told="")
    if before.file != f"{what}.yaml":
        text = (RULES / f"{what}.yaml").read_text(encoding="utf-8")
        before = Step(before.heading, f"{what}.yaml", text, lines)
    assert before.text.count(lines) == 1, lines
    return replace(before, lines=lines)
