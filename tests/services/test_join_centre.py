"""Centres know people, and a card opens the desk of another one; on both databases."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import pytest

from muvengine.core.errors import BadInput, NotAllowed, NotFound, NotPossible, UnknownCode
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.centre import FIRST_KEY, Centre
from muvengine.core.people.identity import Person
from muvengine.services.erase_person import erase_person
from muvengine.services.issue_card import issue_card
from muvengine.services.join_centre import Joining, join_centre, leave_centre, show_card
from muvengine.services.meant_person import meant_person
from muvengine.services.note_reminders import tell_person
from muvengine.services.save_centre import open_centre, place_helper, rename_centre
from muvengine.services.void_card import void_card
from tests.people import NOON, Dice, OpenUow, card, participant, staff

LIBRARY = Centre("library", "Library")


@dataclass
class Two:
    """Maud and Fatou are of the first centre, Léa is of the library."""

    open_uow: OpenUow
    maud: Person
    fatou: Person
    lea: Person

    def knows(self, helper: Person) -> bool:
        with self.open_uow() as uow:
            return uow.centres.knows(helper.id, self.fatou.id)


def hand(one: Person) -> Actor:
    return Actor(one.role, one.id)


@pytest.fixture
def two(open_uow: OpenUow) -> Two:
    maud, fatou = staff(open_uow), participant(open_uow)
    open_centre(open_uow, LIBRARY, actor=SYSTEM, now=NOON, new_token=Dice("c"))
    lea = staff(open_uow, "Lea")
    place_helper(open_uow, "library", lea.public_id, works=True, actor=SYSTEM, now=NOON)
    return Two(open_uow, maud, fatou, lea)


def test_who_is_there_first_is_known_at_one_first_centre(two: Two) -> None:
    assert (two.knows(two.maud), two.knows(two.lea)) == (True, False)
    with two.open_uow() as uow:
        assert [one.centre.key for one in uow.centres.of_person(two.fatou.id)] == [FIRST_KEY]


def test_whom_a_helper_enrols_is_known_at_their_centre_and_nobody_elses(two: Two) -> None:
    omar = participant(two.open_uow, "Omar", by=hand(two.lea))
    with two.open_uow() as uow:
        assert [one.centre.key for one in uow.centres.of_person(omar.id)] == ["library"]
        assert not uow.centres.knows(two.maud.id, omar.id)


def test_in_a_town_of_several_nobody_guesses_a_centre(two: Two) -> None:
    omar = participant(two.open_uow, "Omar")
    with two.open_uow() as uow:
        assert uow.centres.of_person(omar.id) == ()
    place_helper(two.open_uow, "library", two.lea.public_id, works=False, actor=SYSTEM, now=NOON)
    with pytest.raises(BadInput) as none:
        participant(two.open_uow, "Ali", by=hand(two.lea))
    assert none.value.facts["fields"] == {"centre": "none"}


ACTS: Final[dict[str, Callable[[Two, Actor], object]]] = {
    "issue": lambda two, lea: issue_card(
        two.open_uow, person_id=two.fatou.id, actor=lea, now=NOON, new_token=Dice("i")
    ),
    "void": lambda two, lea: void_card(two.open_uow, person_id=two.fatou.id, actor=lea, now=NOON),
    "erase": lambda two, lea: erase_person(
        two.open_uow, two.fatou.id, actor=lea, now=NOON, new_token=Dice("e")
    ),
    "tell": lambda two, lea: tell_person(two.open_uow, two.fatou.public_id, actor=lea, now=NOON),
}


@pytest.mark.parametrize("act", ACTS)
def test_a_helper_of_another_centre_finds_nobody_to_act_on(two: Two, act: str) -> None:
    with pytest.raises(NotFound):
        ACTS[act](two, hand(two.lea))


def test_a_name_means_people_of_ones_centres_and_a_card_means_anybody(two: Two) -> None:
    printed = card(two.open_uow, two.fatou)
    with two.open_uow() as uow:
        assert meant_person(uow, "fatou", hand(two.maud)) == two.fatou
        with pytest.raises(UnknownCode):
            meant_person(uow, "fatou", hand(two.lea))
        for said in (printed.number, printed.token):
            assert meant_person(uow, said, hand(two.lea)) == two.fatou


def test_joining_takes_a_card_and_a_yes_at_ones_own_desk(two: Two) -> None:
    lea, printed = hand(two.lea), card(two.open_uow, two.fatou)
    wish = Joining(two.fatou.public_id, agreed=True, card=printed.number)

    def join(joining: Joining, actor: Actor = lea) -> Centre:
        return join_centre(two.open_uow, joining, actor=actor, now=NOON)

    with pytest.raises(NotFound):
        join(wish)
    show_card(two.open_uow, printed.number, actor=lea, now=NOON)
    for wrong, state in (
        (Joining(two.fatou.public_id), "agreed"),
        (Joining(two.fatou.public_id, agreed=True, card="2222 2222 2"), "card"),
    ):
        with pytest.raises(NotPossible) as refused:
            join(wrong)
        assert refused.value.facts == {"state": state}
    with pytest.raises(NotAllowed):
        join(Joining(two.fatou.public_id, FIRST_KEY, agreed=True))
    assert (join(wish).key, two.knows(two.lea)) == ("library", True)
    with two.open_uow() as uow:
        assert len(uow.centres.of_person(two.fatou.id)) == 2


def test_only_the_person_or_who_helps_them_leaves(two: Two) -> None:
    other = participant(two.open_uow, "Omar")
    for actor in (hand(other), hand(two.maud), Actor("participant", other.id, two.fatou.id)):
        with pytest.raises(NotAllowed):
            leave_centre(two.open_uow, two.fatou.id, FIRST_KEY, actor=actor, now=NOON)
    leave_centre(two.open_uow, two.fatou.id, FIRST_KEY, actor=hand(two.fatou), now=NOON)
    assert not two.knows(two.maud)


def test_centres_are_for_organisers_and_have_a_name(two: Two) -> None:
    with pytest.raises(NotAllowed):
        rename_centre(two.open_uow, LIBRARY, actor=hand(two.maud), now=NOON)
    for centre, wrong in (
        (Centre("library", " "), {"name": "missing"}),
        (Centre("library", "x" * 81, "y" * 121), {"name": "long", "place": "long"}),
    ):
        with pytest.raises(BadInput) as refused:
            rename_centre(two.open_uow, centre, actor=SYSTEM, now=NOON)
        assert refused.value.facts["fields"] == wrong
    with pytest.raises(NotFound):
        place_helper(
            two.open_uow, "library", two.fatou.public_id, works=True, actor=SYSTEM, now=NOON
        )
