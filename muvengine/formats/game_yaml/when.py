"""The ``when`` block of a badge: what a trip's facts say, and nothing of what came before it."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import fields, post_load, validates_schema
from marshmallow.exceptions import ValidationError

from muvengine.core.rules.conditions import MEASURES, ROUTE_SHARE, WORDS, Measure
from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Strict, complain
from muvengine.formats.rulebook_yaml.conditions import (
    DaysField,
    RangeSchema,
    WindowField,
    conditions_of,
)
from muvengine.formats.rulebook_yaml.fields import ChoiceField, FigureField, FlagField, NameField

# Other measures are of the person's past, which a badge counts by itself.
OF_TRIPS: Final = ("distance_km", "duration_min", "climb_m", "passengers", "stamps")


class _BadgeWhen(Strict):
    """Conditions, all of which must hold."""

    @validates_schema
    def says_something(self, data: dict[str, Any], **_: Any) -> None:
        """Refuse an empty block: it would always hold and look as if it did something."""
        if not data:
            raise ValidationError(complain("R105"))

    @post_load(pass_original=True)
    def build(self, data: dict[str, Any], original: dict[str, Any], **_: Any) -> Any:
        """Make the conditions, in the order written."""
        return conditions_of(data, original)


def _within(word: str, measure: Measure) -> Block:
    low_high: dict[str, fields.Field[Any]] = {
        bound: FigureField(0, measure.bound_max, named=False) for bound in ("min", "max")
    }
    return Block(RangeSchema.from_dict(low_high, name=f"Range_{word}"))


def _vocabulary() -> dict[str, fields.Field[Any]]:
    found: dict[str, fields.Field[Any]] = {word: _within(word, MEASURES[word]) for word in OF_TRIPS}
    for word, values in WORDS.items():
        found[word] = Listing(ChoiceField(values) if values else NameField())
    found["assisted"] = FlagField()
    found["route"] = Listing(NameField())
    found["route_share"] = _within("route_share", ROUTE_SHARE)
    found["start_between"] = WindowField()
    found["date_in"] = Listing(DaysField())
    return found


BadgeWhenSchema = _BadgeWhen.from_dict(_vocabulary(), name="BadgeWhen")
