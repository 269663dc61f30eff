from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from tests.build import RULES, Town
from tests.conftest import Clock


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["On foot", "12 points", "Daily maximum", "1 January 2026"]),
        ("fr", ["À pied", "12 points", "Maximum", "1er janvier 2026"]),
    ],
)
def test_the_rules_are_told_from_the_rulebook_in_force(
    town: Town, locale: str, words: list[str]
) -> None:
    text = town.stranger(locale).get("/rules").text
    assert [word for word in words if word not in text] == []


def test_a_change_of_the_rulebook_changes_the_page(town: Town, clock: Clock) -> None:
    source = RULES.read_text(encoding="utf-8")
    changed = source.replace("version: 1", "version: 2").replace("On foot", "By your own feet")
    changed = changed.partition("\nexamples:")[0] + "\n"
    tomorrow = (clock.moment + timedelta(days=1)).date()
    publication = Publication(changed.encode(), first_day=tomorrow)
    publish_rulebook(town.wiring.open_uow, publication, actor=SYSTEM, now=clock.moment)

    today = town.stranger().get("/rules").text
    assert "By your own feet" not in today
    assert "Version 2 holds from 8 April 2026" in today

    clock.moment += timedelta(days=1)
    assert "By your own feet" in town.stranger().get("/rules").text


def test_before_the_first_day_there_are_no_rules(town: Town, clock: Clock) -> None:
    clock.moment -= timedelta(days=400)
    assert "No rules are in force today" in town.stranger().get("/rules").text
