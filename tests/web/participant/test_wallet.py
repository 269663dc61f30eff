from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.services.release_points import release_points
from tests.build import Town, ride
from tests.conftest import Clock
from tests.web.participant.test_offers import OFFERS, offer_id


@pytest.mark.parametrize(
    ("locale", "words"),
    [
        ("en", ["200 points end on 30 April 2027.", "A correction by the team", "+200"]),
        ("fr", ["200 points finissent le 30 avril 2027.", "Une correction de l’équipe"]),
    ],
)
def test_the_wallet_tells_what_ends_when_and_what_moved(
    town: Town, locale: str, words: list[str]
) -> None:
    text = town.fatou(locale).get("/me/points").text
    assert [word for word in words if word not in text] == []


def test_what_came_in_and_went_out_is_listed_latest_first(town: Town, clock: Clock) -> None:
    fatou = town.fatou()
    town.trip(ride())
    fatou.post(OFFERS, on=OFFERS, offer=offer_id(town, "A loaf"))
    clock.moment += timedelta(days=3)
    release_points(town.wiring.open_uow, now=clock.moment)
    rows = [row.text for row in town.fatou().get("/me/points").all("tr")][1:]
    assert [row.rpartition(" ")[2] for row in rows] == ["+53", "\u2212100", "+200"]


def test_more_lines_are_one_page_further(town: Town) -> None:
    for _ in range(50):
        town.give(1)
    fatou = town.fatou()
    first = fatou.get("/me/points")
    [older] = [link for link in first.all("a") if link.text == "Older lines"]
    assert "+200" not in first.one("table").text
    assert "+200" in fatou.get(older.attrs["href"] or "").one("table").text


def test_points_on_their_way_are_told_trip_by_trip(town: Town, clock: Clock) -> None:
    url = f"/me/trips/{town.trip(ride())}"
    page = town.fatou().get("/me/points")
    assert "You can spend them from Thursday 9 April, 14:00." in page.text
    assert url in [link.attrs["href"] for link in page.all("a")]
    clock.moment += timedelta(days=3)
    release_points(town.wiring.open_uow, now=clock.moment)
    assert "On their way" not in town.fatou().get("/me/points").text
