"""Examples that stand beside a game."""

from __future__ import annotations

from types import MappingProxyType
from typing import Any

from marshmallow import post_load

from muvengine.core.game.challenges.challenge import PERSONAL, Difficulty
from muvengine.core.game.challenges.example import Tried
from muvengine.core.game.example import Expected, GameExample
from muvengine.core.trips.facts import TripFacts
from muvengine.formats.game_yaml.challenges import GOAL_MAX
from muvengine.formats.game_yaml.sections import EXPERIENCE_MAX, WEEKS_MAX, Data
from muvengine.formats.rulebook_yaml.blocks import Block, Listing, Strict
from muvengine.formats.rulebook_yaml.examples import TripSchema
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    FigureField,
    FlagField,
    NameField,
    Own,
    TextField,
    WholeField,
)


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
    target = FigureField(0, GOAL_MAX, named=False)
    reached = FlagField()

    @post_load
    def build(self, data: Data, **_: Any) -> Expected:
        """Make the value."""
        return Expected(**data)


class TriedSchema(Strict):
    """A challenge that somebody chose, and what they did in the weeks before."""

    challenge = NameField(required=True)
    difficulty = ChoiceField(PERSONAL, data_key="at")
    before = Listing(FigureField(0, GOAL_MAX, named=False))
    car_free = WholeField(0, 7)

    @post_load
    def build(self, data: Data, **_: Any) -> Tried:
        """Make the value."""
        return Tried(
            data["challenge"],
            Difficulty(data["difficulty"]) if "difficulty" in data else Difficulty.GROUP,
            before=tuple(data.get("before", ())),
            car_free=data.get("car_free", 0),
        )


class GameExampleSchema(Strict):
    """One sentence the organisers agreed on."""

    example = TextField(required=True)
    weeks = Listing(WholeField(0, 7))
    paused = Listing(WholeField(1, WEEKS_MAX))
    experience = WholeField(0, EXPERIENCE_MAX)
    trips = Listing(Block(TripSchema))
    chosen = Block(TriedSchema)
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
            chosen=data.get("chosen"),
        )
