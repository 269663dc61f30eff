from __future__ import annotations

from datetime import date

import pytest

from muvengine.reads.programme import day_notes
from tests.build import Town
from tests.formats import weather_files as files
from tests.pages import Page

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


def send(town: Town, data: bytes, expect: int = 200, locale: str = "en") -> Page:
    return town.ines(locale).upload(URL, [("weather.json", data)], expect, action=f"{URL}/file")


def test_days_are_taken_from_a_file_and_shown_where_they_come_from(town: Town) -> None:
    town.ines().post(URL, day="2026-03-23", weather="wind")
    page = send(town, files.as_json())
    assert "6 days are known now, 23 March 2026 to 28 March 2026." in page.told
    assert "For 1 of them your note holds." in page.told
    assert "23 March 2026: wind, noted by you" in page.text
    assert "24 March 2026: rain, from a file" in page.text
    assert "took the weather from a file" in town.ines().get("/organiser/audit").text


def test_the_page_tells_which_word_a_day_gets(town: Town) -> None:
    assert "heat: it gets at least 30 °C warm" in town.ines().get(URL).text
    assert "neige\u00a0: au moins 0,7\u00a0cm" in town.ines("fr").get(URL).text


@pytest.mark.parametrize(("data", "said"), [
    (b"{}",                                                "Save it again and send it as it is."),
    (files.with_daily("snowfall_sum", None),               "It lacks snowfall_sum."),
    (files.as_json(files.answer(timezone="GMT")),          "Choose Europe/Paris."),
    (files.with_daily("precipitation_sum", [-1.0] * 7),    "On 23 March 2026, precipitation_sum"),
])  # fmt: skip
def test_a_file_that_cannot_be_used_is_told_why(town: Town, data: bytes, said: str) -> None:
    assert said in send(town, data, 422).alert


def test_a_file_is_asked_for(town: Town) -> None:
    ines = town.ines()
    page = ines.post(f"{URL}/file", 422, on=URL)
    assert "Choose a file." in page.alert
