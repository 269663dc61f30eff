"""Whoever's app keeps many trips in one file can send it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.formats.gpx.read import read_gpx
from tests.build import Town, ride
from tests.people import NOON

NEW = "/me/trips/new"


@pytest.fixture
def week() -> bytes:
    """The walks of two days in one file of two tracks."""
    days = [ride(NOON - timedelta(days=days, hours=3), seed=days).decode() for days in (3, 1)]
    track = days[1].partition("<trk>")[2].partition("</gpx>")[0]
    return days[0].replace("</gpx>", f"<trk>{track}</gpx>").encode()


@pytest.mark.parametrize(
    ("locale", "said", "asked"),
    [
        ("en", "If it holds several trips, say so", "My file holds several trips"),
        ("fr", "S’il y a plusieurs trajets, dites-le", "Mon fichier contient plusieurs trajets"),
    ],
)
def test_a_file_of_several_days_is_refused_and_asked_about(
    town: Town, week: bytes, locale: str, said: str, asked: str
) -> None:
    fatou = town.fatou(locale)
    assert asked not in fatou.get(NEW).text
    page = fatou.upload(NEW, [("week.gpx", week)], 422, mode="walk")
    assert page.one("div", data_code="too_long")
    assert said in page.text
    assert asked in page.text


def test_who_says_so_gets_a_line_for_each_trip(town: Town, week: bytes) -> None:
    assert len(read_gpx(week).tracks) == 2
    page = town.fatou().upload(NEW, [("week.gpx", week)], mode="walk", several="true")
    assert "week.gpx (1/2)" in page.text
    assert "week.gpx (2/2)" in page.text
    assert "2 of 2 files are ready" in page.text
    assert town.fatou().get("/me/trips").source.count("card mb-2") == 2
