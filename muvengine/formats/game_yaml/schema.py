"""The whole game file."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache
from typing import Any, Final

from marshmallow import post_load

from muvengine.core.game.example import GameExample
from muvengine.core.game.game import CLOSES_AFTER_DAYS, Game
from muvengine.core.game.team_settings import DEFAULTS, TeamSettings
from muvengine.formats.game_yaml.challenges import ChallengeSchema
from muvengine.formats.game_yaml.examples import GameExampleSchema
from muvengine.formats.game_yaml.sections import (
    BadgeSchema,
    Data,
    ExperienceSchema,
    ReportsSchema,
    StreakSchema,
    SuspensionSchema,
)
from muvengine.formats.game_yaml.teams import TeamsSchema
from muvengine.formats.rulebook_yaml.blocks import Block, LabelField, Listing, Strict
from muvengine.formats.rulebook_yaml.fields import (
    ChoiceField,
    WholeField,
)

SCHEMA: Final = "muv.game/v1"


@dataclass(frozen=True, slots=True)
class Loaded:
    """A game and the examples written beside it."""

    game: Game
    examples: tuple[GameExample, ...]


class GameSchema(Strict):
    """The whole file."""

    schema = ChoiceField((SCHEMA,), required=True)
    label = LabelField(required=True)
    closes_after_days = WholeField(0, 14)
    experience = Block(ExperienceSchema)
    streak = Block(StreakSchema)
    suspended = Listing(Block(SuspensionSchema))
    badges = Listing(Block(BadgeSchema))
    reports = Block(ReportsSchema)
    challenges = Listing(Block(ChallengeSchema))
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
            reports=data.get("reports"),
            challenges=tuple(data.get("challenges", ())),
            teams=replace(teams, closes_after_days=closes_after_days),
        )
        return Loaded(game, tuple(data.get("examples", ())))


@cache
def game_schema() -> GameSchema:
    """Give the schema, bound once: binding its many fields costs more than a file's loading."""
    return GameSchema()
