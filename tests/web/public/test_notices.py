from __future__ import annotations

import pytest

from muvengine.core.people.notice import Notice
from tests.build import Town


@pytest.mark.parametrize("name", list(Notice))
def test_each_text_is_there_from_the_first_day_in_both_languages(town: Town, name: str) -> None:
    stranger = town.stranger()
    english = stranger.get(f"/notices/{name}")
    french = stranger.speaking("fr").get(f"/notices/{name}")
    assert english.one("h1").text != french.one("h1").text
    assert len(english.all("h2")) == len(french.all("h2"))
    assert "%" not in english.text + french.text


def test_every_page_leads_to_them(town: Town) -> None:
    for browser, url in (
        (town.stranger(), "/"),
        (town.ines(), "/organiser"),
        (town.tablet(), "/shop"),
    ):
        page = browser.get(url)
        for name in Notice:
            assert page.one("a", href=f"/notices/{name}")


def test_what_is_no_text_is_no_page(town: Town) -> None:
    town.stranger().get("/notices/secrets", 404)
