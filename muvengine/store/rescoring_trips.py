"""The trips of an act that scores them anew: listed day by day, taken up one by one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, Final

from sqlalchemy import (
    Connection,
    and_,
    case,
    exists,
    func,
    insert,
    literal,
    null,
    or_,
    select,
    update,
)

from muvengine.core.modes.verdict import Outcome as Verdict
from muvengine.core.rules.rescoring_act import (
    ActState,
    RescoringAct,
    TripState,
    Why,
)
from muvengine.core.rules.score import ScoreStatus
from muvengine.core.trips.review import ReviewState
from muvengine.store.awards import AwardState
from muvengine.store.tables import metadata

_ACT: Final = metadata.tables["rescoring"]
_PART: Final = metadata.tables["rescoring_trip"]
_TRIP: Final = metadata.tables["trip"]
_SCORE: Final = metadata.tables["trip_score"]
_REVIEW: Final = metadata.tables["trip_review"]
_AWARD: Final = metadata.tables["award"]
_STANDS: Final = and_(_SCORE.c.trip_id == _TRIP.c.id, _SCORE.c.score_no == _TRIP.c.score_no)
_WAITING: Final = TripState.WAITING.value
_COLUMNS: Final = (
    "rescoring_id",
    "trip_id",
    "person_id",
    "sheet_id",
    "state",
    "why",
    "points_before",
    "points_after",
    "score_no",
    "tries",
    "done_at",
)


@dataclass(frozen=True, slots=True)
class Turn:
    """A trip whose turn it is.

    Attributes:
        act_id: of the act.
        trip_id, public_id: the trip's.
        person_id: its owner.
        sheet_id: its place among that person's trips.
    """

    act_id: int
    trip_id: int
    public_id: str
    person_id: int
    sheet_id: int


@dataclass(frozen=True, slots=True)
class Ended:
    """What became of a trip.

    Attributes:
        state, why: see there.
        before, after: points of its owner; of one that kept its own, what it would have been.
        score_no: of the sheet that was made; None for none.
    """

    state: TripState
    why: str = ""
    before: int = 0
    after: int = 0
    score_no: int | None = None


class RescoringTripStore:
    """List, take up and end the trips of an act inside one transaction."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def list_day(self, act: RescoringAct, day: date) -> int:
        """List the trips of a local day; give how many."""
        state, why = _known_already(act.terms.version_id)
        query = (
            select(
                literal(act.id),
                _TRIP.c.id,
                _TRIP.c.person_id,
                _SCORE.c.id,
                state,
                why,
                literal(0),
                literal(0),
                null(),
                literal(0),
                null(),
            )
            .join(_SCORE, _STANDS)
            .where(_TRIP.c.local_day == day)
        )
        return self._connection.execute(insert(_PART).from_select(_COLUMNS, query)).rowcount

    def next_of_one(self, act_id: int, *, most: int) -> tuple[Turn, ...]:
        """Give the next trips of the first person who has any left, in their order."""
        waiting = (_PART.c.rescoring_id == act_id, _PART.c.state == _WAITING)
        person = select(func.min(_PART.c.person_id)).where(*waiting).scalar_subquery()
        query = (
            select(_PART, _TRIP.c.public_id)
            .join(_TRIP, _TRIP.c.id == _PART.c.trip_id)
            .where(*waiting, _PART.c.person_id == person)
            .order_by(_PART.c.sheet_id)
            .limit(most)
        )
        return tuple(
            Turn(act_id, row.trip_id, row.public_id, row.person_id, row.sheet_id)
            for row in self._connection.execute(query)
        )

    def due(self, turn: Turn) -> bool:
        """Tell whether an act runs and a trip is the next of its owner; lock the owner before."""
        running = select(_ACT.c.state).where(_ACT.c.id == turn.act_id)
        if self._connection.execute(running).scalar() != ActState.RUNNING.value:
            return False
        query = select(func.min(_PART.c.sheet_id)).where(*_theirs(turn))
        return self._connection.execute(query).scalar() == turn.sheet_id

    def later(self, turn: Turn, day: date | None) -> Iterator[Mapping[str, int]]:
        """Give what the trips after this one have counted that wait for their turn.

        Args:
            turn: of the trip.
            day: only those of this local day; all of them when None.
        """
        query = (
            select(_SCORE.c.counts)
            .join(_TRIP, _STANDS)
            .join(_PART, _PART.c.trip_id == _TRIP.c.id)
            .where(*_theirs(turn), _PART.c.sheet_id > turn.sheet_id)
        )
        if day is not None:
            query = query.where(_TRIP.c.local_day == day)
        yield from self._connection.execute(query).scalars()

    def end(self, turn: Turn, ended: Ended, now: datetime) -> None:
        """Keep what became of a trip; call ``due`` before, under its owner's lock."""
        values = {
            "state": ended.state.value,
            "why": ended.why,
            "points_before": ended.before,
            "points_after": ended.after,
            "score_no": ended.score_no,
            "done_at": now,
        }
        done = self._connection.execute(update(_PART).where(*_this(turn)).values(values))
        assert done.rowcount == 1, "a trip is taken up once"

    def stop_rest(self, act_id: int, now: datetime) -> None:
        """End every trip that waits: its turn will not come."""
        waiting = (_PART.c.rescoring_id == act_id, _PART.c.state == _WAITING)
        values = {"state": TripState.SKIPPED.value, "why": Why.STOPPED.value, "done_at": now}
        self._connection.execute(update(_PART).where(*waiting).values(values))

    def failed(self, turn: Turn) -> int:
        """Count a try that went wrong; give how many did."""
        change = update(_PART).where(*_this(turn)).values(tries=_PART.c.tries + 1)
        return int(self._connection.execute(change.returning(_PART.c.tries)).scalar() or 0)


def _known_already(version_id: int) -> tuple[Any, Any]:
    """Give state and reason of a listed trip: some need not wait for their turn."""
    asked = exists().where(
        _REVIEW.c.trip_id == _TRIP.c.id, _REVIEW.c.state == ReviewState.OPEN.value
    )
    held = exists().where(
        _AWARD.c.trip_id == _TRIP.c.id,
        _AWARD.c.score_no == _TRIP.c.score_no,
        _AWARD.c.state == AwardState.HELD.value,
    )
    skipped, same = TripState.SKIPPED.value, TripState.SAME.value
    kinds = (
        (_TRIP.c.withdrawn_at.is_not(None), skipped, Why.WITHDRAWN),
        (_TRIP.c.outcome == Verdict.REFUSED.value, skipped, Why.REFUSED),
        (_SCORE.c.rulebook_version_id == version_id, same, Why.VERSION),
        (or_(_SCORE.c.status == ScoreStatus.REVIEW.value, asked, held), skipped, Why.WAITS),
    )
    states = case(*((when, state) for when, state, _ in kinds), else_=_WAITING)
    return states, case(*((when, why.value) for when, _, why in kinds), else_="")


def _this(turn: Turn) -> tuple[Any, ...]:
    return (
        _PART.c.rescoring_id == turn.act_id,
        _PART.c.trip_id == turn.trip_id,
        _PART.c.state == _WAITING,
    )


def _theirs(turn: Turn) -> tuple[Any, ...]:
    return (
        _PART.c.rescoring_id == turn.act_id,
        _PART.c.person_id == turn.person_id,
        _PART.c.state == _WAITING,
    )
