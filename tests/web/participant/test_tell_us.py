"""Four ways to add a trip, and telling of one without a phone."""

from __future__ import annotations

import pytest

from tests.build import Town


@pytest.mark.parametrize("locale", ["en", "fr"])
def test_all_four_ways_to_add_a_trip_are_there_in_pictures(town: Town, locale: str) -> None:
    page = town.fatou(locale).get("/me/trips/new")
    ways = page.all("a", class_="tile")
    assert [way.attrs["href"] for way in ways] == [
        "/me/trips/record",
        "#files",
        "/share",
        "/me/trips/tell",
    ]
    assert page.one("ul", class_="tiles ways")
    assert page.source.count('<svg class="icon" width="36"') == len(ways)


def test_the_weekly_paper_is_printed_in_ones_own_name(town: Town) -> None:
    fatou = town.fatou()
    assert "Such trips earn a little" in fatou.get("/me/trips/tell").text
    page = fatou.get("/me/trips/tell/paper")
    assert "Fatou" in page.text
    assert page.all("a", href="/me/trips/tell")
    assert not page.all("a", href="/desk")
