"""The ``when`` block."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta
from types import MappingProxyType
from typing import Any

from marshmallow import Schema, ValidationError, fields, post_load, validates_schema

from muvengine.core.rules.conditions import (
    FLAGS,
    MEASURES,
    ROUTE_SHARE,
    WORDS,
    AnyOf,
    Between,
    Condition,
    DateIn,
    Days,
    Flag,
    Measure,
    NoneOf,
    OneOf,
    OnRoute,
    StartBetween,
)
from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Strict, complain
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    ClockField,
    DayField,
    FigureField,
    FlagField,
    NameField,
    Own,
)


class RangeSchema(Strict):
    """``{min: 1, max: 5}``, either or both, both included."""

    @validates_schema
    def says_something(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse an empty block."""
        if not data:
            raise ValidationError(complain("R104", words=("min", "max")))


def within(word: str, measure: Measure) -> Block:
    """Make the field of one measure's bounds."""
    low_high: dict[str, fields.Field[Any]] = {
        "min": FigureField(0, measure.bound_max),
        "max": FigureField(0, measure.bound_max),
    }
    return Block(RangeSchema.from_dict(low_high, name=f"Range_{word}"))


class WindowField(Own[StartBetween]):
    """``["07:30", "09:00"]``, the end excluded; a window may go over midnight."""

    expects = "window"
    shape = MappingProxyType(
        {"type": "array", "items": dict(ClockField.shape), "minItems": 2, "maxItems": 2}
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> StartBetween:
        if not isinstance(value, list) or len(value) != 2:  # noqa: PLR2004  a start and an end
            raise self.wrong(value)
        clocks: Any = Listing(ClockField()).deserialize(value)
        return StartBetween(*clocks)


class DaysSchema(Strict):
    """Days in a row: from the first, before the last, as a rulebook's own."""

    first = DayField(required=True, data_key="from")
    end = DayField(required=True, data_key="until")

    @post_load
    def build(self, data: Mapping[str, Any], **_: Any) -> Days:
        """Make the value."""
        return Days(data["first"], data["end"])


class DaysField(Own[Days]):
    """A day, 2026-05-01, or days in a row, ``{from: 2026-12-20, until: 2027-01-04}``."""

    expects = "days"
    shape = MappingProxyType(
        {
            "anyOf": [
                dict(DayField.shape),
                {
                    "type": "object",
                    "properties": {"from": dict(DayField.shape), "until": dict(DayField.shape)},
                    "required": ["from", "until"],
                    "additionalProperties": False,
                },
            ]
        }
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> Days:
        if isinstance(value, dict):
            days: Any = Block(DaysSchema).deserialize(value)
            assert isinstance(days, Days)
            return days
        try:
            day: date = DayField().deserialize(value)
        except ValidationError:
            raise self.wrong(value) from None
        return Days(day, day + timedelta(days=1))


class _When(Strict):
    """Conditions, all of which must hold."""

    @validates_schema
    def says_something(self, data: Mapping[str, Any], **_: Any) -> None:
        """Refuse an empty block: it would always hold and look as if it did something."""
        if not data:
            raise ValidationError(complain("R105"))

    @post_load(pass_original=True)
    def build(
        self,
        data: Mapping[str, Any],
        original: Mapping[str, Any],
        **_: Any,
    ) -> tuple[Condition, ...]:
        """Make the conditions, in the order written."""
        return conditions_of(data, original)


def conditions_of(data: Mapping[str, Any], original: Mapping[str, Any]) -> tuple[Condition, ...]:
    """Make conditions out of a block that was read, in the order in which it was written."""
    found: list[Condition] = []
    for word in original:
        if word == "route_share" and "route" in data:
            continue
        found.append(_condition(word, data))
    return tuple(found)


def _condition(word: str, data: Mapping[str, Any]) -> Condition:
    value = data[word]
    if word in {"route", "route_share"}:
        share = data.get("route_share", {})
        return OnRoute(tuple(data.get("route", ())), share.get("min"), share.get("max"))
    if word in MEASURES:
        return Between(word, value.get("min"), value.get("max"))
    match word:
        case "start_between":
            assert isinstance(value, StartBetween)
            return value
        case "date_in":
            return DateIn(tuple(value))
        case "any" | "none":
            return AnyOf(tuple(value)) if word == "any" else NoneOf(tuple(value))
    return Flag(word, value) if word in FLAGS else OneOf(word, tuple(value))


def _vocabulary() -> dict[str, fields.Field[Any]]:
    found: dict[str, fields.Field[Any]] = {
        word: within(word, measure) for word, measure in MEASURES.items()
    }
    for word, values in WORDS.items():
        found[word] = Listing(ChoiceField(values) if values else NameField())
    found |= {word: FlagField() for word in FLAGS}
    found |= {word: Listing(Block(_when)) for word in ("any", "none")}
    found["route"] = Listing(NameField())
    found["route_share"] = within("route_share", ROUTE_SHARE)
    found["start_between"] = WindowField()
    found["date_in"] = Listing(DaysField())
    return found


def _when() -> Schema:
    return WhenSchema()


WhenSchema = _When.from_dict(_vocabulary(), name="When")
