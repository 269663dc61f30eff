"""What was done for somebody: on their page, and a month of it on paper."""

from __future__ import annotations

from tests.build import Town


def test_every_act_is_on_the_persons_page_by_whose_hand(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.post("/me/offers", on="/me/offers", offer="1")
    text = town.fatou().get("/me/helped").text.replace("\xa0", " ")
    assert "Karim began to help" in text
    assert "Karim: A voucher" in text
    assert "100" in text


def test_a_month_of_it_is_printed_in_the_language_of_who_keeps_it(town: Town) -> None:
    karim = town.karim(helping=town.fatou_)
    karim.get("/me")
    page = karim.get("/desk/done")
    assert page.one("div", lang=town.fatou_.locale)
    assert "Karim" in page.one("div", lang=town.fatou_.locale).text
    assert "Personne n’a rien fait" in karim.get("/desk/done?month=2026-01").text
    assert town.karim().get("/desk/done").path == "/desk"


def test_a_month_without_help_says_so(town: Town) -> None:
    page = town.fatou().get("/me/helped?month=2026-01")
    assert "Nobody did anything for you in this month." in page.text
    assert "month=2026-02" in page.source
