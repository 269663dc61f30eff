"""A mediator finds a person by what they say or show."""

from __future__ import annotations

import pytest

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.vouchers.code import in_groups
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.people import enrolled_by, find_people, staff
from muvengine.services.prune_access import prune_access
from muvengine.services.void_card import void_card
from tests import people
from tests.people import NOON, OpenUow, card, participant


@pytest.mark.parametrize(("text", "found"), [
    ("fatou",        ["Fatou Diop"]),
    ("  FATOU di ",  ["Fatou Diop"]),
    ("diop",         ["Fatou Diop"]),
    ("elodie",       ["Élodie Martin-Bœuf", "Elodie Ray"]),
    ("Éloď",         ["Élodie Martin-Bœuf", "Elodie Ray"]),
    ("boeuf",        []),  # the ligature is a letter of its own
    ("martin",       ["Élodie Martin-Bœuf"]),
    ("o",            []),  # one letter would list the town
    ("iop",          []),
    ("%",            []),
    ("%%",           []),
    ("fa_ou",        []),
    ("",             []),
    ("maud",         []),  # staff are not helped
])  # fmt: skip
def test_a_name_is_found_by_how_its_words_begin(
    open_uow: OpenUow, text: str, found: list[str]
) -> None:
    for name in ("Fatou Diop", "Élodie Martin-Bœuf", "Elodie Ray"):
        participant(open_uow, name)
    people.staff(open_uow)
    assert sorted(person.name for person in find_people(open_uow, text)) == sorted(found)


def test_a_card_is_found_by_number_or_by_what_a_reader_types(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    printed = card(open_uow, fatou)
    for text in (
        printed.number,
        in_groups(printed.number).lower(),
        printed.token,
        printed.qr_text("https://muv.example"),
    ):
        assert find_people(open_uow, text) == (fatou,)
    void_card(open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON)
    assert find_people(open_uow, printed.number) == ()
    assert find_people(open_uow, printed.token) == ()


def test_a_long_list_stops_at_twenty(open_uow: OpenUow) -> None:
    for number in range(23):
        participant(open_uow, f"Ana {number}")
    assert len(find_people(open_uow, "ana")) == 20


def test_whom_a_mediator_enrolled_comes_latest_first(open_uow: OpenUow) -> None:
    maud = people.staff(open_uow)
    hand = Actor("mediator", maud.id)
    enrolled = [participant(open_uow, name, by=hand) for name in ("Ana", "Omar")]
    assert enrolled_by(open_uow, maud.id) == tuple(reversed(enrolled))
    assert staff(open_uow) == (maud,)


def test_the_trail_is_read_page_by_page(open_uow: OpenUow) -> None:
    for number in range(7):
        participant(open_uow, f"Ana {number}")
    first = audit_trail(open_uow, count=4)
    second = audit_trail(open_uow, count=4, before=first[-1].id)
    numbers = [act.id for act in first + second]
    assert numbers == sorted(numbers, reverse=True)
    assert len(numbers) == 7


def test_pruning_twice_drops_nothing_more(open_uow: OpenUow) -> None:
    participant(open_uow)
    assert prune_access(open_uow, now=NOON) == 0
