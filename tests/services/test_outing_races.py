"""Two helpers send the recording of one group at the same moment."""

from __future__ import annotations

from concurrent.futures import Future, ThreadPoolExecutor, wait

import pytest
from sqlalchemy import Engine, event

from muvengine.core.errors import MuvError
from muvengine.core.people.actor import Actor
from muvengine.core.traces.fixes import Fixes
from muvengine.reads.ledger_check import check_ledger
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice, staff
from tests.services.test_outings import END, WALK, Group, gathered
from tests.town import ride

LOOK_BESIDE = "FROM trip JOIN outing_member"


@pytest.fixture
def group(engine: Engine) -> Group:
    """Three people on foot with a helper."""
    return gathered(engine)


def test_two_hands_that_send_at_once_pay_once(group: Group) -> None:
    group.walk()
    maud = Actor("mediator", staff(group.town.open_uow, "Maud").id)

    def one(hand: Actor) -> int | str:
        try:
            return group.send(WALK, hand=hand)
        except MuvError as refusal:
            return refusal.code

    with ThreadPoolExecutor(4) as hands:
        heard = set(hands.map(one, (group.hand, maud, group.hand, maud)))
    assert heard <= {3, "not_possible"}
    with group.town.open_reading() as uow:
        assert _trips(uow) == 3
    assert [group.seen_by(n).spendable() for n in range(3)] == [
        trip.points for trip in group.trips() if trip
    ]
    assert check_ledger(group.town.open_reading) == ()


def test_two_recordings_at_once_are_not_mixed(group: Group) -> None:
    group.walk()
    maud = Actor("mediator", staff(group.town.open_uow, "Maud").id)
    sent = [(group.hand, WALK), (maud, ride("walk", seed=8))]

    def one(hand_and_fixes: tuple[Actor, Fixes]) -> int | str:
        hand, fixes = hand_and_fixes
        try:
            return group.send(fixes, hand=hand)
        except MuvError as refusal:
            return refusal.code

    with ThreadPoolExecutor(2) as hands:
        heard = list(hands.map(one, sent))
    assert 3 in heard
    distances = {(trip.distance_m, trip.duration_s) for trip in group.trips() if trip}
    assert len(distances) == 1
    assert check_ledger(group.town.open_reading) == ()


def test_a_card_read_while_the_recording_is_judged_counts(group: Group) -> None:
    group.walk(home=group.people[:2])
    town, whole = group.town, group.town.dice

    class Slow(Dice):
        """Dice that give the helper time to read the last card."""

        def __call__(self) -> str:
            with town.open_uow() as uow:
                outing = uow.outings.get(group.public_id)
                uow.outings.set_seen_at_end(outing.id, group.people[2].id, END)
                uow.commit()
            return whole()

    town.dice = Slow("slow")
    group.send()
    assert {trip.outcome for trip in group.trips() if trip} == {"confirmed"}


def _trips(uow: UnitOfWork) -> int:
    return int(uow.connection.exec_driver_sql("SELECT count(*) FROM trip").scalar_one())


def test_a_colleague_who_sends_it_between_two_looks_is_no_stranger(
    postgres_engine: Engine,
) -> None:
    """PostgreSQL shows each statement what was kept before it, also within one transaction."""
    group = gathered(postgres_engine)
    group.walk()
    maud = Actor("mediator", staff(group.town.open_uow, "Maud").id)
    hers: list[Future[int]] = []
    with ThreadPoolExecutor(1) as other:

        def send_too(_connection: object, _cursor: object, statement: str, *_rest: object) -> None:
            if LOOK_BESIDE in statement and not hers:
                hers.append(other.submit(group.send, WALK, hand=maud))
                wait(hers, timeout=1)

        event.listen(postgres_engine, "after_cursor_execute", send_too)
        try:
            assert group.send() == 3
        finally:
            event.remove(postgres_engine, "after_cursor_execute", send_too)
        assert hers[0].result() == 3
    assert check_ledger(group.town.open_reading) == ()
