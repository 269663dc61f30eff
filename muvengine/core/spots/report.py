"""A report of something in the way on a set route or at a place, and what became of it.

::

    open --seen by another person--> confirmed --+
      '------------staff-----------------'--------+--staff--> mending, mended, not_mended
      '------------staff---> refused <--staff-----'            (in any order)
                                '--staff--> any of the others

An answer of staff other than a refusal confirms as well: what is mended was there.  A report
counts while it is confirmed; a refusal takes that back.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from muvengine.core.errors import BadInput, LimitReached, NotPossible
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, given_reason

WORDS_MAX: Final = 300
A_DAY_MAX: Final = 3
"""Reports that one person makes in a local day."""
TWIN_WITHIN: Final = timedelta(days=30)
"""For so long, a like report at the same place is taken to be of the same thing."""
WORDS_KEPT: Final = timedelta(days=180)
"""The reporter's own words are forgotten so long after the last answer."""


class Category(StrEnum):
    """What is wrong."""

    BLOCKED = "blocked"
    SURFACE = "surface"
    LIGHT = "light"
    DANGER = "danger"
    BIKE_STAND = "bike_stand"
    SIGN = "sign"
    OTHER = "other"


class ReportState(StrEnum):
    """See the module."""

    OPEN = "open"
    CONFIRMED = "confirmed"
    MENDING = "mending"
    MENDED = "mended"
    NOT_MENDED = "not_mended"
    REFUSED = "refused"


GOING_ON: Final = (ReportState.OPEN, ReportState.CONFIRMED, ReportState.MENDING)
"""States in which the thing is still in the way, as far as anybody knows."""
ANSWERS: Final = tuple(one for one in ReportState if one is not ReportState.OPEN)
"""What staff may answer."""
_WITH_REASON: Final = (ReportState.NOT_MENDED, ReportState.REFUSED)


@dataclass(frozen=True, slots=True)
class Where:
    """A place of the town that somebody has chosen; no position of theirs.

    Attributes:
        route: key of a set route; empty for none.
        shop: key of a shop or stop, along the route where one is given; empty for none.
    """

    route: str = ""
    shop: str = ""


@dataclass(frozen=True, slots=True)
class Report:
    """What somebody has reported.

    Attributes:
        person_id: the reporter; told to nobody.
        category: what is wrong.
        where: see ``Where``.
        made_at: aware.
        state_at: since when it is in its state.
        words: the reporter's own, for the office alone; empty for none.
        helper_id: the mediator who wrote it for the reporter; None for their own hand.
        state: see the module.
        confirmed_at: from when it counts; None where it does not.
        by_staff: staff confirmed it, and no second person.
        answer: what staff said last; empty for nothing.
        id: 0 before it is kept.
    """

    person_id: int
    category: Category
    where: Where
    made_at: datetime
    state_at: datetime
    words: str = ""
    helper_id: int | None = None
    state: ReportState = ReportState.OPEN
    confirmed_at: datetime | None = None
    by_staff: bool = False
    answer: str = ""
    id: int = 0

    @property
    def counts(self) -> bool:
        """Tell whether it was confirmed, and that was not taken back."""
        return self.confirmed_at is not None

    @property
    def going_on(self) -> bool:
        """Tell whether the thing is still in the way, as far as anybody knows."""
        return self.state in GOING_ON


def check_report(report: Report, made_today: int) -> None:
    """Refuse what is no report, or one too many.

    Raises:
        BadInput: ``fields``: no ``place``; ``words`` too long; no words for ``other``.
        LimitReached: ``most`` were made today.
    """
    wrong: dict[str, str] = {}
    if report.where == Where():
        wrong["place"] = "needed"
    if len(report.words) > WORDS_MAX:
        wrong["words"] = "long"
    elif report.category is Category.OTHER and not report.words:
        wrong["words"] = "needed"
    if wrong:
        raise BadInput(fields=wrong)
    if made_today >= A_DAY_MAX:
        raise LimitReached(most=A_DAY_MAX)


def seen_too(report: Report, person_id: int, helper_id: int | None, now: datetime) -> Report:
    """Give what a report becomes when another person has seen the thing too.

    Args:
        report: as it stands.
        person_id: who has seen it.
        helper_id: the mediator who says so for them; None for their own hand.
        now: aware.

    Raises:
        NotPossible: ``state`` is own (their own report, or the hand that wrote it), or that of a
            report that is over.
    """
    hands = {report.person_id, report.helper_id} - {None}
    if {person_id, helper_id} & hands:
        raise NotPossible(state="own")
    if not report.going_on:
        raise NotPossible(state=report.state.value)
    if report.state is not ReportState.OPEN:
        return report
    confirmed = ReportState.CONFIRMED
    return replace(report, state=confirmed, state_at=now, confirmed_at=now, by_staff=False)


def answered(report: Report, state: ReportState, words: str, now: datetime) -> Report:
    """Give what a report becomes by an answer of staff.

    Args:
        report: as it stands.
        state: one of ``ANSWERS``.
        words: a sentence for the reporter; a refusal, and what will not be mended, need one.
        now: aware.

    Raises:
        NotPossible: it is in this state already, or was confirmed before.
        ReasonMissing: fewer than five characters where a sentence is needed.
    """
    before = report.state
    again = state is ReportState.CONFIRMED and report.counts
    if state is before or state is ReportState.OPEN or again:
        raise NotPossible(state=before.value)
    words = given_reason(words) if state in _WITH_REASON else words.strip()[:REASON_CHARACTERS_MAX]
    after = replace(report, state=state, state_at=now, answer=words)
    if state is ReportState.REFUSED:
        return replace(after, confirmed_at=None, by_staff=False)
    return after if report.counts else replace(after, confirmed_at=now, by_staff=True)


def due(points: int, a_week_max: int, paid_this_week: int) -> int:
    """Give what a confirmed report brings under the ceiling of a week.

    Args:
        points: for one report.
        a_week_max: for one person.
        paid_this_week: to this person already.
    """
    return max(min(points, a_week_max - paid_this_week), 0)
