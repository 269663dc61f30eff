"""The blocks that say what is paid: gates, earning, bonuses, groups, caps."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from typing import Any, Final

from marshmallow import ValidationError, post_load, validates_schema

from muvengine.core.rules.rulebook import (
    Band,
    Cap,
    Combine,
    Flat,
    Gate,
    Group,
    Kind,
    LegPick,
    Limit,
    Otherwise,
    Percent,
    PerKm,
    Rule,
    Scaled,
)
from muvengine.formats.rulebook_yaml.blocks import (
    Block,
    CapPerField,
    LabelField,
    LimitPerField,
    Listing,
    Strict,
    complain,
)
from muvengine.formats.rulebook_yaml.conditions import WhenSchema
from muvengine.formats.rulebook_yaml.fields import ChoiceField, FigureField, NameField

POINTS_MAX: Final = 500
POINTS_PER_KM_MAX: Final = 500
CAP_MAX: Final = 1_000_000_000
SCALES: Final = ("climb_m", "active_days", "streak_weeks", "route_share", "stamps")
ON_REACH: Final = ("clip", "stop_and_alert")

Data = Mapping[str, Any]


def exactly_one(data: Data, *words: str) -> None:
    """Refuse a block that says none or several of the words."""
    if sum(word in data for word in words) != 1:
        raise ValidationError(complain("R104", words=words))


class LegsSchema(Strict):
    """Which legs a rule looks at."""

    mode = Listing(NameField())
    min_km = FigureField(0, 1000)

    @post_load
    def build(self, data: Data, **_: Any) -> LegPick:
        """Make the value."""
        return LegPick(tuple(data.get("mode", ())), data.get("min_km", Decimal(0)))


class LimitSchema(Strict):
    """At most so many times in a period."""

    times = FigureField(1, 10_000, whole=True, required=True)
    per = LimitPerField(required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> Limit:
        """Make the value."""
        period, per_route = data["per"]
        return Limit(data["times"], period, per_route)


class BandSchema(Strict):
    """Points per kilometre up to a distance."""

    up_to = FigureField(0, 10_000)
    points = FigureField(0, POINTS_PER_KM_MAX, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> Band:
        """Make the value."""
        return Band(data["points"], data.get("up_to"))


class ScaledSchema(Strict):
    """A bonus that grows in whole steps with a measure."""

    by = ChoiceField(SCALES, required=True)
    every = FigureField(0, 5000, required=True)
    above = FigureField(0, 5000)
    points = FigureField(0, POINTS_MAX)
    percent = FigureField(0, POINTS_MAX)
    max_points = FigureField(0, POINTS_MAX)
    max_percent = FigureField(0, POINTS_MAX)

    @validates_schema
    def one_unit(self, data: Data, **_: Any) -> None:
        """Refuse steps worth both points and percent, or nothing, and steps of size zero."""
        exactly_one(data, "points", "percent")
        if "max_points" in data and "points" not in data:
            raise ValidationError(complain("R104", words=("points", "max_percent")))
        if "max_percent" in data and "percent" not in data:
            raise ValidationError(complain("R104", words=("percent", "max_points")))
        step = data.get("every")
        if (
            isinstance(step, Decimal)
            and step * (1000 if data.get("by") == "route_share" else 1) < 1
        ):
            raise ValidationError(complain("R106"))

    @post_load
    def build(self, data: Data, **_: Any) -> Scaled:
        """Make the value."""
        unit = "percent" if "percent" in data else "points"
        return Scaled(
            by=data["by"],
            every=data["every"],
            each=data[unit],
            above=data.get("above", Decimal(0)),
            most=data.get(f"max_{unit}"),
            percent=unit == "percent",
        )


class GateSchema(Strict):
    """A gate."""

    rule = NameField(required=True)
    label = LabelField(required=True)
    legs = Block(LegsSchema)
    when = Block(WhenSchema, required=True)
    otherwise = ChoiceField(tuple(Otherwise), required=True, data_key="else")

    @post_load
    def build(self, data: Data, **_: Any) -> Gate:
        """Make the value."""
        otherwise = Otherwise(data["otherwise"])
        return Gate(data["rule"], data["label"], data["when"], otherwise, data.get("legs"))


class _RuleSchema(Strict):
    """What earning and bonuses have in common."""

    rule = NameField(required=True)
    label = LabelField(required=True)
    legs = Block(LegsSchema)
    when = Block(WhenSchema)
    limit = Block(LimitSchema)
    flat = FigureField(0, POINTS_MAX, whole=True)


class EarnSchema(_RuleSchema):
    """Base points."""

    per_km = Listing(Block(BandSchema))

    @validates_schema
    def pays_once(self, data: Data, **_: Any) -> None:
        """Refuse a rule that pays twice or not at all."""
        exactly_one(data, "per_km", "flat")

    @post_load
    def build(self, data: Data, **_: Any) -> Rule:
        """Make the value."""
        pays = PerKm(tuple(data["per_km"])) if "per_km" in data else Flat(data["flat"])
        return _rule(data, Kind.EARN, pays)


class BonusSchema(_RuleSchema):
    """Points on top of the base."""

    percent = FigureField(0, POINTS_MAX)
    scaled = Block(ScaledSchema)
    group = NameField()

    @validates_schema
    def pays_once(self, data: Data, **_: Any) -> None:
        """Refuse a bonus that pays twice or not at all."""
        exactly_one(data, "percent", "flat", "scaled")

    @post_load
    def build(self, data: Data, **_: Any) -> Rule:
        """Make the value."""
        if "percent" in data:
            return _rule(data, Kind.BONUS, Percent(data["percent"]))
        return _rule(data, Kind.BONUS, data["scaled"] if "scaled" in data else Flat(data["flat"]))


class GroupSchema(Strict):
    """Bonuses that are counted together."""

    combine = ChoiceField(tuple(Combine), required=True)
    max_percent = FigureField(0, POINTS_MAX)

    @post_load
    def build(self, data: Data, **_: Any) -> Group:
        """Make the value; its name is the word before the colon."""
        return Group("", Combine(data["combine"]), data.get("max_percent"))


class CapSchema(Strict):
    """A ceiling over a period."""

    cap = NameField(required=True)
    label = LabelField()
    points = FigureField(0, CAP_MAX, whole=True, required=True)
    per = CapPerField(required=True)
    rules = Listing(NameField())
    excepting = Listing(NameField(), data_key="except")
    on_reach = ChoiceField(ON_REACH)

    @validates_schema
    def one_list(self, data: Data, **_: Any) -> None:
        """Refuse a cap with both lists."""
        if "rules" in data and "excepting" in data:
            raise ValidationError(complain("R107", words=("rules", "except")))

    @post_load
    def build(self, data: Data, **_: Any) -> Cap:
        """Make the value."""
        owner, period = data["per"]
        return Cap(
            name=data["cap"],
            label=data.get("label", {}),
            points=data["points"],
            owner=owner,
            period=period,
            rules=tuple(data.get("rules", ())),
            excluding=tuple(data.get("excepting", ())),
            alert=data.get("on_reach") == "stop_and_alert",
        )


def _rule(data: Data, kind: Kind, pays: PerKm | Flat | Percent | Scaled) -> Rule:
    return Rule(
        name=data["rule"],
        kind=kind,
        label=data["label"],
        pays=pays,
        when=data.get("when", ()),
        legs=data.get("legs"),
        limit=data.get("limit"),
        group=data.get("group"),
    )
