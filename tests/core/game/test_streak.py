"""Weeks in a row: a table of cases by hand, and any calendar against a plain model."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.game.game import StreakReward, StreakRules, Suspension
from muvengine.core.game.streak import Calendar, Pause, Week, reached, tell_weeks
from muvengine.core.game.weeks import WEEK

FIRST = date(2026, 3, 2)
REWARDS = (StreakReward(2, 20), StreakReward(4, 30), StreakReward(8, 50))
RULES = StreakRules(days=3, joker_every_weeks=4, rewards=REWARDS)
SIGNS = {
    Week.ACTIVE: "a",
    Week.JOKER: "j",
    Week.PAUSED: "p",
    Week.SUSPENDED: "s",
    Week.OPEN: "o",
    Week.MISSED: "m",
}


def days(count: int) -> tuple[bool, ...]:
    return tuple(day < count for day in range(7))


def calendar(counts: list[int], *, closed: int | None = None, signs: str = "") -> Calendar:
    weeks = [FIRST + number * WEEK for number in range(len(counts))]
    closed = len(counts) if closed is None else closed
    signs = signs.ljust(len(counts))
    return Calendar(
        days={monday: days(count) for monday, count in zip(weeks, counts, strict=True)},
        open_from=FIRST + closed * WEEK,
        pauses=[
            Pause(monday, monday + WEEK)
            for monday, sign in zip(weeks, signs, strict=True)
            if sign == "p"
        ],
        suspended=[
            Suspension(monday + 2 * (WEEK / 7), monday + 3 * (WEEK / 7), {"en": "strike"})
            for monday, sign in zip(weeks, signs, strict=True)
            if sign == "s"
        ],
    )


def told(counts: list[int], rules: StreakRules = RULES, **more: object) -> tuple[str, int]:
    last = FIRST + (len(counts) - 1) * WEEK
    weeks = tell_weeks(lambda _: rules, calendar(counts, **more), first=FIRST, last=last)  # type: ignore[arg-type]
    return "".join(SIGNS[week.state] for week in weeks), weeks[-1].streak


@pytest.mark.parametrize(
    ("counts", "closed", "signs", "states", "streak"),
    [
        ([3, 4, 7], None, "", "aaa", 3),
        ([3, 2, 3], None, "", "aja", 2),
        ([3, 2, 2, 3], None, "", "ajma", 1),
        ([2, 3], None, "", "ma", 1),
        # Three active weeks lie between two jokers: of any four weeks at most one is missed.
        ([3, 0, 3, 3, 3, 0, 3], None, "", "ajaaaja", 5),
        ([3, 0, 3, 3, 0, 3], None, "", "ajaama", 1),
        # What was asked for, or is nobody's fault, changes nothing and makes no joker due.
        ([3, 0, 0, 3], None, " pp ", "appa", 2),
        ([3, 0, 3, 0, 0, 3, 0], None, "   ss  ", "ajassam", 0),
        # Whoever moves all the same is not held back.
        ([3, 3, 3], None, " ps", "aaa", 3),
        # A week that is not over yet breaks nothing, and counts as soon as it is enough.
        ([3, 3, 1], 2, "", "aao", 2),
        ([3, 3, 3], 2, "", "aaa", 3),
        ([3, 0, 0, 3], 1, "", "aooa", 2),
    ],
)
def test_weeks_are_told_as_by_hand(
    counts: list[int], closed: int | None, signs: str, states: str, streak: int
) -> None:
    assert told(counts, closed=closed, signs=signs) == (states, streak)


def test_without_a_joker_every_missed_week_ends_the_streak() -> None:
    assert told([3, 3, 0, 3], StreakRules(days=3)) == ("aama", 1)


def test_a_reward_is_reached_once_and_stays_reached() -> None:
    counts = [3, 3, 0, 0, 3, 3, 3, 3]
    last = FIRST + 7 * WEEK
    weeks = tell_weeks(lambda _: RULES, calendar(counts), first=FIRST, last=last)
    assert reached(lambda _: RULES, weeks) == {2: (20, FIRST + WEEK), 4: (30, last)}


def test_each_week_is_read_by_its_own_rules() -> None:
    harder = StreakRules(days=4, rewards=(StreakReward(2, 99),))
    third = FIRST + 2 * WEEK

    def rules_of(monday: date) -> StreakRules | None:
        return None if monday == FIRST else RULES if monday < third else harder

    weeks = tell_weeks(rules_of, calendar([3, 3, 3, 4]), first=FIRST, last=third + WEEK)
    assert "".join(SIGNS[week.state] for week in weeks) == "sama"
    assert reached(rules_of, weeks[:3]) == {}


def by_hand(letters: str, every: int | None) -> int:
    """Play the rule with a list of what the streak is made of, as one would on paper."""
    streak: list[str] = []
    for letter in letters:
        if letter == "a":
            streak.append("a")
        elif letter == "m":
            lately = streak[-(every - 1) :] if every else []
            if every and streak and "j" not in lately:
                streak.append("j")
            else:
                streak = []
    return streak.count("a")


@given(
    st.text(alphabet="amps", min_size=1, max_size=40),
    st.one_of(st.none(), st.integers(2, 8)),
)
def test_any_calendar_gives_what_a_plain_model_gives(letters: str, every: int | None) -> None:
    counts = [3 if letter == "a" else 2 for letter in letters]
    signs = letters.replace("a", " ").replace("m", " ")
    rules = StreakRules(days=3, joker_every_weeks=every)
    assert told(counts, rules, signs=signs)[1] == by_hand(letters, every)


@given(st.lists(st.integers(0, 7), min_size=1, max_size=30), st.data())
def test_one_more_active_day_never_shortens_a_streak(
    counts: list[int], data: st.DataObject
) -> None:
    """What a late trip adds can only help, whatever jokers it sets free."""
    week = data.draw(st.integers(0, len(counts) - 1))
    more = [min(count + (number == week), 7) for number, count in enumerate(counts)]
    without = told(counts, StreakRules(days=3))[1]
    assert told(more, StreakRules(days=3))[1] >= without
