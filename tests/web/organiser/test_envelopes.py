from __future__ import annotations

import pytest

from muvengine.reads.budget import budget
from tests.build import Town

URL = "/organiser/envelopes"
NEXT = {
    "season": "2027",
    "first_day": "2027-01-01",
    "last_day": "2027-12-31",
    "points": "5000",
    "season_reference": "council 12",
}
MONEY = {"funder": "Region", "amount": "1 000,50".replace(" ", ""), "funding_reference": "2026-7"}


def test_a_new_season_is_opened_and_counts_once(town: Town) -> None:
    ines = town.ines()
    page = ines.post(f"{URL}/season", 200, on=URL, **NEXT)
    assert "The points are in the envelope." in page.told
    assert "2027: from 1 January 2027 to 31 December 2027" in page.text
    assert "5,000 left of 5,000 points" in page.text
    page = ines.post(f"{URL}/season", 200, on=URL, **NEXT)
    assert "This reference was counted before." in page.told
    assert "5,000 left of 5,000 points" in page.text


def test_money_is_added_once(town: Town) -> None:
    ines = town.ines()
    page = ines.post(f"{URL}/money", 200, on=URL, **MONEY)
    assert "The money is in the envelope." in page.told
    assert "Left for vouchers: €6,000.50" in page.text
    page = ines.post(f"{URL}/money", 200, on=URL, **MONEY)
    assert "Nothing was added." in page.told
    assert budget(town.wiring.open_reading).figures.budget_cents == 600_050


@pytest.mark.parametrize(("changed", "said"), [
    ({"season": ""},            "This is needed."),
    ({"season": "été:2"},       "Use letters without accents"),
    ({"season": "x" * 33},      "This is too long."),
    ({"points": "0"},           "This number is too small or too large."),
    ({"points": "many"},        "Type a whole number."),
    ({"first_day": ""},         "Choose a day."),
    ({"last_day": "2026-12-31"}, "The last day comes before the first."),
    ({"season_reference": ""},  "This is needed."),
])  # fmt: skip
def test_what_is_wrong_with_a_season_is_said(
    town: Town, changed: dict[str, str], said: str
) -> None:
    page = town.ines().post(f"{URL}/season", 422, on=URL, **{**NEXT, **changed})
    assert said in page.alert
    assert len(budget(town.wiring.open_reading).seasons) == 1


@pytest.mark.parametrize("changed", [
    {"season": "spring", "first_day": "2026-03-01", "last_day": "2026-05-31"},
    {"season": "2026"},
])  # fmt: skip
def test_a_day_has_one_season(town: Town, changed: dict[str, str]) -> None:
    page = town.ines().post(f"{URL}/season", 409, on=URL, **{**NEXT, **changed})
    assert "The season 2026 has some of these days already." in page.alert


@pytest.mark.parametrize(("changed", "said"), [
    ({"funder": ""},            "This is needed."),
    ({"amount": ""},            "Type an amount in euros"),
    ({"amount": "0"},           "Type an amount in euros"),
    ({"amount": "-5"},          "Type an amount in euros"),
    ({"funding_reference": ""}, "This is needed."),
])  # fmt: skip
def test_what_is_wrong_with_money_is_said(town: Town, changed: dict[str, str], said: str) -> None:
    page = town.ines().post(f"{URL}/money", 422, on=URL, **{**MONEY, **changed})
    assert said in page.alert
    assert budget(town.wiring.open_reading).figures.budget_cents == 500_000


def test_it_is_said_in_french(town: Town) -> None:
    page = town.ines("fr").post(f"{URL}/money", 422, on=URL, **{**MONEY, "amount": "x"})
    assert "Tapez une somme en euros" in page.alert
