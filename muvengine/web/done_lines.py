"""What other hands did for a person in a month: a sentence each, for the page and for paper."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Final

from muvengine.core.people.done_for import DoneFor, Source
from muvengine.core.people.identity import Person
from muvengine.reads.helpers import done_for
from muvengine.web import here
from muvengine.words.helper_acts import act_code

# Longer than any month, shorter than two.
A_MONTH_ON: Final = timedelta(days=31)
WORKSHOP: Final = "game.award"

Say = Callable[..., str]


@dataclass(frozen=True, slots=True)
class DoneLine:
    """One act in words.

    Attributes:
        at: aware, on the town's clocks.
        sentence: who did what.
        reason: free words; empty for none.
        points: that moved with it; 0 for none.
        trip: public id of the trip it is about; empty for none.
    """

    at: datetime
    sentence: str
    reason: str
    points: int
    trip: str


def done_lines(person: Person, month: date, say: Say) -> list[DoneLine]:
    """Tell everything that was done for a person in a month, the latest first.

    Args:
        person: for whom.
        month: its first day.
        say: in the language of who reads it.
    """
    zone = here.programme().zone
    first = datetime.combine(month, time(), zone)
    end = datetime.combine(month_after(month), time(), zone)
    found = done_for(here.wiring().open_reading, person.id, first, end)
    return [_line(one, say) for one in found]


def month_after(month: date) -> date:
    """Give the first day of the next month."""
    return (month + A_MONTH_ON).replace(day=1)


def month_before(month: date) -> date:
    """Give the first day of the month before."""
    return (month - timedelta(days=1)).replace(day=1)


def _line(one: DoneFor, say: Say) -> DoneLine:
    return DoneLine(here.local(one.at), _sentence(one, say), one.reason, one.points, one.trip)


def _sentence(one: DoneFor, say: Say) -> str:
    if one.source is Source.TRIP:
        return say("desk.done_trip", name=one.helper, mode=say(f"modes.{one.what}"))
    if one.source is Source.MOVE:
        code = "desk.moved_workshop" if one.what == WORKSHOP else f"participant.moved_{one.what}"
        return say("desk.done_move", name=one.helper, what=say(code))
    code = act_code(one.what)
    return say("desk.done_act", name=one.helper, act=say(code) if code else one.what)
