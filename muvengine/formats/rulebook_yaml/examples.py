"""The ``examples`` block."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final
from zoneinfo import ZoneInfo

from marshmallow import ValidationError, post_load, validates_schema

from muvengine.core.rules.conditions import WORDS
from muvengine.core.rules.example import Example, Expectation, History
from muvengine.core.rules.rulebook import Period
from muvengine.core.rules.score import ScoreStatus
from muvengine.core.trips.facts import LegFacts, RouteFacts, TripFacts
from muvengine.core.units import M_PER_KM, S_PER_MIN
from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Strict, Table, complain
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    FigureField,
    FlagField,
    MomentField,
    NameField,
    TextField,
    WholeField,
)

DURATION_MIN: Final = 20
UTC: Final = ZoneInfo("UTC")
SHORTHANDS: Final[Mapping[str, Period]] = {
    f"{period}_points": period for period in Period if period is not Period.TRIP
}

Data = Mapping[str, Any]


class LegSchema(Strict):
    """One stretch in one mode."""

    mode = NameField(required=True)
    km = FigureField(0, 1000, named=False, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> LegFacts:
        """Make the value."""
        return LegFacts(data["mode"], int(data["km"] * M_PER_KM))


class ShareSchema(Strict):
    """A set route and how much of it was followed."""

    route = NameField(required=True)
    share = FigureField(0, 1, named=False, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> RouteFacts:
        """Make the value."""
        return RouteFacts(data["route"], int(data["share"] * 1000))


class TripSchema(Strict):
    """The trip of an example: what its facts would be."""

    start = MomentField(required=True)
    legs = Listing(Block(LegSchema), required=True)
    duration_min = WholeField(0, 1440)
    verdict = ChoiceField((*WORDS["verdict"], "refused"))
    evidence = ChoiceField(WORDS["evidence"])
    route = NameField()
    route_share = FigureField(0, 1, named=False)
    routes = Listing(Block(ShareSchema))
    climb_m = WholeField(0, 5000)
    weather = ChoiceField(WORDS["weather"])
    passengers = WholeField(0, 8)
    stamps = WholeField(0, 50)
    assisted = FlagField()
    segments = Listing(NameField())
    reviewed = FlagField()
    zones_from = Listing(NameField())
    zones_to = Listing(NameField())

    @validates_schema
    def one_way(self, data: Data, **_: Any) -> None:
        """Refuse a share without its route, or both ways of naming routes."""
        if "route_share" in data and "route" not in data:
            raise ValidationError(complain("R108", word="route", needed_by="route_share"))
        if "routes" in data and "route" in data:
            raise ValidationError(complain("R107", words=("route", "routes")))

    @post_load
    def build(self, data: Data, **_: Any) -> TripFacts:
        """Make the facts; the zone is put in when the rulebook's is known."""
        routes = tuple(data.get("routes", ()))
        if "route" in data:
            routes = (RouteFacts(data["route"], int(data.get("route_share", 1) * 1000)),)
        start: datetime = data["start"]
        return TripFacts(
            start=start.replace(tzinfo=UTC),
            duration_s=data.get("duration_min", DURATION_MIN) * S_PER_MIN,
            legs=tuple(data["legs"]),
            outcome=data.get("verdict", "confirmed"),
            evidence_class=data.get("evidence", "trace"),
            routes=routes,
            climb_m=data.get("climb_m", 0),
            weather=data.get("weather"),
            passengers=data.get("passengers", 0),
            stamps=data.get("stamps", 0),
            assisted=data.get("assisted", False),
            helper_id=1 if data.get("assisted") else None,
            segments=tuple(data.get("segments", ())),
            reviewed=data.get("reviewed", False),
            zones_from=tuple(data.get("zones_from", ())),
            zones_to=tuple(data.get("zones_to", ())),
        )


class HistorySchema(Strict):
    """What already happened."""

    trips = WholeField(0, 100_000)
    trips_today = WholeField(0, 100)
    trips_this_week = WholeField(0, 200)
    days_since_last_trip = WholeField(0, 365)
    active_days = WholeField(0, 6)
    streak_days = WholeField(0, 100)
    streak_weeks = WholeField(0, 53)
    modes = Listing(NameField())
    day_km = Table(FigureField(0, 1000, named=False))
    fired = Table(WholeField(0, 10_000))
    points = Table(WholeField(0, 1_000_000_000))
    day_points = WholeField(0, 1_000_000)
    week_points = WholeField(0, 1_000_000)
    month_points = WholeField(0, 1_000_000)
    season_points = WholeField(0, 1_000_000_000)

    @post_load
    def build(self, data: Data, **_: Any) -> History:
        """Make the value."""
        plain = (
            "trips",
            "trips_today",
            "trips_this_week",
            "active_days",
            "streak_days",
            "streak_weeks",
        )
        return History(
            **{word: data.get(word, 0) for word in plain},
            days_since_last_trip=data.get("days_since_last_trip"),
            modes=tuple(data["modes"]) if "modes" in data else None,
            metres={rule: int(km * M_PER_KM) for rule, km in data.get("day_km", {}).items()},
            fired=data.get("fired", {}),
            points=data.get("points", {}),
            period_points={
                period: data[word] for word, period in SHORTHANDS.items() if word in data
            },
        )


class ExpectSchema(Strict):
    """What the organisers agreed."""

    points = WholeField(0, 1_000_000, required=True)
    lines = Table(WholeField(-1_000_000, 1_000_000))
    missed = Table(TextField())
    status = ChoiceField(tuple(ScoreStatus))
    experience = WholeField(0, 1_000_000)

    @post_load
    def build(self, data: Data, **_: Any) -> Expectation:
        """Make the value."""
        status = ScoreStatus(data["status"]) if "status" in data else None
        return Expectation(
            points=data["points"],
            lines=data.get("lines"),
            status=status,
            experience=data.get("experience"),
            missed=data.get("missed", {}),
        )


class ExampleSchema(Strict):
    """One sentence the organisers agreed on, with a trip that shows it."""

    example = TextField(required=True)
    trip = Block(TripSchema, required=True)
    history = Block(HistorySchema)
    expect = Block(ExpectSchema, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> Example:
        """Make the value."""
        return Example(
            data["example"], data["trip"], data.get("history", History()), data["expect"]
        )
