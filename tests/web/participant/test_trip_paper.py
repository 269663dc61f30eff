"""A trip's sheet on a page and on paper: few lines, the same sentences, only for whose it is."""

from __future__ import annotations

import pytest

from muvengine.services.set_locale import set_locale
from muvengine.words.told_sheet import LINES_MAX
from tests.build import Town, ride
from tests.formats.pdf_text import pdf_text
from tests.people import participant


def paper(town: Town, public_id: str, locale: str = "en") -> str:
    answer = town.fatou(locale).client.get(f"/me/trips/{public_id}/sheet.pdf")
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
    assert answer.headers["Content-Disposition"].endswith('.pdf"')
    return pdf_text(answer.data)


@pytest.mark.parametrize(("locale", "idea"), [("en", "An idea for next time"), ("fr", "Une idée")])
def test_five_lines_are_seen_before_the_fold(town: Town, locale: str, idea: str) -> None:
    page = town.fatou(locale).get(f"/me/trips/{town.trip(ride())}")
    table = page.one("table", data_lines="given")
    rows = table.text.count("+")
    assert rows + 1 <= LINES_MAX
    assert idea in page.text


def test_the_line_that_gave_most_comes_first(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    amounts = [cell.text for cell in page.all("td", class_="amount")][:-1]
    points = [int(text.replace("\u2212", "-")) for text in amounts if text[0] in "+\u2212"]
    assert points[0] == max(points)


def test_an_idea_tells_what_it_would_have_given(town: Town) -> None:
    page = town.fatou().get(f"/me/trips/{town.trip(ride())}")
    told = page.one("div", data_idea="stamps").text
    assert "1 more stamp would have given 5 points (there was none)" in told


def test_paper_says_what_the_page_says(town: Town) -> None:
    public_id = town.trip(ride())
    set_locale(town.wiring.open_uow, person_id=town.fatou_.id, locale="en", offered=["en"])
    page, text = town.fatou().get(f"/me/trips/{public_id}"), paper(town, public_id)
    told = page.one("table", data_lines="given")
    # The idea is one of those that were missed.
    missed = 1 + int(page.one("details", data_lines="missed").text.partition("(")[2].split(")")[0])
    for words in ("First trip", "30 points for this trip", "Total", "53 points"):
        assert words in told.text
        assert words in text
    assert "1 more stamp would have given 5 points" in text
    assert "Fatou, On foot, 7 April 2026" in text
    assert "Questions? Show this sheet to a mediator." in text
    assert f"And {missed - 5} more rules, on the page of this trip." in text


@pytest.mark.parametrize(
    ("locale", "title", "idea"),
    [
        ("en", "The points of one trip", "1 more stamp would have given 5 points"),
        ("fr", "Les points d’un trajet", "Il fallait 1 tampon de plus pour avoir 5 points"),
    ],
)
def test_paper_is_in_the_language_of_whose_trip_it_is(
    town: Town, locale: str, title: str, idea: str
) -> None:
    public_id = town.trip(ride())
    set_locale(town.wiring.open_uow, person_id=town.fatou_.id, locale=locale, offered=[locale])
    answer = town.karim(helping=town.fatou_).client.get(f"/me/trips/{public_id}/sheet.pdf")
    text = pdf_text(answer.data)
    assert title in text
    assert idea in text


def test_only_its_owner_and_who_helps_them_print_a_trip(town: Town) -> None:
    other = participant(town.wiring.open_uow, "Rosa")
    url = f"/me/trips/{town.trip(ride(), of=other)}/sheet.pdf"
    town.fatou().get(url, expect=404)
    town.ines().get(url, expect=403)
    town.karim(helping=town.fatou_).get(url, expect=404)
    assert town.stranger().client.get(url).location.startswith("/sign-in")
    assert town.karim(helping=other).client.get(url).status_code == 200


def test_the_page_leads_to_the_paper(town: Town) -> None:
    public_id = town.trip(ride())
    page = town.fatou().get(f"/me/trips/{public_id}")
    assert page.one("a", href=f"/me/trips/{public_id}/sheet.pdf").text == "On paper (PDF)"


def test_a_trip_that_does_not_count_is_printed_with_its_reason(town: Town) -> None:
    far = ((43.612, 5.062), (43.668, 5.138))
    set_locale(town.wiring.open_uow, person_id=town.fatou_.id, locale="en", offered=["en"])
    text = paper(town, town.trip(ride(by="car", ends=far), "walk"))
    assert "This trip does not count" in text
    assert "If this is wrong, ask a person to look." in text
