from __future__ import annotations

import pytest

from tests.build import Town


@pytest.mark.parametrize("locale", ["fr", "en"])
def test_the_first_page_has_three_ways_in(town: Town, locale: str) -> None:
    page = town.stranger(locale).get("/")
    doors = {link.attrs["href"] for link in page.all("a")}
    assert {"/sign-in", "/sign-in/staff", "/pair", "/help#people"} <= doors
    assert page.one("html").attrs["lang"] == locale


def test_whoever_needs_a_person_reads_where_to_find_one(town: Town) -> None:
    for url in ("/", "/help"):
        assert "Centre social, 04 90 00 00 00" in town.stranger().get(url).text


@pytest.mark.parametrize(("locale", "words"), [("fr", "après 14 jours"), ("en", "after 14 days")])
def test_the_help_tells_how_long_maps_are_kept(town: Town, locale: str, words: str) -> None:
    assert words in town.stranger(locale).get("/help").text


def test_a_page_that_does_not_exist_leads_back(town: Town) -> None:
    page = town.stranger().get("/nowhere", expect=404)
    assert "We do not find this page" in page.alert
    assert page.all("a", href="/")
