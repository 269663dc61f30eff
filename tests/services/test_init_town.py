"""A town begins once, and a start that was broken off can be made again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.errors import BadInput, NotPossible
from muvengine.core.people.actor import Role
from muvengine.core.traces.area import Area
from muvengine.core.trips.programme import Programme
from muvengine.formats.shipped import shipped
from muvengine.reads.budget import budget
from muvengine.reads.people import staff
from muvengine.services.add_staff import NewStaff
from muvengine.services.init_town import Envelope, Founding, init_town
from tests.people import NOON, Dice, OpenUow

PARIS = ZoneInfo("Europe/Paris")

FOUNDING = Founding(
    Programme("Town", Area(43, 5, 44, 6), PARIS),
    shipped("rules/muv.yaml").read_bytes(),
    NewStaff("Claire", "claire@town.example", Role.ORGANISER, "fr"),
    Envelope(date(2026, 4, 1), date(2027, 3, 31), 1000, 5000),
    shipped("rules/game/muv.yaml").read_bytes(),
)


def begin(open_uow: OpenUow, founding: Founding = FOUNDING) -> None:
    init_town(open_uow, founding, now=NOON, new_token=Dice("town"))


def test_a_start_that_was_broken_off_is_made_again_without_doubling_money(
    open_uow: OpenUow,
) -> None:
    nameless = replace(FOUNDING, organiser=replace(FOUNDING.organiser, email="no address"))
    with pytest.raises(BadInput):
        begin(open_uow, nameless)
    assert staff(open_uow) == ()
    begin(open_uow)
    assert [person.name for person in staff(open_uow)] == ["Claire"]
    money = budget(open_uow)
    assert [season.points_left for season in money.seasons] == [1000]
    assert money.figures.budget_cents == 5000


def test_a_second_town_is_refused_and_changes_nothing(open_uow: OpenUow) -> None:
    begin(open_uow)
    with pytest.raises(NotPossible):
        begin(open_uow, replace(FOUNDING, programme=replace(FOUNDING.programme, name="Other")))
    with open_uow() as uow:
        assert uow.programme.get().name == "Town"


def test_a_town_without_money_yet_has_no_budget(open_uow: OpenUow) -> None:
    begin(open_uow, replace(FOUNDING, envelope=replace(FOUNDING.envelope, budget_cents=0)))
    assert budget(open_uow).figures.budget_cents == 0


def test_a_town_plays_from_the_week_of_its_first_day(open_uow: OpenUow) -> None:
    begin(open_uow)
    with open_uow() as uow:
        games = uow.games.listed()
    assert games is not None
    assert [version.first_day for version in games.versions] == [date(2026, 3, 30)]


def test_a_town_need_not_play(open_uow: OpenUow) -> None:
    begin(open_uow, replace(FOUNDING, game=b""))
    with open_uow() as uow:
        assert uow.games.listed() is None
