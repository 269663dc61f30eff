"""Who is to be called back, why and by when; on both databases."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import BadInput, NotAllowed, NotFound, UnknownCode
from muvengine.core.people.actor import Actor
from muvengine.core.people.call_back import CallBack
from muvengine.reads.helpers import waiting_calls
from muvengine.services.call_back import Wish, call_done, note_call
from tests.people import staff
from tests.town import NOON, Town, found

TODAY = date(2026, 4, 7)


@pytest.fixture
def town(engine: Engine) -> Town:
    """Fatou's town, with Nadia at the desk."""
    town = found(engine)
    staff(town.open_uow, "Nadia")
    return town


def nadia(town: Town) -> Actor:
    with town.open_reading() as uow:
        [one] = uow.people.staff()
    return Actor("mediator", one.id)


def note(town: Town, wish: Wish, *, actor: Actor | None = None, key: str | None = None) -> str:
    attempt = wish.attempt(actor or nadia(town), key or town.key())
    return note_call(town.open_uow, wish, attempt=attempt, now=NOON)


def waiting(town: Town) -> tuple[CallBack, ...]:
    return waiting_calls(town.open_reading, nadia(town).id or 0)


def test_a_line_stands_until_it_is_done_and_the_soonest_day_comes_first(town: Town) -> None:
    note(town, Wish("fatou", "card lost", TODAY + timedelta(days=3)))
    key = town.key()
    assert note(town, Wish("fatou", "bus pass", TODAY), key=key) == "Fatou"
    note(town, Wish("fatou", "bus pass", TODAY), key=key)
    first, second = waiting(town)
    assert (first.why, second.why, first.name) == ("bus pass", "card lost", "Fatou")
    call_done(town.open_uow, first.id, actor=nadia(town), now=NOON)
    call_done(town.open_uow, first.id, actor=nadia(town), now=NOON)
    assert [one.id for one in waiting(town)] == [second.id]
    with town.open_reading() as uow:
        acts = [one.act for one in uow.audit.list(about=town.person.id)]
    assert acts[:3] == ["call.done", "call.note", "call.note"]


@pytest.mark.parametrize(
    "wish",
    [
        Wish("fatou", "ab", TODAY),
        Wish("fatou", "x" * 201, TODAY),
        Wish("fatou", "card lost", TODAY - timedelta(days=1)),
        Wish("fatou", "card lost", TODAY + timedelta(days=367)),
    ],
)
def test_a_line_says_why_and_by_a_day_to_come(town: Town, wish: Wish) -> None:
    with pytest.raises(BadInput):
        note(town, wish)


def test_only_helpers_keep_the_list(town: Town) -> None:
    with pytest.raises(NotAllowed):
        note(town, Wish("fatou", "card lost", TODAY), actor=town.me)
    with pytest.raises(UnknownCode):
        note(town, Wish("nobody", "card lost", TODAY))
    with pytest.raises(NotFound):
        call_done(town.open_uow, 99, actor=nadia(town), now=NOON)
