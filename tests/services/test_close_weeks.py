"""Weeks of teams become final once, and matches with them, on both databases."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from functools import partial
from itertools import count

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, update

from muvengine.core.game.matches import Reason
from muvengine.core.game.team_settings import DEFAULTS, Plan
from muvengine.core.game.tournament import Phase
from muvengine.core.game.tournament_life import MatchState, TournamentState
from muvengine.core.people.actor import SYSTEM
from muvengine.formats.game_yaml.read import read_game
from muvengine.services.make_team import close_team
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.league import NEXT, WEEK, League, final
from tests.money import NOON, PARIS, town
from tests.people import OpenUow
from tests.services.test_races import HANDS, together

NAMES = count(1)


@pytest.fixture
def league(open_uow: OpenUow) -> League:
    return League(town(open_uow))


@pytest.fixture
def sqlite_league(sqlite_engine: Engine) -> League:
    return League(town(partial(UnitOfWork, sqlite_engine)))


def test_a_week_is_final_three_days_after_its_sunday(league: League) -> None:
    team = league.team("CM2", 5)
    league.week(team, NEXT, 100, 80, 60, 30, 20)
    assert league.close(final(NEXT) - timedelta(days=1)) == 0
    assert league.close(final(NEXT)) == 1
    # The three best and the mean of the other two.
    assert league.scores(NEXT) == {team.id: 265}
    assert league.close(final(NEXT)) == 0


def test_a_week_closes_when_the_game_says_and_counts_as_it_says(league: League) -> None:
    source = "schema: muv.game/v1\nlabel: {en: Game}\ncloses_after_days: 5\nteams: {score: sum}\n"
    with league.town.open_uow() as uow:
        game = read_game(source.encode())
        uow.games.publish(game, source, "sha of this", WEEK.monday, by=None, now=NOON)
        uow.commit()
    team = league.team("CM2", 5)
    league.week(team, NEXT, 100, 80, 60, 30, 20)
    assert league.close(NEXT.closes_on(5) - timedelta(days=1)) == 0
    assert league.close(NEXT.closes_on(5)) == 1
    assert league.scores(NEXT) == {team.id: 290}


def test_a_late_trip_counts_while_its_week_is_open_and_not_after(league: League) -> None:
    team = league.team("CM2", 1)
    (fatou,) = league.members(team)
    league.week(team, NEXT, 40)
    league.close(NEXT.sunday + timedelta(days=3))
    league.move(fatou, 30, NEXT.sunday)
    league.close(final(NEXT))
    assert league.scores(NEXT) == {team.id: 70}
    league.move(fatou, 500, NEXT.monday)
    league.close(final(NEXT) + timedelta(days=1))
    assert league.scores(NEXT) == {team.id: 70}


def test_a_job_that_runs_late_closes_a_week_as_it_stood_on_its_day(league: League) -> None:
    team = league.team("CM2", 1)
    (fatou,) = league.members(team)
    end = datetime.combine(final(NEXT), time(), PARIS)
    corrected = league.move(fatou, 30, NEXT.sunday, sent=end - timedelta(seconds=1))
    league.move(fatou, 500, NEXT.monday, sent=end)
    league.correct(corrected, 90, sent=end)
    league.close(final(NEXT) + timedelta(days=2))
    assert league.scores(NEXT) == {team.id: 30}


def test_what_counts_is_the_latest_sheet_of_trips_that_are_not_taken_back(
    league: League,
) -> None:
    team = league.team("CM2", 1)
    (fatou,) = league.members(team)
    taken_back = league.move(fatou, 40, NEXT.monday)
    corrected = league.move(fatou, 30, NEXT.sunday)
    trip = metadata.tables["trip"]
    with league.town.open_uow() as uow:
        gone = update(trip).where(trip.c.id == taken_back).values(withdrawn_at=NOON)
        uow.connection.execute(gone)
        uow.commit()
    league.correct(corrected, 20)
    league.close(final(NEXT))
    assert league.scores(NEXT) == {team.id: 20}


def test_trips_outside_the_week_do_not_count(league: League) -> None:
    team = league.team("CM2", 1)
    (fatou,) = league.members(team)
    for day in (WEEK.sunday, NEXT.monday, NEXT.sunday, NEXT.after().monday):
        league.move(fatou, 10, day)
    league.close(final(NEXT))
    assert league.scores(NEXT) == {team.id: 20}


def test_weeks_that_were_missed_are_closed_in_their_order(league: League) -> None:
    team = league.team("CM2", 1)
    for number in range(3):
        league.week(team, NEXT.after(number), 10 * (number + 1))
    assert league.close(final(NEXT.after(2))) == 3
    assert [league.scores(NEXT.after(number)) for number in range(3)] == [
        {team.id: 10},
        {team.id: 20},
        {team.id: 30},
    ]


def test_without_teams_there_is_nothing_to_close(league: League) -> None:
    assert league.close(final(NEXT)) == 0


def test_sixteen_workers_close_a_week_once(league: League) -> None:
    team = league.team("CM2", 1)
    league.week(team, NEXT, 10)
    heard = together(lambda _: league.close(final(NEXT)))
    assert sum(n for n in heard.elements() if isinstance(n, int)) == 1, heard
    assert sum(heard.values()) == HANDS
    assert league.scores(NEXT) == {team.id: 10}


def test_a_closed_team_keeps_its_last_week_and_loses_what_follows(league: League) -> None:
    one, other = league.team("CM2", 1), league.team("CM1", 1)
    cup = league.tournament(plan=Plan(ranking_weeks=2))
    for week in (NEXT, NEXT.after()):
        league.week(one, week, 50)
        league.week(other, week, 10)
    close_team(
        league.town.open_uow,
        one.public_id,
        "the class is over",
        actor=SYSTEM,
        now=NOON + timedelta(days=7),
    )
    league.close(final(NEXT.after()))
    assert league.scores(NEXT) == {one.id: 50, other.id: 10}
    assert league.scores(NEXT.after()) == {other.id: 10}
    winners = [one.played.result.winner for one in league.matches(cup) if one.played]
    assert winners == [one.id, other.id]


def test_a_season_of_four_teams_from_the_first_match_to_the_final(league: League) -> None:
    teams = [league.team(name, 2) for name in ("A", "B", "C", "D")]
    plan = Plan(ranking_weeks=3)
    cup = league.tournament(plan=plan)
    for number in range(7):
        for strength, team in enumerate(teams):
            league.week(team, NEXT.after(number), 40 - 10 * strength)
    state = []
    day = NEXT.monday
    while day <= final(NEXT.after(6)) + timedelta(days=7):
        league.close(day)
        with league.town.open_uow() as uow:
            now = uow.tournaments.get(cup)
            state.append((day, now.state, len(uow.tournaments.matches(now.id))))
        day += timedelta(days=1)
    # What follows is drawn on the Sunday before it begins: three days to put a result right.
    drawn = {one: min(day for day, _, many in state if many == one) for one in (6, 8, 9)}
    semi, last = NEXT.after(4), NEXT.after(6)
    assert drawn == {
        6: NEXT.monday,
        8: semi.monday - timedelta(days=1),
        9: last.monday - timedelta(days=1),
    }
    over = min(day for day, one, _ in state if one is TournamentState.OVER)
    assert over == last.after(2).monday - timedelta(days=1)
    found = league.matches(cup)
    assert {one.state for one in found} == {MatchState.PLAYED}
    bracket = [one for one in found if one.fixture.phase is Phase.KNOCKOUT]
    a, b, c, d = (team.id for team in teams)
    assert [(one.fixture.home, one.fixture.away) for one in bracket] == [(a, d), (b, c), (a, b)]
    assert all(one.played and one.played.result.reason is Reason.SCORE for one in bracket)


@settings(max_examples=10)
@given(
    trips=st.lists(
        st.tuples(st.integers(0, 4), st.integers(1, 60), st.integers(0, 6)), max_size=12
    ),
    data=st.data(),
)
def test_the_order_of_upload_never_changes_a_week(
    sqlite_league: League, trips: list[tuple[int, int, int]], data: st.DataObject
) -> None:
    """Two teams make the same trips, and tell of them in another order."""
    league, number = sqlite_league, next(NAMES)
    one, other = league.team(f"One {number}", 5), league.team(f"Other {number}", 5)
    told = data.draw(st.permutations(trips))
    for team, order in ((one, trips), (other, told)):
        people = league.members(team)
        for member, experience, day in order:
            league.move(people[member], experience, NEXT.monday + timedelta(days=day))
    with league.town.open_uow() as uow:
        scores = uow.team_weeks.scores(NEXT, DEFAULTS, PARIS)
    assert scores[one.id] == scores[other.id]
    assert scores[one.id].best + scores[one.id].shared == sum(one for _, one, _ in trips)
