from __future__ import annotations

from datetime import date

import pytest

from muvengine.reads.programme import day_notes
from tests.build import Town

URL = "/organiser/weather"
DAY = date(2026, 4, 6)


def noted(town: Town) -> list[str]:
    return [note.weather for note in day_notes(town.wiring.open_reading, DAY, DAY)]


def test_a_day_is_noted_changed_and_forgotten(town: Town) -> None:
    ines = town.ines()
    page = ines.post(URL, day="2026-04-06", weather="rain")
    assert "The weather of 6 April 2026 is noted." in page.told
    assert "6 April 2026: rain" in page.text
    ines.post(URL, day="2026-04-06", weather="snow")
    assert noted(town) == ["snow"]
    page = ines.post(URL, day="2026-04-06", weather="")
    assert "Nothing is noted for 6 April 2026." in page.told
    assert noted(town) == []


def test_the_form_begins_with_today(town: Town) -> None:
    assert town.ines("fr").get(URL).field("day") == "2026-04-07"


@pytest.mark.parametrize(("form", "said"), [
    ({"day": "", "weather": "rain"},           "Choose a day."),
    ({"day": "yesterday", "weather": "rain"},  "Choose a day."),
    ({"day": "2026-02-01", "weather": "rain"}, "30 days ago to 7 days ahead"),
    ({"day": "2026-04-15", "weather": "rain"}, "30 days ago to 7 days ahead"),
    ({"day": "2026-04-06", "weather": "hail"}, "This is not right."),
])  # fmt: skip
def test_what_is_wrong_is_said(town: Town, form: dict[str, str], said: str) -> None:
    assert said in town.ines().post(URL, 422, **form).alert
    assert noted(town) == []
