"""What changes in the rules, and when, for the pages that announce it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

from muvengine.reads.rulebook_changes import Turn, coming_turns
from muvengine.web import here
from muvengine.web.place_names import with_place_names
from muvengine.words.rulebook_changes import Change, changes

NEAR: Final = timedelta(days=14)
"""How long before a change people are told of it on their first page."""


@dataclass(frozen=True, slots=True)
class TurnTold:
    """A day on which the rules change, and how; ``first`` where none held before."""

    day: date
    changes: tuple[Change, ...]
    first: bool


def told_turns(turns: Iterable[Turn], locale: str) -> tuple[TurnTold, ...]:
    """Put each turn into words."""
    return tuple(
        TurnTold(
            day=turn.day,
            changes=_told(turn, locale),
            first=turn.before is None,
        )
        for turn in turns
    )


def _told(turn: Turn, locale: str) -> tuple[Change, ...]:
    if turn.before is None:
        return ()
    before, after = (with_place_names(book, locale) for book in (turn.before, turn.after))
    return changes(before, after, locale, turn.day, before=turn.eve)


def next_change() -> TurnTold | None:
    """Tell of the next change of what people earn, when it is near; None when there is none."""
    wiring, today = here.wiring(), here.now().date()
    turns = coming_turns(wiring.open_reading, wiring.shelf.rulebook, today, last_day=today + NEAR)
    told = told_turns(turns, here.locale())
    return next((turn for turn in told if turn.changes), None)
