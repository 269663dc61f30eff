"""A rulebook comes into force once, and stays what it was."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import NotFound, RulebookLate, RulebookOverlap, RulebookRefused
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.version import Version
from muvengine.services.check_rulebook import check_against_town
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.store.unit_of_work import UnitOfWork
from tests.town import NOON, RULES, Town, found, gpx, ride

TODAY = NOON.date()


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def version(number: int, *changes: tuple[str, str]) -> bytes:
    text = RULES.read_text(encoding="utf-8").replace("version: 1\n", f"version: {number}\n", 1)
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


def publish(town: Town, data: bytes, first_day: date | None = None) -> Version:
    return publish_rulebook(town.open_uow, Publication(data, first_day), actor=SYSTEM, now=NOON)


def test_publishing_the_same_file_again_changes_nothing(town: Town) -> None:
    again = publish(town, version(1))
    with town.open_reading() as uow:
        assert uow.rulebooks.published() == [again]


def test_a_later_version_takes_over_on_its_day(town: Town) -> None:
    publish(town, version(2), TODAY + timedelta(days=1))
    today = town.sheet(town.send(gpx(ride())).public_id)
    tomorrow_noon = NOON + timedelta(days=1)
    sent = town.send(gpx(ride(start=tomorrow_noon - timedelta(hours=5), seed=4)), now=tomorrow_noon)
    tomorrow = town.sheet(sent.public_id)
    with town.open_reading() as uow:
        numbers = [uow.rulebooks.get(sheet.version_id).version for sheet in (today, tomorrow)]
    assert numbers == [1, 2]


def test_days_that_have_begun_keep_their_rules(town: Town) -> None:
    for first_day in (TODAY - timedelta(days=1), TODAY):
        with pytest.raises(RulebookLate):
            publish(town, version(2), first_day)


def test_the_same_number_with_other_words_is_refused(town: Town) -> None:
    with pytest.raises(RulebookRefused) as refused:
        publish(
            town,
            version(1, ("fr: Heure de pointe", "fr: Aux heures de pointe")),
            TODAY + timedelta(days=1),
        )
    problems = refused.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert "R403" in {problem.code for problem in problems}


def test_one_version_has_one_first_day(town: Town) -> None:
    with pytest.raises(RulebookOverlap):
        publish(town, version(1), TODAY + timedelta(days=1))


def test_two_versions_do_not_begin_on_one_day(town: Town) -> None:
    publish(town, version(2), TODAY + timedelta(days=1))
    with pytest.raises(RulebookOverlap):
        publish(town, version(3), TODAY + timedelta(days=1))


def test_a_rulebook_with_a_problem_is_not_published(town: Town) -> None:
    with pytest.raises(RulebookRefused):
        publish(town, version(2, ("percent: 20", "pecent: 20")), TODAY + timedelta(days=1))
    with town.open_reading() as uow:
        assert len(uow.rulebooks.published()) == 1


def test_a_check_tells_of_the_version_beside(town: Town) -> None:
    checked = check_against_town(town.open_reading, version(1, ("percent: 20", "percent: 25")))
    assert "R403" in {problem.code for problem in checked.problems}
    assert check_against_town(town.open_reading, version(1)).good


def test_a_town_comes_before_its_rules(engine: Engine) -> None:
    def open_uow() -> UnitOfWork:
        return UnitOfWork(engine)

    with pytest.raises(NotFound):
        publish_rulebook(open_uow, Publication(version(1)), actor=SYSTEM, now=NOON)
