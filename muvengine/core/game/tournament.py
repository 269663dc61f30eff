"""A tournament: a ranking of everybody, then groups, then a bracket.

What comes next is a function of the plan, the teams and the matches that are over: a draw can
be made again by anybody, and gives the same.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.pairings import Round, first_round, next_round, rounds_for, snake
from muvengine.core.game.pairings import round_robin as everybody_once
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.team_table import Played, Standing, places, team_table


class Phase(StrEnum):
    """The parts of a tournament, in their order."""

    RANKING = "ranking"
    GROUPS = "groups"
    KNOCKOUT = "knockout"


@dataclass(frozen=True, slots=True)
class Fixture:
    """A match that is drawn.

    Attributes:
        phase: see there.
        week: in which it is played.
        turn: round of the phase, from 1.
        group: from 1; 0 outside groups.
        slot: place within its round, from 0; in a bracket from top to foot.
        home, away: numbers of teams; ``away`` None leaves the week free, or goes on.
    """

    phase: Phase
    week: IsoWeek
    turn: int
    group: int
    slot: int
    home: int
    away: int | None


@dataclass(frozen=True, slots=True)
class Kept:
    """A fixture and how it ended; ``played`` None while it is open, or was called off."""

    fixture: Fixture
    played: Played | None


def ranking_matches(teams: Sequence[int], plan: Plan, first_week: IsoWeek) -> tuple[Fixture, ...]:
    """Draw the ranking phase, one match a week."""
    rounds = rounds_for(teams, plan.ranking_weeks)
    return _fixtures(Phase.RANKING, 0, rounds, first_week)


def following_matches(
    teams: Sequence[int], plan: Plan, kept: Sequence[Kept]
) -> tuple[Fixture, ...]:
    """Draw what follows when every match that was drawn is over or called off.

    Args:
        teams: all of the tournament.
        plan: see there.
        kept: every match so far, in any order.

    Returns:
        Nothing once the final is over.
    """
    last = max(kept, key=lambda one: one.fixture.week).fixture
    week = last.week.after(1 + plan.rest_weeks)
    order = ranking_places(teams, kept)
    if last.phase is Phase.RANKING:
        dealt = _dealt(order, plan)
        if dealt:
            return tuple(
                fixture
                for number, group in enumerate(dealt, 1)
                for fixture in _fixtures(Phase.GROUPS, number, everybody_once(group), week)
            )
    seeds = knockout_places(teams, plan, kept)
    if last.phase is not Phase.KNOCKOUT:
        return _fixtures(Phase.KNOCKOUT, 0, (first_round(seeds),), week)
    winners = _winners(kept, last.turn)
    if len(winners) == 1:
        return ()
    return _fixtures(Phase.KNOCKOUT, 0, (next_round(winners, seeds),), week, turn=last.turn + 1)


def ranking_places(teams: Sequence[int], kept: Sequence[Kept]) -> tuple[int, ...]:
    """Give all teams as the ranking phase placed them, the best first."""
    return places(team_table(teams, _over(kept, Phase.RANKING)))


def group_tables(kept: Sequence[Kept]) -> dict[int, tuple[Standing, ...]]:
    """Give the table of each group by its number."""
    members: dict[int, set[int]] = defaultdict(set)
    matches: dict[int, list[Played]] = defaultdict(list)
    for one in kept:
        if one.fixture.phase is Phase.GROUPS:
            members[one.fixture.group] |= {one.fixture.home}
            members[one.fixture.group] |= {one.fixture.away} if one.fixture.away else set()
            matches[one.fixture.group] += [one.played] if one.played else []
    return {group: team_table(sorted(members[group]), matches[group]) for group in sorted(members)}


def knockout_places(teams: Sequence[int], plan: Plan, kept: Sequence[Kept]) -> tuple[int, ...]:
    """Give who goes on to the bracket, the best first.

    First those who won their group, then the second of each, and so on; among them as tables
    place teams, and the ranking phase tells equal ones apart.
    """
    order = ranking_places(teams, kept)
    if tables := group_tables(kept):
        ranked = {team: place for place, team in enumerate(order)}
        found = [
            (place, -one.points, -one.won, -one.scored, ranked[one.team])
            for table in tables.values()
            for place, one in enumerate(table)
        ]
        order = tuple(order[one[-1]] for one in sorted(found))
    return order[: plan.knockout_teams]


def champion(kept: Sequence[Kept]) -> int | None:
    """Give who won the final; None while it is not over."""
    bracket = [one.fixture for one in kept if one.fixture.phase is Phase.KNOCKOUT]
    if not bracket:
        return None
    winners = _winners(kept, max(one.turn for one in bracket))
    return winners[0] if len(winners) == 1 else None


def _dealt(order: Sequence[int], plan: Plan) -> tuple[tuple[int, ...], ...]:
    if len(order) <= plan.group_size:
        return ()
    return snake(order, -(-len(order) // plan.group_size))


def _winners(kept: Sequence[Kept], turn: int) -> tuple[int, ...]:
    """Give who goes on from a round of the bracket; of a match called off the better place."""
    found = [
        one for one in kept if one.fixture.phase is Phase.KNOCKOUT and one.fixture.turn == turn
    ]
    found.sort(key=lambda one: one.fixture.slot)
    return tuple(
        one.fixture.home
        if one.played is None or one.played.result.winner is None
        else one.played.result.winner
        for one in found
    )


def _over(kept: Sequence[Kept], phase: Phase) -> list[Played]:
    return [one.played for one in kept if one.played and one.fixture.phase is phase]


def _fixtures(
    phase: Phase, group: int, rounds: Sequence[Round], first_week: IsoWeek, *, turn: int = 1
) -> tuple[Fixture, ...]:
    return tuple(
        Fixture(phase, first_week.after(number), turn + number, group, slot, *pairing)
        for number, pairings in enumerate(rounds)
        for slot, pairing in enumerate(pairings)
    )
