"""An ask for a link is answered once, whoever works; an address goes with its account."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.mail import CONFIRM_LASTS
from muvengine.core.people.token import token_hash
from muvengine.core.trips.programme import Programme
from muvengine.services.ask_address import forget_mail
from muvengine.services.ask_link import answer_ask, ask_link
from muvengine.services.mail_letter import want_mail_letter
from muvengine.services.post_box import PostBox, post_box
from muvengine.services.prune_access import prune_access
from muvengine.services.set_programme import set_programme
from tests.build import AREA, ZONE
from tests.people import NOON, Dice, OpenUow, participant

FATOU = "fatou@mail.example"


@pytest.fixture
def box() -> PostBox:
    return post_box("a secret of thirty-two characters", "https://muv.example")


@pytest.fixture
def fatou(open_uow: OpenUow) -> int:
    """A participant who has confirmed her address."""
    town = Programme("Le quartier", AREA, ZONE)
    set_programme(open_uow, town, actor=SYSTEM, now=NOON)
    person = participant(open_uow)
    confirm(open_uow, person.id)
    return person.id


def confirm(open_uow: OpenUow, person_id: int) -> None:
    with open_uow() as uow:
        hashed = token_hash(f"confirm {person_id}")
        uow.mail_addresses.ask(person_id, FATOU, hashed, until=NOON + CONFIRM_LASTS)
        assert uow.mail_addresses.confirm(hashed, now=NOON) == person_id
        uow.commit()


def count(open_uow: OpenUow, table: str) -> int:
    with open_uow() as uow:
        found = uow.connection.exec_driver_sql(f"SELECT count(*) FROM {table}")  # noqa: S608
        return int(found.scalar_one())


def test_workers_at_once_answer_each_ask_once(open_uow: OpenUow, fatou: int, box: PostBox) -> None:
    assert fatou
    for number in range(3):
        ask_link(open_uow, FATOU, network=f"192.0.2.{number}", now=NOON)

    def work(worker: int) -> int:
        answered, dice = 0, Dice(f"worker {worker}")
        while answer_ask(open_uow, box, now=NOON, new_token=dice):
            answered += 1
        return answered

    with ThreadPoolExecutor(3) as workers:
        assert sum(workers.map(work, range(3))) == 3
    assert (count(open_uow, "mail"), count(open_uow, "sign_in_link")) == (3, 3)
    assert count(open_uow, "mail_ask") == 0


def test_a_family_shares_an_address_and_a_crowd_does_not(
    open_uow: OpenUow, fatou: int, box: PostBox
) -> None:
    assert fatou
    for number in range(9):
        confirm(open_uow, participant(open_uow, f"Child {number}").id)
    ask_link(open_uow, FATOU, network="192.0.2.1", now=NOON)
    answer_ask(open_uow, box, now=NOON, new_token=Dice("answer"))
    assert count(open_uow, "mail") == 6


def test_the_address_of_a_closed_account_opens_nothing_and_is_forgotten(
    open_uow: OpenUow, fatou: int, box: PostBox
) -> None:
    with open_uow() as uow:
        uow.people.change(fatou, closed_at=NOON)
        uow.commit()
    ask_link(open_uow, FATOU, network="192.0.2.1", now=NOON)
    answer_ask(open_uow, box, now=NOON, new_token=Dice("answer"))
    assert count(open_uow, "mail") == 0
    prune_access(open_uow, now=NOON)
    assert count(open_uow, "mail_address") == 0


def test_an_address_that_nobody_confirmed_is_forgotten_after_a_day(open_uow: OpenUow) -> None:
    fatou, late = participant(open_uow), NOON + CONFIRM_LASTS
    with open_uow() as uow:
        uow.mail_addresses.ask(fatou.id, FATOU, "hash", until=late)
        uow.commit()
    prune_access(open_uow, now=late - timedelta(seconds=1))
    assert count(open_uow, "mail_address") == 1
    prune_access(open_uow, now=late)
    assert count(open_uow, "mail_address") == 0


def test_a_change_that_nobody_confirmed_leaves_the_address_that_was(
    open_uow: OpenUow, fatou: int
) -> None:
    with open_uow() as uow:
        uow.mail_addresses.ask(fatou, "new@mail.example", "hash", until=NOON + CONFIRM_LASTS)
        uow.commit()
    prune_access(open_uow, now=NOON + CONFIRM_LASTS)
    with open_uow() as uow:
        known = uow.mail_addresses.get(fatou)
    assert (known.address, known.asked) == (FATOU, None)


def test_nothing_waits_for_somebody_whose_mail_is_forgotten(
    open_uow: OpenUow, fatou: int, box: PostBox
) -> None:
    hand = Actor(Role.PARTICIPANT, fatou)
    want_mail_letter(open_uow, fatou, wanted=True, actor=hand, now=NOON)
    ask_link(open_uow, FATOU, network="192.0.2.1", now=NOON)
    answer_ask(open_uow, box, now=NOON, new_token=Dice("answer"))
    with open_uow() as uow:
        assert uow.mail_addresses.readers(after=0, most=9)
        forget_mail(uow, fatou)
        uow.commit()
    assert (count(open_uow, "mail"), count(open_uow, "mail_address")) == (0, 0)
