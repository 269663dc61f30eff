"""What a trip adds towards badges, and when they are reached."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime
from decimal import Decimal

import pytest

from muvengine.core.game.badges import helped_by, meets, progress, reads, tallies_of
from muvengine.core.game.game import Badge, Game
from muvengine.core.rules.conditions import Between, OneOf
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts

NAMED = {"en": "A badge"}
RIDE = TripFacts(
    start=datetime(2026, 3, 12, 8, tzinfo=UTC),
    duration_s=900,
    legs=(LegFacts("walk", 300), LegFacts("bike", 4000)),
)


def badge(name: str = "one", **asked: object) -> Badge:
    return Badge(name, NAMED, "star", **asked)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("asked", "met"),
    [
        (badge(trips=1), True),
        (badge(trips=1, modes=("bike", "ebike")), True),
        (badge(trips=1, modes=("bus",)), False),
        (badge(trips=1, when=(Between("distance_km", Decimal(4)),)), True),
        (badge(trips=1, when=(Between("distance_km", Decimal(5)),)), False),
        (badge(trips=1, modes=("bus",), when=(Between("distance_km", Decimal(4)),)), False),
        (badge(trips=1, when=(OneOf("weather", ("rain",)),)), False),
    ],
)
def test_a_badge_asks_for_a_mode_and_for_what_the_rules_can_ask(asked: Badge, *, met: bool) -> None:
    assert meets(asked, RIDE) is met


def test_a_trip_adds_to_the_badges_it_meets_to_its_routes_and_its_stamps() -> None:
    game = Game(NAMED, badges=(badge("first", trips=1), badge("bus", trips=1, modes=("bus",))))
    routes = (RouteFacts("canal", 700), RouteFacts("hill", 699))
    facts = replace(RIDE, routes=routes, stamps=2, helper_id=9)
    assert tallies_of(game, facts, 12) == {
        "badge:first": 1, "route:canal": 1, "stamps": 2, "experience": 12, "trips": 1,
    }  # fmt: skip
    assert tallies_of(game, facts, 0) == {}
    assert helped_by(facts) == 9


TALLIES = {
    "badge:one": 9,
    "route:canal": 3,
    "route:old": 1,
    "route:gone": 0,
    "stamps": 4,
    "reports": 2,
}


@pytest.mark.parametrize(
    ("asked", "done", "needed"),
    [
        (badge(trips=10), 9, 10),
        (badge(trips=5), 5, 5),
        (badge(stamps=5), 4, 5),
        (badge(helped=1), 0, 1),
        (badge(reports=3), 2, 3),
        (badge(routes=2), 2, 2),  # a route that is closed since was followed all the same
        (badge(routes=3), 2, 3),
        (badge(routes=0), 1, 2),  # every route that is open
    ],
)
def test_progress_is_read_from_the_figures(asked: Badge, done: int, needed: int) -> None:
    found = progress(asked, TALLIES, ("canal", "hill"))
    assert (found.done, found.needed, found.reached) == (done, needed, done >= needed)


def test_a_town_without_routes_gives_no_badge_for_all_of_them() -> None:
    assert not progress(badge(routes=0), TALLIES, ()).reached


def test_no_trip_moves_a_badge_of_reports() -> None:
    asked = badge(reports=1)
    assert not reads(asked, tallies_of(Game(NAMED, badges=(asked,)), RIDE, 12))
    assert not reads(asked, ("helped", "stamps"))
    assert reads(asked, ("reports",))


@pytest.mark.parametrize(
    ("shops", "visited", "done", "needed"),
    [
        (0, ("cafe",), 1, 2),
        (0, ("cafe", "fournil"), 2, 2),
        (0, ("closed", "cafe"), 1, 2),
        (3, ("closed", "cafe"), 2, 3),
    ],
)
def test_a_badge_of_shops_counts_different_ones(
    shops: int, visited: tuple[str, ...], done: int, needed: int
) -> None:
    figures = {f"shop:{key}": 1 for key in visited}
    told = progress(badge(shops=shops), figures, (), ("cafe", "fournil"))
    assert (told.done, told.needed) == (done, needed)
