"""Read for many at once, weeks in a row give what reading them one by one gives."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.game import Game, StreakReward, StreakRules, Suspension
from muvengine.core.game.played import Played
from muvengine.core.game.streak import Pause, reached
from muvengine.core.game.streak_book import StreakBook
from muvengine.core.game.version import Games, GameVersion
from muvengine.core.game.weeks import WEEK, WeekScore

BEGUN = date(2026, 1, 5)
ZONE = ZoneInfo("Europe/Paris")

weeks_after = st.integers(0, 20).map(lambda number: BEGUN + number * WEEK)
rewards = st.dictionaries(st.integers(1, 6), st.integers(1, 50), max_size=3).map(
    lambda found: tuple(StreakReward(*one) for one in sorted(found.items()))
)
rules = st.none() | st.builds(
    StreakRules,
    days=st.integers(1, 4),
    joker_every_weeks=st.none() | st.integers(2, 5),
    rewards=rewards,
)
suspended = st.tuples(weeks_after, st.integers(1, 20)).map(
    lambda one: Suspension(one[0], one[0] + timedelta(days=one[1]), {})
)
games = st.builds(
    Game, label=st.just({}), streak=rules, suspended=st.tuples(suspended) | st.just(())
)
pauses = st.tuples(weeks_after, st.integers(1, 4)).map(
    lambda one: Pause(one[0], one[0] + one[1] * WEEK)
)
days = st.lists(st.tuples(*[st.integers(0, 2)] * 7), min_size=1, max_size=20)


@given(
    st.lists(st.tuples(weeks_after, games), min_size=1, max_size=3),
    days,
    st.lists(pauses, max_size=2),
)
def test_it_says_what_the_calendar_says(
    versions: list[tuple[date, Game]], days: list[tuple[int, ...]], paused: list[Pause]
) -> None:
    ordered = sorted(versions, key=lambda one: one[0])
    told_by = [
        GameVersion(number, str(number), first_day, 3, datetime(2026, 1, 1, tzinfo=UTC))
        for number, (first_day, _) in enumerate(ordered)
    ]
    played = Played(Games(told_by, ZONE), {number: one for number, (_, one) in enumerate(ordered)})
    weeks = [
        WeekScore(BEGUN + number * WEEK, 1, sum(active), active)
        for number, active in enumerate(days)
    ]
    last = BEGUN + 20 * WEEK
    told = played.tell(weeks, paused, last=last, open_from=last + WEEK)
    active = {week.monday: sum(week.active) for week in weeks if week.trips}
    assert StreakBook(played, last).reached(active, paused) == reached(played.rules_of, told)
