"""How teams count, as a game file says it."""

from __future__ import annotations

from typing import Any, Final

from marshmallow import post_load

from muvengine.core.game.matches import MatchPoints
from muvengine.core.game.team_score import Method
from muvengine.core.game.team_settings import DEFAULTS, Plan, TeamSettings
from muvengine.formats.game_yaml.sections import Data
from muvengine.formats.rulebook_yaml.blocks import Block, Strict
from muvengine.formats.rulebook_yaml.fields import ChoiceField, WholeField

METHODS: Final = tuple(str(method) for method in Method)
# With fewer, everybody knows whose kilometres they are.
PUBLIC_MIN: Final = 5
MEMBERS_MAX: Final = 1_000
TABLE_POINTS_MAX: Final = 10
RANKING_WEEKS_MAX: Final = 30
KNOCKOUT_MAX: Final = 64
REST_WEEKS_MAX: Final = 4


class MatchSchema(Strict):
    """Points of the table."""

    win = WholeField(0, TABLE_POINTS_MAX, data_key="won")
    draw = WholeField(0, TABLE_POINTS_MAX, data_key="drawn")
    loss = WholeField(0, TABLE_POINTS_MAX, data_key="lost")
    free = WholeField(0, TABLE_POINTS_MAX)

    @post_load
    def build(self, data: Data, **_: Any) -> MatchPoints:
        """Make the value."""
        return MatchPoints(**data)


class TournamentSchema(Strict):
    """How a tournament goes unless its form says otherwise."""

    ranking_weeks = WholeField(1, RANKING_WEEKS_MAX)
    group_size = WholeField(3, MEMBERS_MAX)
    knockout_teams = WholeField(2, KNOCKOUT_MAX)
    rest_weeks = WholeField(0, REST_WEEKS_MAX)

    @post_load
    def build(self, data: Data, **_: Any) -> Plan:
        """Make the value."""
        return Plan(**data)


class TeamsSchema(Strict):
    """How teams count."""

    score = ChoiceField(METHODS)
    active_min = WholeField(1, MEMBERS_MAX)
    public_from = WholeField(PUBLIC_MIN, MEMBERS_MAX)
    match = Block(MatchSchema)
    tournament = Block(TournamentSchema)

    @post_load
    def build(self, data: Data, **_: Any) -> TeamSettings:
        """Make the value; the game says when its weeks close."""
        return TeamSettings(
            method=Method(data.get("score", DEFAULTS.method)),
            least_active=data.get("active_min", DEFAULTS.least_active),
            public_from=data.get("public_from", DEFAULTS.public_from),
            points=data.get("match", DEFAULTS.points),
            plan=data.get("tournament", DEFAULTS.plan),
        )
