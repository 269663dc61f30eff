"""Cards that are printed without names, and given at their first use; on both databases."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadCredentials, BadInput, NotAllowed, UnknownCode
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.card import PrintedCard
from muvengine.core.people.card_pack import PackCardState
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.vouchers.code import in_groups
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.people import find_people
from muvengine.services.print_pack import PrintedPack, print_pack
from muvengine.services.said_lines import Answered
from muvengine.services.sign_in import Browser, by_card
from muvengine.services.take_pack_card import (
    CardList,
    WithCard,
    activate_cards,
    enrol_with_card,
    give_pack_card,
)
from muvengine.services.void_pack import void_pack
from tests.people import card, staff
from tests.town import NOON, Town, found

AGREED = Enrolment("", "fr", consent=True)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Nadia at the desk."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    return town


def nadia(town: Town) -> Actor:
    with town.open_reading() as uow:
        [one] = uow.people.staff()
    return Actor(Role.MEDIATOR, one.id)


def pack(town: Town, count: int = 3) -> PrintedPack:
    hand = nadia(town)
    return print_pack(town.open_uow, " CM2 ", count, actor=hand, now=NOON, new_token=town.dice)


def enrol(town: Town, said: str, name: str = "", key: str | None = None) -> str:
    wish = WithCard(said, Enrolment(name, "fr", consent=True))
    attempt = wish.attempt(nadia(town), key or town.key())
    return enrol_with_card(town.open_uow, wish, attempt=attempt, now=NOON, new_token=town.dice)


def activate(town: Town, *lines: str, key: str | None = None) -> tuple[Answered, ...]:
    return activate_cards(
        town.open_uow,
        CardList(lines, AGREED),
        actor=nadia(town),
        key=key or town.key(),
        now=NOON,
        new_token=town.dice,
    )


def opens(town: Town, one: PrintedCard) -> bool:
    try:
        by_card(
            town.open_uow,
            card=one.token,
            pin=one.pin,
            browser=Browser("desk"),
            now=NOON,
            new_token=town.dice,
        )
    except BadCredentials:
        return False
    return True


def states(town: Town, made: PrintedPack) -> list[PackCardState]:
    with town.open_reading() as uow:
        return [one.state for one in uow.card_packs.cards(made.id)]


def test_a_card_opens_nothing_until_somebody_is_given_it(town: Town) -> None:
    made = pack(town)
    first = made.cards[0]
    assert (made.name, len({one.number for one in made.cards})) == ("CM2", 3)
    assert not opens(town, first)
    public_id = enrol(town, f"HTTPS://MUV.EXAMPLE/C/{first.token}", "Léa")
    assert opens(town, first)
    with town.open_reading() as uow:
        lea = uow.people.by_public_id(public_id)
        [listed, *_] = uow.card_packs.cards(made.id)
    assert (listed.holder, listed.holder_id) == ("Léa", public_id)
    assert states(town, made) == ["taken", "waiting", "waiting"]
    acts = [act.act for act in audit_trail(town.open_reading, about=lea.id)]
    assert {"card.issue", "person.enrol"} <= set(acts)


def test_who_has_no_name_is_called_by_the_number_and_found_by_it(town: Town) -> None:
    [one] = pack(town, 1).cards
    enrol(town, one.number)
    assert find_people(town.open_reading, one.number)[0].name == in_groups(one.number)


def test_the_same_form_twice_is_one_person_and_another_form_comes_too_late(town: Town) -> None:
    [one] = pack(town, 1).cards
    key = town.key()
    assert enrol(town, one.number, key=key) == enrol(town, one.number, key=key)
    with pytest.raises(UnknownCode):
        enrol(town, one.number)


def test_two_desks_that_read_one_card_enrol_one_person(town: Town) -> None:
    [one] = pack(town, 1).cards
    with ThreadPoolExecutor(2) as pool:
        both = list(pool.map(lambda _: activate(town, f"{one.number}; Zoé"), range(2)))
    assert sorted(str(taken.refusal.code if taken.refusal else "") for [taken] in both) == [
        "",
        "unknown_code",
    ]
    assert len(find_people(town.open_reading, "zoe")) == 1


def test_a_class_is_enrolled_at_once_and_each_line_is_answered(town: Town) -> None:
    made = pack(town)
    lines = [f"{made.cards[0].token}; Léa", made.cards[1].number, "2222-2222-2", ""]
    key = town.key()
    taken = activate(town, *lines, key=key)
    assert [one.name for one in taken] == ["Léa", in_groups(made.cards[1].number), ""]
    assert [one.refusal is None for one in taken] == [True, True, False]
    assert [one.name for one in activate(town, *lines, key=key)] == [one.name for one in taken]
    assert states(town, made) == ["taken", "taken", "waiting"]


def test_who_lost_a_card_is_given_one_of_a_pack_and_the_old_one_is_void(town: Town) -> None:
    old = card(town.open_uow, town.person)
    [one] = pack(town, 1).cards
    give_pack_card(town.open_uow, one.number, town.person.id, actor=nadia(town), now=NOON)
    assert (opens(town, old), opens(town, one)) == (False, True)


def test_what_is_left_of_a_pack_is_void_and_what_was_given_stays_good(town: Town) -> None:
    made = pack(town)
    enrol(town, made.cards[0].number)
    assert void_pack(town.open_uow, made.id, actor=nadia(town), now=NOON) == 2
    assert states(town, made) == ["taken", "void", "void"]
    assert opens(town, made.cards[0])
    with pytest.raises(UnknownCode):
        enrol(town, made.cards[1].number)


def test_only_helpers_print_packs_of_some_size(town: Town) -> None:
    with pytest.raises(NotAllowed):
        print_pack(town.open_uow, "x", 1, actor=town.me, now=NOON, new_token=town.dice)
    for name, count in ((" ", 1), ("CM2", 0), ("CM2", 41)):
        with pytest.raises(BadInput):
            print_pack(town.open_uow, name, count, actor=nadia(town), now=NOON, new_token=town.dice)
