"""Post what trips earn, inside the transaction of the service that scored them."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

from muvengine.core.errors import NotPossible, Unfunded
from muvengine.core.ledger import events
from muvengine.core.ledger.account import Account, available
from muvengine.core.ledger.journal import By, by_reason
from muvengine.core.ledger.lots import take_back
from muvengine.core.ledger.worth import Sheet
from muvengine.core.people.actor import Actor
from muvengine.core.rules.score import Settlement
from muvengine.store.awards import Award, AwardState
from muvengine.store.unit_of_work import UnitOfWork


def award(  # noqa: PLR0913  a sheet, its terms, and by whose hand: all named
    uow: UnitOfWork,
    *,
    trip_id: int,
    score_no: int,
    person_id: int,
    points: int,
    settlement: Settlement,
    occurred_at: datetime,
    now: datetime,
    actor: Actor,
) -> Award:
    """Post the points of a sheet to wait with their owner; 0 points post nothing.

    Args:
        uow: writing; the trip is kept in it already.
        trip_id: which trip.
        score_no: which of its sheets; a sheet is awarded once.
        person_id: whose trip.
        points: whole, 0 or more.
        settlement: the terms in force, kept with the award.
        occurred_at: when the trip ended.
        now: aware; the waiting starts here.
        actor: by whose hand.

    Raises:
        Unfunded: no season holds the trip's day, or the envelope that pays is used up.
    """
    sheet = Sheet(trip_id, score_no, person_id, points)
    journal_id = _post(uow, sheet, By(actor, occurred_at), now) if points else None
    posted = Award(
        sheet=sheet,
        state=AwardState.PENDING if points else AwardState.RELEASED,
        release_at=now.astimezone(UTC) + timedelta(hours=settlement.pending_hours),
        expire_after_days=settlement.expire_after_days,
        expire_end_of_month=settlement.expire_round == "end_of_month",
        journal_id=journal_id,
    )
    uow.awards.add(posted)
    return posted


def _post(uow: UnitOfWork, sheet: Sheet, by: By, now: datetime) -> int:
    season = uow.seasons.paying_trip(sheet.trip_id, sheet.points)
    if season is None:
        raise Unfunded(account="season", left=0, needed=sheet.points)
    return uow.ledger.post(events.trip_award(sheet, season.envelope, by), now).id


def season_points_left(uow: UnitOfWork, day: date, points: int = 0) -> int:
    """Give what the season that pays ``points`` for a trip of ``day`` can still give.

    It is the day's own, or the next one once that is closed (see ``core.ledger.season``); 0
    where no season has the day.  Nobody else takes any of it until the transaction ends.
    """
    season = uow.seasons.paying_day(day, points)
    return 0 if season is None else uow.ledger.lock(season.envelope)


def can_pay(uow: UnitOfWork, day: date, points: int) -> bool:
    """Tell whether the season of a trip of ``day`` is open and holds so many points more."""
    season = uow.seasons.paying_day(day, points)
    if season is None or season.closed_at is not None:
        return False
    return points <= 0 or uow.ledger.lock(season.envelope) >= points


def hold(uow: UnitOfWork, *, trip_id: int, score_no: int) -> None:
    """Keep an award from being released until a person has looked; 0 points need no holding.

    The person's answer takes the award back and posts another, or none.

    Raises:
        NotPossible: it was released or taken back in the meantime.
    """
    held = uow.awards.of_sheet(trip_id, score_no)
    if held is None or not held.sheet.points or held.state is AwardState.HELD:
        return
    if held.state is not AwardState.PENDING or uow.awards.turn(held, AwardState.HELD) is None:
        raise NotPossible(state=held.state.value)


def reverse_award(
    uow: UnitOfWork, *, trip_id: int, score_no: int, reason: str, now: datetime, actor: Actor
) -> None:
    """Take the points of a sheet back; what was spent is written off, nobody gets into debt.

    A sheet that was never awarded, or already taken back, is left alone.

    Raises:
        ReasonMissing: fewer than five characters.
    """
    held = _turned_back(uow, trip_id, score_no)
    if held is None:
        return
    by = by_reason(By(actor, now), reason)
    if held.journal_id is None:
        return
    # Back into the envelope it came from, whichever season would pay today.
    season = uow.seasons.payer(held.journal_id).envelope
    if held.state is AwardState.RELEASED:
        _take_back(uow, held, season, by)
        return
    event = events.trip_reverse_pending(held.sheet, season, held.journal_id, by)
    uow.ledger.post(event, now)


def _turned_back(uow: UnitOfWork, trip_id: int, score_no: int) -> Award | None:
    """Mark an award as reversed and give it as it was before; None when there is none."""
    while True:
        held = uow.awards.of_sheet(trip_id, score_no)
        if held is None or held.state is AwardState.REVERSED:
            return None
        if uow.awards.turn(held, AwardState.REVERSED) is not None:
            return held
        # The job that releases points was faster: the next reading sees them released.


def _take_back(uow: UnitOfWork, held: Award, season: Account, by: By) -> None:
    assert held.journal_id is not None
    assert held.release_journal_id is not None
    sheet = held.sheet
    uow.ledger.lock(available(sheet.person_id))
    lot_id = uow.lots.of_journal(held.release_journal_id)
    assert lot_id is not None, "an award was released without a lot"
    uses = take_back(uow.lots.open(sheet.person_id), sheet.points, from_lot=lot_id)
    taken = sum(use.amount for use in uses)
    event = events.trip_reverse_released(sheet, season, held.journal_id, taken, by)
    posted = uow.ledger.post(event, by.at)
    uow.lots.use(posted.transfers[0], uses)
