from __future__ import annotations

from datetime import timedelta

import numpy as np
import pytest

from muvengine.core.people.actor import SYSTEM
from muvengine.core.routes.zone import Zone
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.save_zone import save_zone
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
    assert "On foot 12 points" in today
    assert "“On foot” is now called “By your own feet”" in today
    assert "Version 2 holds from 8 April 2026" in today

    clock.moment += timedelta(days=1)
    assert "By your own feet 12 points" in town.stranger().get("/rules").text


def publish(town: Town, clock: Clock, source: str, days: int) -> None:
    publication = Publication(
        source.partition("\nexamples:")[0].encode() + b"\n",
        first_day=(clock.moment + timedelta(days=days)).date(),
    )
    publish_rulebook(town.wiring.open_uow, publication, actor=SYSTEM, now=clock.moment)


def richer(version: int = 2, points: int = 12) -> str:
    source = RULES.read_text(encoding="utf-8").replace("\nversion: 1\n", f"\nversion: {version}\n")
    return source.replace("{up_to: 5, points: 5}", f"{{up_to: 5, points: {points}}}")


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        (
            "en",
            ["What changes on 1 May 2026", "By bike: 12 points a km up to 5 km a day instead of 5"],
        ),
        (
            "fr",
            ["Ce qui change le 1er mai 2026", "12 points par km jusqu’à 5 km par jour au lieu de"],
        ),
    ],
)
def test_what_changes_is_told_with_its_day(
    town: Town, clock: Clock, locale: str, words: list[str]
) -> None:
    publish(town, clock, richer(), days=24)
    publish(town, clock, richer(3, points=13), days=40)
    text = town.stranger(locale).get("/rules").text.replace("\xa0", " ")
    assert [word for word in words if word not in text] == []
    assert "13 points" in text


def test_a_number_that_changes_by_its_own_date_is_told(town: Town, clock: Clock) -> None:
    dated = "stamp_points: [{from: 2026-01-01, value: 5}, {from: 2026-06-01, value: 6}]"
    publish(town, clock, richer(points=5).replace("stamp_points: 5", dated), days=1)
    text = town.stranger().get("/rules").text
    assert "What changes on 8 April 2026 Nothing changes in how points are earned." in text
    assert "What changes on 1 June 2026 Stamps on the way: 6 points" in text


def test_people_are_told_on_their_first_page_two_weeks_before(town: Town, clock: Clock) -> None:
    publish(town, clock, richer(), days=24)
    banner = "The rules change on 1 May 2026."
    assert banner not in town.fatou().get("/me").text
    clock.moment += timedelta(days=10)
    page = town.fatou().get("/me")
    assert banner in page.text
    assert "By bike: 12 points a km up to 5 km a day instead of 5" in page.text
    assert [link for link in page.all("a") if link.attrs["href"] == "/rules#coming"]
    assert banner in town.karim(helping=town.fatou_).get("/me").text
    clock.moment += timedelta(days=14)
    assert banner not in town.fatou().get("/me").text


def test_a_change_that_changes_nothing_for_people_is_no_news(town: Town, clock: Clock) -> None:
    publish(town, clock, richer(points=5), days=3)
    assert "The rules change on" not in town.fatou().get("/me").text


def test_many_changes_are_told_in_short(town: Town, clock: Clock) -> None:
    source = richer().replace("points: 24", "points: 25").replace("points: 800", "points: 900")
    source = source.replace("points: 250", "points: 260").replace(
        "stamp_points: 5", "stamp_points: 6"
    )
    publish(town, clock, source, days=3)
    assert "and 2 more changes" in town.fatou().get("/me").text


def test_before_the_first_day_there_are_no_rules(town: Town, clock: Clock) -> None:
    clock.moment -= timedelta(days=400)
    assert "No rules are in force today" in town.stranger().get("/rules").text


@pytest.mark.parametrize(("locale", "name"), [("en", "Old harbour"), ("fr", "Vieux-Port")])
def test_a_change_calls_a_zone_by_its_name(
    town: Town, clock: Clock, locale: str, name: str
) -> None:
    lat, lon = np.array([43.63, 43.63, 43.65, 43.65]), np.array([5.08, 5.10, 5.10, 5.08])
    zone = Zone("zone-7", {"en": "Old harbour", "fr": "Vieux-Port"}, lat, lon)
    save_zone(town.wiring.open_uow, zone, actor=SYSTEM, now=clock.moment, new=True)
    welcome = "bonuses:\n  - rule: harbour\n    label: {en: Water, fr: Eau}\n    flat: 7\n"
    welcome += "    when: {zone_from: [zone-7]}\n"
    publish(town, clock, richer().replace("bonuses:\n", welcome), days=10)
    text = town.stranger(locale).get("/rules").text
    assert name in text
    assert "zone-7" not in text
