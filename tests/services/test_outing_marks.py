"""Who leads a group, whose cards are read, and what dies on the way; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    LimitReached,
    NotAllowed,
    NotFound,
    NotPossible,
    UnknownCode,
)
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.trips.outing import MEMBERS_MAX, OutingState
from muvengine.reads.ledger_check import check_ledger
from muvengine.services.lead_outing import drop_outing, start_outing, turn_outing
from muvengine.services.mark_member import mark_member, undo_mark
from tests.people import Dice, card, participant, staff
from tests.services.test_outings import BEGIN, END, Group, gathered
from tests.town import ride


@pytest.fixture
def group(engine: Engine) -> Group:
    """Three people on foot with a helper."""
    return gathered(engine)


def read_card(group: Group, said: str, hand: Actor | None = None) -> str:
    return mark_member(
        group.town.open_uow, group.public_id, said, actor=hand or group.hand, now=BEGIN
    )


def undo(group: Group, person: Person) -> None:
    undo_mark(group.town.open_uow, group.public_id, person.public_id, actor=group.hand, now=BEGIN)


def test_a_card_is_scanned_or_typed_or_a_name_is(group: Group) -> None:
    group.start()
    first = card(group.town.open_uow, group.people[0])
    second = card(group.town.open_uow, group.people[1])
    assert read_card(group, first.qr_text("https://town.example")) == "Ana"
    assert read_card(group, second.number.lower()) == "Boris"
    assert read_card(group, "chloe") == "Chloé"
    assert read_card(group, "chloe") == "Chloé"
    assert [one.name for one in group.members()] == ["Ana", "Boris", "Chloé"]
    with group.town.open_reading() as uow:
        acts = [act for act in uow.audit.list() if act.act == "outing.at_start"]
    assert [act.actor.on_behalf_of for act in acts[::-1]] == [one.id for one in group.people]
    assert {act.actor.id for act in acts} == {group.helper.id}


def test_who_is_not_meant_is_not_noted(group: Group) -> None:
    group.start()
    participant(group.town.open_uow, "Ana Maria")
    lost = card(group.town.open_uow, group.people[0])
    card(group.town.open_uow, group.people[0], seed="new")
    for said in ("", "x", "nobody", lost.number, lost.qr_text("https://town.example")):
        with pytest.raises(UnknownCode):
            read_card(group, said)
    with pytest.raises(NotPossible) as many:
        read_card(group, "ana")
    assert many.value.facts["state"] == "many"
    assert group.members() == ()


def test_no_helper_is_a_member(group: Group) -> None:
    group.start()
    other = staff(group.town.open_uow, "Maud")
    for one in (group.helper, other):
        with pytest.raises(UnknownCode):
            read_card(group, one.name)


def test_another_helper_may_read_cards_by_their_own_hand(group: Group) -> None:
    group.start()
    maud = Actor("mediator", staff(group.town.open_uow, "Maud").id)
    read_card(group, "Ana", maud)
    with group.town.open_reading() as uow:
        [act] = [act for act in uow.audit.list() if act.act == "outing.at_start"]
    assert act.actor.id == maud.id


@pytest.mark.parametrize("kind", ["participant", "organiser", "device", "system"])
def test_only_mediators_lead(group: Group, kind: str) -> None:
    group.start()
    hand = Actor(kind, 1)
    uow, public_id = group.town.open_uow, group.public_id
    with pytest.raises(NotAllowed):
        start_outing(uow, "walk", "", actor=hand, now=BEGIN, new_token=group.town.dice)
    with pytest.raises(NotAllowed):
        read_card(group, "Ana", hand)
    with pytest.raises(NotAllowed):
        turn_outing(uow, public_id, arrived=True, actor=hand, now=BEGIN)
    with pytest.raises(NotAllowed):
        drop_outing(uow, public_id, actor=hand, now=BEGIN)
    with pytest.raises(NotAllowed):
        group.send(hand=hand)


@pytest.mark.parametrize("mode", ["car", "carpool", "escooter", "rocket"])
def test_a_group_goes_on_foot_by_bike_or_by_bus(group: Group, mode: str) -> None:
    with pytest.raises(BadInput):
        group.start(mode)
    for name in ("", "  ", "x" * 121):
        with pytest.raises(BadInput):
            group.start(name=name)


def test_three_outings_a_day_and_helper(group: Group) -> None:
    for _ in range(3):
        group.start()
    with pytest.raises(LimitReached):
        group.start()
    drop_outing(group.town.open_uow, group.public_id, actor=group.hand, now=BEGIN)
    group.start()
    group.start(at=BEGIN + timedelta(days=1))
    other = replace(group, helper=staff(group.town.open_uow, "Maud"))
    other.start()


def test_three_at_once_are_still_three(group: Group) -> None:
    def one(_number: int) -> str:
        try:
            return replace(group).start()
        except LimitReached:
            return ""

    with ThreadPoolExecutor(6) as hands:
        begun = list(hands.map(one, range(6)))
    assert sum(bool(public_id) for public_id in begun) == 3


def test_a_group_is_full_at_some_point(group: Group) -> None:
    group.start()
    for number in range(MEMBERS_MAX):
        participant(group.town.open_uow, f"Walker{number:02}")
        read_card(group, f"Walker{number:02}")
    with pytest.raises(LimitReached):
        read_card(group, "Ana")
    assert read_card(group, "Walker00") == "Walker00"


def test_a_slip_is_taken_back(group: Group) -> None:
    group.start()
    group.mark(*group.people, at=BEGIN)
    undo(group, group.people[2])
    assert [one.name for one in group.members()] == ["Ana", "Boris"]
    with pytest.raises(NotFound):
        undo(group, group.people[2])
    group.arrive()
    group.mark(group.people[0], at=END)
    undo(group, group.people[0])
    assert [one.seen_at_end for one in group.members()] == [None, None]
    with pytest.raises(NotPossible) as late:
        read_card(group, "Chloé")
    assert late.value.facts["state"] == "not_at_start"
    turn_outing(group.town.open_uow, group.public_id, arrived=False, actor=group.hand, now=BEGIN)
    assert read_card(group, "Chloé") == "Chloé"


def test_what_is_over_is_not_changed(group: Group) -> None:
    group.walk()
    group.send()
    for act in (
        lambda: read_card(group, "Ana"),
        lambda: undo(group, group.people[0]),
        group.arrive,
        lambda: drop_outing(group.town.open_uow, group.public_id, actor=group.hand, now=END),
    ):
        with pytest.raises(NotPossible):
            act()
    with pytest.raises(NotFound):
        drop_outing(group.town.open_uow, "nothing", actor=group.hand, now=END)


class Dies(Exception):
    """Nothing of ours."""


class Brittle(Dice):
    """Dice that break at the third throw."""

    def __call__(self) -> str:
        thrown = super().__call__()
        if next(self.drawn) > 4:
            raise Dies
        return thrown


def test_what_dies_on_the_way_goes_on_and_pays_nobody_twice(group: Group) -> None:
    group.walk()
    town = group.town
    whole, town.dice = town.dice, Brittle("brittle")
    with pytest.raises(Dies):
        group.send()
    town.dice = whole
    assert [trip is not None for trip in group.trips()] == [True, True, False]
    assert group.outing().state is OutingState.OPEN
    with pytest.raises(NotPossible) as scoring:
        read_card(group, "Ana")
    assert scoring.value.facts["state"] == "scoring"
    with pytest.raises(NotPossible) as other:
        group.send(ride("walk", seed=8))
    assert other.value.facts["state"] == "other_trace"
    before = [trip.id for trip in group.trips() if trip]
    assert group.send() == 3
    assert [trip.id for trip in group.trips() if trip][:2] == before
    assert [group.seen_by(n).spendable() for n in range(3)] == [
        trip.points for trip in group.trips() if trip
    ]
    assert check_ledger(town.open_reading) == ()
