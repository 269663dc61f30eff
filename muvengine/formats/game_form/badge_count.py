"""What a badge counts, and how many of it."""

from __future__ import annotations

from typing import Final

from muvengine.formats.game_yaml.sections import COUNTED, EVERY
from muvengine.formats.rule_form.controls import Control, Fields, Typed, Words, first
from muvengine.formats.rule_form.figures import number_of, text_of

ALL_OF: Final = ("routes", "shops")
"""What can be asked for as a whole."""


def counted(sign: str) -> Control:
    """Show which one thing is counted, and how many of it, or all there are."""

    def show(part: Words) -> Fields:
        what = next((word for word in COUNTED if word in part), COUNTED[0])
        everything = part.get(what) == EVERY
        return {
            "counted.what": [what],
            "counted.n": ["" if everything else text_of(part.get(what), sign)],
            "counted.all": ["true"] if everything else [],
        }

    def read(typed: Typed, _part: Words) -> Words:
        what = first(typed, "counted.what")
        if what not in COUNTED:
            return {}
        if what in ALL_OF and first(typed, "counted.all"):
            return {what: EVERY}
        return {what: number_of(first(typed, "counted.n"))}

    return Control("counted", COUNTED, show, read, COUNTED, "counted")
