"""A ticket seen by a mediator pays the leg in full, once, and only for somebody they help."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import LimitReached, NotAllowed, NotFound, NotPossible
from muvengine.core.ledger.account import pending
from muvengine.core.people.actor import Actor, Role
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.judgement import Claim, ClaimedLeg
from muvengine.core.trips.ticket import A_DAY_MAX
from muvengine.core.trips.trip import Trip
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.statement import statement
from muvengine.services.show_ticket import ACT, REASON, Ticket, show_ticket
from tests.people import participant, staff
from tests.services.test_races import together
from tests.town import NOON, Town, found, gpx, ride
from tests.trip_acts import LONG, answer, balanced, contest, send, withdraw

LATER = NOON + timedelta(hours=1)


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


@pytest.fixture
def maud(town: Town) -> Actor:
    return Actor(Role.MEDIATOR, staff(town.open_uow).id, on_behalf_of=town.person.id)


def show(
    town: Town,
    trip: Trip,
    actor: Actor,
    *,
    leg_no: int = 0,
    key: str | None = None,
    now: datetime = LATER,
) -> None:
    ticket = Ticket(trip.public_id, leg_no)
    attempt = ticket.attempt(actor, key or town.key())
    show_ticket(town.open_uow, town.shelf, ticket, attempt=attempt, now=now)


def test_the_leg_is_confirmed_and_the_trip_scored_anew(town: Town, maud: Actor) -> None:
    before = send(town, "bus")
    assert before.reasons == ("transit_unproven",)
    show(town, before, maud)
    after = town.trip(before.public_id)
    assert (after.outcome, after.evidence_class, after.legs[0].proof) == (
        "confirmed", "proven", "ticket",
    )  # fmt: skip
    assert after.points > before.points
    balanced(town, after)
    assert (town.pending(), town.spendable()) == (0, after.points)
    assert check_ledger(town.open_reading) == ()


def test_it_is_written_down_by_whose_hand_and_for_whom(town: Town, maud: Actor) -> None:
    trip = send(town, "bus")
    show(town, trip, maud)
    act = next(act for act in audit_trail(town.open_reading) if act.act == ACT)
    assert (act.actor, act.ref_kind, act.ref_id) == (maud, "trip", trip.public_id)
    moved = statement(town.open_reading, pending(town.person.id).code).moves
    assert REASON in [move.reason for move in moved]


@pytest.mark.parametrize("key", ["same", None])
def test_two_clicks_are_one_correction(town: Town, maud: Actor, key: str | None) -> None:
    trip = send(town, "bus")
    show(town, trip, maud, key=key)
    if key:
        show(town, trip, maud, key=key)
    else:
        with pytest.raises(NotPossible) as refusal:
            show(town, trip, maud)
        assert refusal.value.facts == {"state": "proven"}
    assert town.trip(trip.public_id).score_no == trip.score_no + 1


def test_sixteen_hands_make_one_correction(town: Town, maud: Actor) -> None:
    trip = send(town, "bus")
    heard: Counter[object] = together(lambda n: show(town, trip, maud, key=f"hand-{n}"))
    assert heard == {None: 1, "not_possible": 15}
    assert town.trip(trip.public_id).score_no == trip.score_no + 1
    balanced(town, trip)
    assert check_ledger(town.open_reading) == ()


def test_only_a_mediator_beside_the_owner_may(town: Town, maud: Actor) -> None:
    trip = send(town, "bus")
    other = participant(town.open_uow, "Omar")
    for actor, refused in (
        (town.me, NotAllowed),
        (Actor(Role.ORGANISER, 1), NotAllowed),
        (replace(maud, on_behalf_of=maud.id), NotAllowed),
        (replace(maud, id=town.person.id), NotAllowed),
        (replace(maud, on_behalf_of=None), NotFound),
        (replace(maud, on_behalf_of=other.id), NotFound),
    ):
        with pytest.raises(refused):
            show(town, trip, actor)
    assert town.trip(trip.public_id) == trip


@pytest.mark.parametrize(("days", "state"), [(13, None), (15, "old")])
def test_it_must_come_within_a_fortnight(
    town: Town, maud: Actor, days: int, state: str | None
) -> None:
    trip = send(town, "bus")
    if state is None:
        show(town, trip, maud, now=NOON + timedelta(days=days))
        return
    with pytest.raises(NotPossible) as refusal:
        show(town, trip, maud, now=NOON + timedelta(days=days))
    assert refusal.value.facts == {"state": state}


@pytest.mark.parametrize(("mode", "leg_no"), [("walk", 0), ("bus", 7), ("carpool", 0)])
def test_other_legs_and_those_not_there_need_no_ticket(
    town: Town, maud: Actor, mode: str, leg_no: int
) -> None:
    trip = send(town, "walk" if mode == "walk" else "car", mode)
    with pytest.raises(NotPossible) as refusal:
        show(town, trip, maud, leg_no=leg_no)
    assert refusal.value.facts == {"state": "proven"}


def test_a_trip_that_is_asked_about_or_was_refused_waits_for_a_person(
    town: Town, maud: Actor
) -> None:
    trip = send(town, "bus")
    contest(town, trip)
    with pytest.raises(NotPossible) as waiting:
        show(town, trip, maud)
    answer(town, trip, accept=False)
    with pytest.raises(NotPossible) as refused:
        show(town, trip, maud)
    states = [refusal.value.facts["state"] for refusal in (waiting, refused)]
    assert states == ["waiting", "refused"]


def test_a_trip_taken_back_stays_so(town: Town, maud: Actor) -> None:
    trip = send(town, "bus")
    withdraw(town, trip)
    with pytest.raises(NotPossible) as refusal:
        show(town, trip, maud)
    assert refusal.value.facts == {"state": "withdrawn"}


SHORT = (np.array([43.625, 43.625]), np.array([5.09, 5.105]))


def with_welcomes(town: Town) -> None:
    """Send three walks: what a first and a third trip bring would hide a difference."""
    for days in (4, 3, 2):
        town.send(gpx(ride(start=NOON - timedelta(days=days), seed=days)), "walk")


def test_a_ticket_for_a_short_ride_is_worth_no_less_than_a_word(town: Town, maud: Actor) -> None:
    with_welcomes(town)
    trip = town.trip(town.send(gpx(ride("bus", way=SHORT)), "bus").public_id)
    assert trip.points == 10
    show(town, trip, maud)
    assert town.trip(trip.public_id).points > 10


def test_a_ticket_never_costs_points(town: Town, maud: Actor) -> None:
    # Beside a walk, the amount on somebody's word comes on top of what each trip brings.
    with_welcomes(town)
    walk = ride(way=(np.array([43.625, 43.625]), np.array([5.08, 5.09])))
    aboard = datetime.fromtimestamp(walk.t_s[-1] + 30, UTC)
    fixes = joined(walk, ride("bus", start=aboard, way=SHORT))
    ends = [datetime.fromtimestamp(at, UTC) for at in (fixes.t_s[0], fixes.t_s[-1])]
    legs = (ClaimedLeg("walk", ends[0], aboard), ClaimedLeg("bus", aboard, ends[1]))
    trip = town.trip(town.send(gpx(fixes), Claim("walk", legs)).public_id)
    assert [leg.outcome for leg in trip.legs] == ["confirmed", "doubtful"]
    with pytest.raises(NotPossible) as refusal:
        show(town, trip, maud, leg_no=1)
    assert refusal.value.facts == {"state": "less"}
    assert town.trip(trip.public_id) == trip
    assert check_ledger(town.open_reading) == ()


def joined(one: Fixes, two: Fixes) -> Fixes:
    return Fixes(
        *(
            np.concatenate([getattr(one, column), getattr(two, column)])
            for column in Fixes.__dataclass_fields__
        )
    )


def test_one_mediator_sees_so_many_tickets_in_a_day(town: Town, maud: Actor) -> None:
    with town.open_uow() as uow:
        for number in range(A_DAY_MAX):
            # Seven of these are of yesterday, on the town's clocks.
            at = NOON if number >= 7 else NOON.replace(hour=0) - timedelta(hours=3)
            uow.audit.append(maud, ACT, "trip", str(number), at=at)
        uow.commit()
    trip = send(town, "bus")
    show(town, trip, maud)
    with town.open_uow() as uow:
        for number in range(6):
            uow.audit.append(maud, ACT, "trip", str(number), at=NOON)
        uow.commit()
    other = replace(town, person=participant(town.open_uow, "Omar"))
    theirs = send_later(other)
    with pytest.raises(LimitReached):
        show(other, theirs, replace(maud, on_behalf_of=other.person.id))
    show(
        other,
        theirs,
        replace(maud, on_behalf_of=other.person.id),
        now=NOON + timedelta(days=1),
    )


def send_later(town: Town) -> Trip:
    return town.trip(town.send(gpx(ride("bus", way=LONG, seed=4)), "bus").public_id)
