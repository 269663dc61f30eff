"""The list of people to call back."""

from __future__ import annotations

import pytest

from tests.build import Town

PAGE = "/desk/calls"
TODAY = "2026-04-07"


def test_a_line_is_written_seen_on_the_desk_and_ticked_off(town: Town) -> None:
    karim = town.karim()
    assert karim.get(PAGE).field("by_day") == TODAY
    page = karim.post(PAGE, on=PAGE, who="fatou", why="her card is lost", by_day="2026-04-09")
    assert page.told == "Fatou is on the list."
    home = karim.get("/desk")
    assert "her card is lost" in home.text
    [done] = [form for form in home.all("form") if "/done" in (form.attrs["action"] or "")]
    page = karim.post(done.attrs["action"] or "", on=PAGE)
    assert "Nobody waits for a call." in page.text
    assert "Karim took somebody off the list of calls" in town.fatou().get("/me/helped").text


@pytest.mark.parametrize(
    ("form", "status", "words"),
    [
        ({"who": ""}, 422, "Nobody has this card or name."),
        ({"who": "nobody"}, 404, "Nobody has this card or name."),
        ({"why": "x"}, 422, "3 to 200 letters"),
        ({"by_day": "2026-04-06"}, 422, "Choose today or a later day"),
        ({"by_day": "soon"}, 422, "Choose today or a later day"),
    ],
)
def test_what_is_wrong_is_said_at_its_field(
    town: Town, form: dict[str, str], status: int, words: str
) -> None:
    typed = {"who": "fatou", "why": "her card is lost", "by_day": TODAY} | form
    assert words in town.karim().post(PAGE, status, on=PAGE, **typed).alert
