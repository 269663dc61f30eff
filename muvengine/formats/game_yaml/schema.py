"""The whole game file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from types import MappingProxyType
from typing import Any, Final

from marshmallow import post_load

from muvengine.core.game.example import Expected, GameExample
from muvengine.core.game.game import CLOSES_AFTER_DAYS, Game
from muvengine.core.game.team_settings import DEFAULTS, TeamSettings
from muvengine.core.trips.facts import TripFacts
from muvengine.formats.game_yaml.sections import (
    EXPERIENCE_MAX,
    WEEKS_MAX,
    BadgeSchema,
    Data,
    ExperienceSchema,
    StreakSchema,
    SuspensionSchema,
)
from muvengine.formats.game_yaml.teams import TeamsSchema
from muvengine.formats.rulebook_yaml.blocks import Block, LabelField, Listing, Strict
from muvengine.formats.rulebook_yaml.examples import TripSchema
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    NameField,
    Own,
    TextField,
    WholeField,
)

SCHEMA: Final = "muv.game/v1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A game and the examples written beside it."""

    game: Game
    examples: tuple[GameExample, ...]


class BadgesField(Own[tuple[str, ...]]):
    """Names of badges; an empty list says that none is reached."""

    expects = "names"
    shape = MappingProxyType({"type": "array", "items": dict(NameField.shape)})

    def _deserialize(self, value: Any, *_: Any, **__: Any) -> tuple[str, ...]:
        if not isinstance(value, list):
            raise self.wrong(value)
        names: Any = Listing(NameField()).deserialize(value) if value else ()
        return tuple(names)


class ExpectedSchema(Strict):
    """What the organisers agreed."""

    streak = WholeField(0, WEEKS_MAX)
    points = WholeField(0, 1_000_000)
    level = WholeField(0, 100)
    badges = BadgesField()

    @post_load
    def build(self, data: Data, **_: Any) -> Expected:
        """Make the value."""
        return Expected(**data)


class GameExampleSchema(Strict):
    """One sentence the organisers agreed on."""

    example = TextField(required=True)
    weeks = Listing(WholeField(0, 7))
    paused = Listing(WholeField(1, WEEKS_MAX))
    experience = WholeField(0, EXPERIENCE_MAX)
    trips = Listing(Block(TripSchema))
    expect = Block(ExpectedSchema, required=True)

    @post_load
    def build(self, data: Data, **_: Any) -> GameExample:
        """Make the value."""
        trips: list[TripFacts] = data.get("trips", [])
        return GameExample(
            data["example"],
            data["expect"],
            weeks=tuple(data.get("weeks", ())),
            paused=tuple(data.get("paused", ())),
            experience=data.get("experience", 0),
            trips=tuple(trips),
        )


class GameSchema(Strict):
    """The whole file."""

    schema = ChoiceField((SCHEMA,), required=True)
    label = LabelField(required=True)
    closes_after_days = WholeField(0, 14)
    experience = Block(ExperienceSchema)
    streak = Block(StreakSchema)
    suspended = Listing(Block(SuspensionSchema))
    badges = Listing(Block(BadgeSchema))
    teams = Block(TeamsSchema)
    examples = Listing(Block(GameExampleSchema))

    @post_load
    def build(self, data: Data, **_: Any) -> Loaded:
        """Make the game."""
        closes_after_days = data.get("closes_after_days", CLOSES_AFTER_DAYS)
        teams: TeamSettings = data.get("teams", DEFAULTS)
        game = Game(
            label=data["label"],
            closes_after_days=closes_after_days,
            levels=tuple(data.get("experience", {}).get("levels", ())),
            streak=data.get("streak"),
            suspended=tuple(data.get("suspended", ())),
            badges=tuple(data.get("badges", ())),
            teams=replace(teams, closes_after_days=closes_after_days),
        )
        return Loaded(game, tuple(data.get("examples", ())))


@cache
def game_schema() -> GameSchema:
    """Give the schema, bound once: binding its many fields costs more than a file's loading."""
    return GameSchema()
