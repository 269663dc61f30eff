from __future__ import annotations

from datetime import date, timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.reads.rulebook_life import rulebook_life
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from tests.build import RULES, Town
from tests.conftest import Clock
from tests.people import NOON
from tests.rulebooks import small

RULEBOOK = "/organiser/rulebook"
SOURCE = RULES.read_text(encoding="utf-8")
WITHDRAW = f"{RULEBOOK}/versions/2/withdraw"
MAY = date(2026, 5, 1)


def publish(town: Town, text: str, note: str = "") -> None:
    publication = Publication(text.encode(), note=note)
    publish_rulebook(town.wiring.open_uow, publication, actor=SYSTEM, now=NOON)


def stages(town: Town) -> dict[int, str]:
    life = rulebook_life(town.wiring.open_reading, town.wiring.now().date())
    return {one.version.version: life.stages[one.version.id].value for one in life.versions}


def test_the_rulebook_in_force_is_told_in_words_and_verbatim(town: Town) -> None:
    page = town.ines().get(RULEBOOK)
    assert "version 1" in page.text
    assert page.one("pre").words == [SOURCE]
    assert "Version 1 of muv" in page.text


def test_every_version_is_listed_with_its_state_and_its_people(town: Town) -> None:
    publish(town, small(2, MAY), note="Longer bands")
    page = town.ines().get(RULEBOOK)
    [coming, first] = [item.text for item in page.all("li") if "of muv" in item.text]
    assert "Version 2 of muv coming" in coming
    assert "From 1 May 2026." in coming
    assert "Longer bands" in coming
    assert "Published by whoever runs the server on 7 April 2026." in coming
    assert "Version 1 of muv in force" in first


def test_a_version_is_shown_as_of_its_first_day_with_the_mark_of_its_text(town: Town) -> None:
    publish(town, small(2, MAY))
    page = town.ines().get(f"{RULEBOOK}/versions/2")
    assert page.one("h1").text == "Version 2 of muv"
    assert page.one("pre").words == [small(2, MAY)]
    assert len(page.one("code").text) == 64


def test_a_version_is_taken_back_before_it_begins(town: Town) -> None:
    publish(town, small(2, MAY))
    ines = town.ines()
    told = ines.post(WITHDRAW, on=f"{RULEBOOK}/versions/2")
    assert "Version 2 is taken back." in told.told
    assert stages(town) == {1: "in_force", 2: "withdrawn"}
    page = ines.get(f"{RULEBOOK}/versions/2")
    assert "Taken back by Inès on 7 April 2026." in page.text
    assert page.all("form", action=WITHDRAW) == []


def test_a_version_that_has_begun_is_not_taken_back(town: Town, clock: Clock) -> None:
    publish(town, small(2, MAY))
    clock.moment += timedelta(days=30)
    ines = town.ines()
    assert ines.get(f"{RULEBOOK}/versions/2").all("form", action=WITHDRAW) == []
    page = ines.post(WITHDRAW, 409, on=f"{RULEBOOK}/new")
    assert "This version has begun. Write the next one instead." in page.alert


def test_the_end_of_the_rules_is_announced(town: Town) -> None:
    publish(town, small(2, MAY))
    assert "no rules are published" not in town.ines().get(RULEBOOK).text


@pytest.mark.parametrize("url", ["versions/99", "drafts/99", "drafts/99/edit"])
def test_what_does_not_exist_is_not_found(town: Town, url: str) -> None:
    town.ines().get(f"{RULEBOOK}/{url}", 404)
