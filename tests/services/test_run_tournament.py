"""Tournaments are drawn up, put right and called off, on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.errors import BadInput, NotAllowed, NotFound, NotPossible, ReasonMissing
from muvengine.core.game.iso_week import IsoWeek
from muvengine.core.game.matches import Reason
from muvengine.core.game.team_settings import Plan
from muvengine.core.game.tournament import Phase
from muvengine.core.game.tournament_life import Ending, Match, MatchState, TournamentState
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.services.run_tournament import (
    NewTournament,
    cancel_match,
    cancel_tournament,
    correct_match,
    draw_up,
)
from tests.league import NEXT, WEEK, League, final
from tests.money import NOON, town
from tests.people import OpenUow

TOLD = "two cards of one person"
PLAN = Plan(ranking_weeks=1)


@pytest.fixture
def league(open_uow: OpenUow) -> League:
    return League(town(open_uow))


def correct(league: League, match: Match, ending: Ending, told: str = TOLD) -> Match:
    return correct_match(league.town.open_uow, match.id, ending, told, actor=SYSTEM, now=NOON)


def played(league: League) -> tuple[str, Match]:
    """Give a tournament of two teams, and its one match that A has won."""
    for name, figure in (("A", 50), ("B", 40)):
        league.week(league.team(name, 1), NEXT, figure)
    cup = league.tournament(plan=PLAN)
    league.close(final(NEXT))
    return cup, league.matches(cup)[0]


def test_everybody_who_plays_takes_part(league: League) -> None:
    teams = [league.team(name) for name in "ABCDE"]
    matches = league.matches(league.tournament())
    # Two matches and a free week, four weeks long.
    assert len(matches) == 4 * 3
    in_week = [one.fixture for one in matches if one.fixture.week == NEXT]
    sides = {one.home for one in in_week} | {one.away for one in in_week if one.away}
    assert sides == {team.id for team in teams}


@pytest.mark.parametrize(("title", "week", "teams", "field"), [
    ({},            NEXT,            2, "title"),
    ({"en": ""},    NEXT,            2, "title"),
    ({"en": "Cup"}, WEEK,            2, "first_week"),
    ({"en": "Cup"}, NEXT.after(60),  2, "first_week"),
    ({"en": "Cup"}, NEXT,            1, "teams"),
])  # fmt: skip
def test_what_cannot_be_drawn_is_said(
    league: League, title: dict[str, str], week: IsoWeek, teams: int, field: str
) -> None:
    for number in range(teams):
        league.team(f"Team {number}")
    attempt = Attempt(SYSTEM, "draw", "draw_up", "")
    new = NewTournament(title, week)
    with pytest.raises(BadInput) as caught:
        draw_up(league.town.open_uow, new, attempt=attempt, now=NOON, new_token=league.town.dice)
    assert set(caught.value.facts["fields"]) == {field}  # type: ignore[call-overload]


def test_only_organisers_draw_and_decide(league: League) -> None:
    cup, match = played(league)
    opened, maud = league.town.open_uow, Actor("mediator", 1)
    with pytest.raises(NotAllowed):
        correct_match(opened, match.id, Ending.AWAY, TOLD, actor=maud, now=NOON)
    with pytest.raises(NotAllowed):
        cancel_match(opened, match.id, TOLD, actor=maud, now=NOON)
    with pytest.raises(NotAllowed):
        cancel_tournament(opened, cup, TOLD, actor=maud, now=NOON)
    with pytest.raises(NotFound):
        correct_match(opened, 4711, Ending.AWAY, TOLD, actor=SYSTEM, now=NOON)
    with pytest.raises(ReasonMissing):
        correct(league, match, Ending.AWAY, "no")


def test_a_match_put_right_keeps_what_both_reached(league: League) -> None:
    cup, match = played(league)
    assert match.played is not None
    assert match.played.result.winner == match.fixture.home
    correct(league, match, Ending.AWAY)
    (found,) = league.matches(cup)
    assert found.played is not None
    assert (found.state, found.told) == (MatchState.CORRECTED, TOLD)
    assert (found.played.home_score, found.played.away_score) == (50, 40)
    result = found.played.result
    assert (result.winner, result.reason) == (match.fixture.away, Reason.HAND)
    # The bracket is drawn from the result as it was put right.
    league.close(NEXT.after(2).monday - timedelta(days=1))
    last = league.matches(cup)[-1].fixture
    assert (last.phase, last.home) == (Phase.KNOCKOUT, match.fixture.away)


def test_a_result_others_play_for_is_not_touched(league: League) -> None:
    cup, match = played(league)
    league.close(NEXT.after(2).monday - timedelta(days=1))
    for ending in Ending:
        with pytest.raises(NotPossible) as caught:
            correct(league, match, ending)
        assert caught.value.facts == {"match": "drawn"}
    last = league.matches(cup)[-1]
    with pytest.raises(NotPossible):
        correct(league, last, Ending.HOME)
    league.close(final(NEXT.after(2)))
    with pytest.raises(NotPossible) as caught:
        correct(league, last, Ending.DRAW)
    assert caught.value.facts == {"match": "knockout"}


def test_a_match_called_off_counts_for_nobody(league: League) -> None:
    cup, match = played(league)
    cancel_match(league.town.open_uow, match.id, TOLD, actor=SYSTEM, now=NOON)
    (found,) = league.matches(cup)
    assert found.state is MatchState.CANCELLED
    assert found.kept.played is None
    with pytest.raises(NotPossible):
        correct(league, found, Ending.AWAY)


def test_a_match_called_off_before_its_week_is_not_played(league: League) -> None:
    for name in ("A", "B"):
        league.week(league.team(name, 1), NEXT, 40)
    cup = league.tournament(plan=PLAN)
    (match,) = league.matches(cup)
    cancel_match(league.town.open_uow, match.id, TOLD, actor=SYSTEM, now=NOON)
    league.close(final(NEXT))
    assert [one.state for one in league.matches(cup)] == [MatchState.CANCELLED]
    league.close(NEXT.after(2).monday)
    assert [one.fixture.phase for one in league.matches(cup)] == [Phase.RANKING, Phase.KNOCKOUT]


def test_a_tournament_called_off_plays_no_more(league: League) -> None:
    for name in ("A", "B"):
        league.week(league.team(name, 1), NEXT, 40)
    cup = league.tournament()
    off = [
        cancel_tournament(league.town.open_uow, cup, TOLD, actor=SYSTEM, now=NOON) for _ in range(2)
    ]
    assert off == [True, False]
    league.close(final(NEXT))
    assert {one.state for one in league.matches(cup)} == {MatchState.OPEN}
    with league.town.open_uow() as uow:
        found = uow.tournaments.get(cup)
    assert (found.state, found.reason) == (TournamentState.CANCELLED, TOLD)
    assert sorted(league.scores(NEXT).values()) == [40, 40]
