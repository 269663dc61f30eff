from __future__ import annotations

from tests.build import Town


def test_days_on_paper_name_their_year_in_the_language_of_who_keeps_it(town: Town) -> None:
    page = town.karim(helping=town.fatou_).get("/desk/balance")
    locale = town.fatou_.locale
    said = {"fr": "jusqu’au 30 avril 2027", "en": "until 30 April 2027"}
    assert said[locale] in page.text
    assert page.all("div", lang=locale)
