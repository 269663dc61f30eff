"""From the file to the game: what each section becomes, and what is told of a bad file."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from muvengine.core.errors import GameRefused
from muvengine.core.game.example import differences
from muvengine.core.game.game import StreakReward, StreakRules
from muvengine.core.game.matches import MatchPoints
from muvengine.core.game.team_score import Method
from muvengine.core.game.team_settings import DEFAULTS, Plan
from muvengine.formats.game_yaml.read import check_game, read_game
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.formats.shipped import shipped

GAMES = sorted(shipped("rules/game").glob("*.yaml"))
SHIPPED = shipped("rules/game/muv.yaml").read_bytes()
SMALL = b"schema: muv.game/v1\nlabel: {en: Small, fr: Petit}\n"


@pytest.mark.parametrize("file", GAMES, ids=lambda file: file.name)
def test_a_shipped_game_has_nothing_to_repair_and_its_examples_hold(file: Path) -> None:
    checked = check_game(file.read_bytes(), languages=("en", "fr"))
    assert not checked.problems
    assert checked.game is not None
    assert [list(differences(checked.game, one)) for one in checked.examples] == [[]] * 15


def test_each_section_becomes_what_it_says() -> None:
    game = read_game(SHIPPED)
    assert [level.first for level in game.levels] == [0, 100, 300, 700, 1500, 3000, 6000, 12000]
    rewards = tuple(StreakReward(*one) for one in ((2, 20), (4, 30), (8, 50), (12, 80)))
    assert game.streak == StreakRules(3, 4, rewards)
    assert (game.suspended[0].first, game.suspended[0].end) == (
        date(2026, 12, 21), date(2027, 1, 4),
    )  # fmt: skip
    every = game.badge("every-route")
    assert every is not None
    assert (every.routes, every.trips) == (0, None)
    rain = game.badge("in-the-rain")
    assert rain is not None
    assert (rain.trips, rain.modes[-1], len(rain.when)) == (5, "ebike", 1)


def test_teams_count_as_the_file_says_and_their_weeks_close_with_the_game() -> None:
    lines = (
        b"closes_after_days: 5\nteams: {score: sum, match: {won: 2}, tournament: {rest_weeks: 0}}\n"
    )
    teams = read_game(SMALL + lines).teams
    assert (teams.method, teams.closes_after_days) == (Method.SUM, 5)
    assert teams.points == MatchPoints(win=2)
    assert teams.plan == Plan(rest_weeks=0)
    assert read_game(SMALL).teams == read_game(SHIPPED).teams == DEFAULTS


def test_a_game_may_leave_every_section_out() -> None:
    game = read_game(SMALL)
    assert (game.levels, game.streak, game.badges, game.closes_after_days) == ((), None, (), 3)


LEVEL = "    - {from: 0, label: {en: a, fr: b}, pictogram: star}\n"
BADGE = "badges:\n  - badge: one\n    label: {en: One, fr: Un}\n    pictogram: star\n"


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        ("streaks: {days: 3}", "3:1: R101 unknown word 'streaks'"),
        ("teams: {public_from: 4}", "3:22: R103 expected a whole number between 5 and 1000, got 4"),
        ("streak: {days: 8}", "3:16: R103 expected a whole number between 1 and 7, got 8"),
        ("streak: {rewards: [{weeks: 2, points: 5}]}", "3:9: R102 'days' is missing"),
        (
            "streak: {days: 3, rewards: [{weeks: 4, points: 5}, {weeks: 4, points: 9}]}",
            "3:60: G202 rewards must be sorted; this one must ask for more than 4 weeks",
        ),
        (
            "experience:\n  levels:\n    - {from: 5, label: {en: a, fr: b}, pictogram: star}",
            "5:14: G201 the first level must begin at 0",
        ),
        (
            f"experience:\n  levels:\n{LEVEL}{LEVEL}",
            "6:14: G201 levels must grow; this one must begin above 0",
        ),
        (
            "experience:\n  levels:\n    - {from: 0, label: {en: a}, pictogram: star}",
            "5:24: R209 the label has no text in 'fr'",
        ),
        (
            "suspended: [{from: 2026-05-02, until: 2026-05-02, label: {en: a, fr: b}}]",
            "3:39: R205 the last day must come after the first, 2026-05-02",
        ),
        (BADGE, "4:5: R104 expected exactly one of trips, routes, stamps, helped"),
        (f"{BADGE}    routes: 2\n    modes: [bike]", "4:5: R108 'modes' needs 'trips'"),
        (f"{BADGE}    routes: every", "7:13: R103 expected a whole number, or all, got 'every'"),
        (f"{BADGE}    trips: 1\n    modes: [velo]", "8:13: R210 unknown mode 'velo'"),
        (f"{BADGE}    trips: 1\n    when: {{}}", "8:11: R105 this block has no condition"),
        (
            f"{BADGE}    trips: 1\n    when: {{trips_today: {{min: 2}}}}",
            "8:12: R101 unknown word 'trips_today'",
        ),
        (
            f"{BADGE}    trips: 1\n    when: {{distance_km: {{min: $far}}}}",
            "8:31: R103 expected a number between 0 and 1000, got '$far'",
        ),
        (
            f"{BADGE}    trips: 1\n{BADGE.removeprefix('badges:')}    trips: 2".replace(
                "\n\n", "\n"
            ),
            "8:12: R201 the name 'one' is taken",
        ),
        (
            "streak: {days: 3}\nexamples:\n  - {example: a week, weeks: [3], expect: {streak: 2}}",
            "5:43: G301 example 'a week': 'streak' gives 1, not 2",
        ),
        (
            f"{BADGE}    trips: 1\nexamples:\n  - {{example: a, expect: {{badges: [ona]}}}}",
            "9:36: G203 example speaks of unknown badge 'ona'",
        ),
    ],
)
def test_what_is_wrong_is_told_by_its_place(lines: str, told: str) -> None:
    data = SMALL + lines.encode()
    problems = check_game(data).problems
    assert (
        as_text(problems, "game").partition("\n")[0].partition("   [")[0].startswith(f"game:{told}")
    ), as_text(problems, "game")
    assert all(problem.source for problem in problems)


def test_what_is_wrong_is_told_in_french_too() -> None:
    data = (
        SMALL + b"experience:\n  levels:\n    - {from: 5, label: {en: a, fr: b}, pictogram: star}"
    )
    told = as_text(check_game(data).problems, "jeu", "fr")
    assert told.startswith("jeu:5:14: G201 le premier niveau doit commencer à 0")


def test_a_bad_game_is_not_read() -> None:
    with pytest.raises(GameRefused) as caught:
        read_game(SMALL + b"streak: {days: 8}")
    problems = caught.value.facts["problems"]
    assert isinstance(problems, tuple)
    assert [problem.code for problem in problems] == ["R103"]


def test_any_bytes_are_a_game_or_have_a_problem() -> None:
    for data in (b"", b"\xff", b"- a", b"schema: muv.rules/v1", SMALL + b"a: &x 1", SMALL[:30]):
        checked = check_game(data)
        assert checked.problems
        assert not checked.good
