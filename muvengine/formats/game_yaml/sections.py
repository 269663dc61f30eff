"""The sections of a game file: what each block becomes.

To add one: its block here or in a file beside this one, a word in ``schema.GameSchema``, and
what its values must mean in ``meaning``.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, Final

from marshmallow import ValidationError, post_load, validates_schema

from muvengine.core.game.game import (
    PICTOGRAMS,
    Badge,
    Level,
    ReportRules,
    StreakReward,
    StreakRules,
    Suspension,
)
from muvengine.formats.game_yaml.when import BadgeWhenSchema
from muvengine.formats.rulebook_yaml.blocks import Block, LabelField, Listing, Strict, complain
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    DayField,
    NameField,
    Own,
    WholeField,
)

EXPERIENCE_MAX: Final = 100_000_000
WEEKS_MAX: Final = 520
POINTS_MAX: Final = 10_000
# Small on purpose: nobody is to look for money in the street.
REPORT_POINTS_MAX: Final = 50
COUNTS_MAX: Final = 100_000
ROUTES_MAX: Final = 500
EVERY: Final = "all"
COUNTED: Final = ("trips", "routes", "stamps", "helped", "shops", "reports")

Data = Mapping[str, Any]


class LevelSchema(Strict):
    """One level."""

    first = WholeField(0, EXPERIENCE_MAX, required=True, data_key="from")
    label = LabelField(required=True)
    pictogram = ChoiceField(PICTOGRAMS, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> Level:
        """Make the value."""
        return Level(**data)


class ExperienceSchema(Strict):
    """Levels of experience."""

    levels = Listing(Block(LevelSchema), required=True)


class RewardSchema(Strict):
    """Points for weeks in a row."""

    weeks = WholeField(1, WEEKS_MAX, required=True)
    points = WholeField(1, POINTS_MAX, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> StreakReward:
        """Make the value."""
        return StreakReward(**data)


class StreakSchema(Strict):
    """Weeks in a row."""

    days = WholeField(1, 7, required=True)
    joker_every_weeks = WholeField(2, 52)
    rewards = Listing(Block(RewardSchema))

    @post_load
    def build(self, data: Data, **_: Any) -> StreakRules:
        """Make the value."""
        return StreakRules(
            data["days"], data.get("joker_every_weeks"), tuple(data.get("rewards", ()))
        )


class ReportsSchema(Strict):
    """Points for reports that were confirmed."""

    points = WholeField(0, REPORT_POINTS_MAX, required=True)
    a_week_max = WholeField(0, POINTS_MAX, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> ReportRules:
        """Make the value."""
        return ReportRules(**data)


class SuspensionSchema(Strict):
    """Days on which nobody is expected to move."""

    first = DayField(required=True, data_key="from")
    end = DayField(required=True, data_key="until")
    label = LabelField(required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> Suspension:
        """Make the value."""
        return Suspension(**data)


class RoutesField(Own[int]):
    """A number of set routes or shops, or ``all`` of them; read as 0."""

    expects = "routes"
    shape = MappingProxyType(
        {"anyOf": [{"type": "integer", "minimum": 1, "maximum": ROUTES_MAX}, {"enum": [EVERY]}]}
    )

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> int:
        if value == EVERY:
            return 0
        if isinstance(value, bool) or not isinstance(value, int) or not 1 <= value <= ROUTES_MAX:
            raise self.wrong(value)
        return value


class BadgeSchema(Strict):
    """One badge."""

    badge = NameField(required=True)
    label = LabelField(required=True)
    pictogram = ChoiceField(PICTOGRAMS, required=True)
    trips = WholeField(1, COUNTS_MAX)
    routes = RoutesField()
    stamps = WholeField(1, COUNTS_MAX)
    helped = WholeField(1, COUNTS_MAX)
    shops = RoutesField()
    reports = WholeField(1, COUNTS_MAX)
    modes = Listing(NameField())
    when = Block(BadgeWhenSchema)

    @validates_schema
    def counts_one_thing(self, data: Data, **_: Any) -> None:
        """Refuse a badge for nothing, or for two things at once."""
        if sum(word in data for word in COUNTED) != 1:
            raise ValidationError(complain("R104", words=COUNTED))
        for word in ("modes", "when"):
            if word in data and "trips" not in data:
                raise ValidationError(complain("R108", word="trips", needed_by=word))

    @post_load
    def build(self, data: Data, **_: Any) -> Badge:
        """Make the value."""
        return Badge(
            name=data["badge"],
            label=data["label"],
            pictogram=data["pictogram"],
            **{word: data.get(word) for word in COUNTED},
            modes=tuple(data.get("modes", ())),
            when=tuple(data.get("when", ())),
        )
