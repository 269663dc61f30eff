"""The language follows the person."""

from __future__ import annotations

import pytest

from tests.desk import Desk


def test_a_language_is_kept_with_the_person_and_on_every_device(desk: Desk) -> None:
    browser = desk.browser()
    browser.get(desk.link(desk.fatou))
    assert browser.get("/me").one("html").attrs["lang"] == "fr"
    page = browser.post("/language", on="/me", locale="en", back="/me?")
    assert page.path == "/me"
    assert page.one("html").attrs["lang"] == "en"
    elsewhere = desk.browser(locale="fr")
    elsewhere.get(desk.link(desk.fatou))
    assert elsewhere.get("/me").one("html").attrs["lang"] == "en"


@pytest.mark.parametrize("locale", ["xx", "", "../en"])
def test_a_language_we_do_not_offer_is_refused(desk: Desk, locale: str) -> None:
    desk.browser().post("/language", 422, on="/sign-in", locale=locale)


def test_changing_the_language_leads_nowhere_else(desk: Desk) -> None:
    page = desk.browser().post("/language", on="/sign-in", locale="fr", back="//evil.example")
    assert page.path == "/"
