"""Challenges of a game file: what they become, and what is told of bad ones."""

from __future__ import annotations

import pytest

from muvengine.core.game.challenges.challenge import Difficulty, Kind, Measure, Step
from muvengine.formats.game_yaml.read import check_game, read_game
from muvengine.formats.rulebook_yaml.report import as_text
from tests.formats.game_yaml.test_read import SHIPPED, SMALL

HEAD = "challenges:\n  - challenge: one\n    label: {en: One, fr: Un}\n    pictogram: star\n"
STEPS = "".join(
    f"    {word}: {{goal: {goal}, points: 20}}\n"
    for word, goal in (("easy", 2), ("middle", 3), ("hard", 4))
)
DAYS = f"{HEAD}    kind: days_in_week\n{STEPS}"
RISE = f"{HEAD}    kind: percent_increase\n    of: km\n    floor: 2\n    ceiling: 9\n"
HARD = "examples:\n  - {example: a, chosen: {challenge: one, at: hard}, expect: {target: 2}}"
UP = STEPS.replace("goal", "percent")


def test_every_kind_stands_in_the_shipped_game() -> None:
    assert {one.kind for one in read_game(SHIPPED).challenges} == set(Kind)


def test_kilometres_become_metres_and_percent_stay() -> None:
    walk = read_game(SHIPPED).challenge("more-on-foot")
    assert walk is not None
    assert (walk.measure, walk.floor, walk.ceiling) == (Measure.KM, 1000, 25_000)
    assert walk.steps[Difficulty.HARD] == Step(30, 50)
    team = read_game(SHIPPED).challenge("team-week")
    assert team is not None
    assert (team.of_group, team.steps) == (True, {Difficulty.GROUP: Step(2, 30)})
    assert read_game(SHIPPED).challenge("nothing") is None


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        (DAYS.replace("days_in_week", "days"), "7:11: R103"),
        (f"{DAYS}    of: km", "4:5: G205 a challenge of kind 'days_in_week' has no 'of'"),
        (f"{DAYS}    floor: 2", "4:5: G205 a challenge of kind 'days_in_week' has no 'floor'"),
        (DAYS.replace("goal: 4", "goal: 8"), "10:18: R103 expected a whole number between 1 and 7"),
        (DAYS.replace("goal: 3", "goal: 2"), "9:20: G206 difficulties must rise; this one must"),
        (DAYS.replace("goal: 2", "goal: 0"), "8:18: G209 this must be above zero"),
        (DAYS.replace("goal: 2", "goal: 1.5"), "8:18: R103 expected a whole number between 1"),
        (DAYS.replace("goal: 2, ", ""), "8:11: R104 expected exactly one of goal, percent"),
        (DAYS.replace("goal: 2", "percent: 2"), "8:11: G204 a challenge of"),
        (DAYS.replace("points: 20", "points: 900"), "8:29: R103 expected a whole number between"),
        (f"{HEAD}    kind: days_in_week", "4:5: G204 a challenge of kind 'days_in_w"),
        (f"{RISE}{UP}".replace("    floor: 2\n", ""), "4:5: G204 a challenge of kind 'percent_in"),
        (f"{RISE}{UP}".replace("ceiling: 9", "ceiling: 1"), "10:14: G207 the ceiling must not lie"),
        (f"{RISE}{STEPS}", "11:11: G204 a challenge of kind 'percent_increase' needs 'percent'"),
        (f"{HEAD}    kind: duo\n    of: days\n    goal: 6", "4:5: G204 a challenge of kind"),
        (f"{HEAD}    kind: duo\n{STEPS}", "4:5: G204 a challenge of kind 'duo' needs 'of'"),
        (f"{HEAD}    kind: try_new_mode\n{STEPS}", "4:5: G204 a challenge of kind 'try"),
        (f"{DAYS}    modes: [velo]", "11:13: R210 unknown mode 'velo'"),
        (f"{DAYS}    when: {{trips_today: {{min: 2}}}}", "11:12: R101 unknown word 'trips_today'"),
        (DAYS.replace("days_in", "no_car") + "    modes: [bus]",
         "4:5: G205 a challenge of kind 'no_car_week' has no 'modes'"),
        (DAYS + DAYS.removeprefix("challenges:\n"), "11:16: R201 the name 'one' is taken"),
        (f"{DAYS}examples:\n  - {{example: a, chosen: {{challenge: ona}}, expect: {{target: 2}}}}",
         "12:38: G208 example speaks of unknown challenge 'ona'"),
        (DAYS + HARD,
         "12:62: G301 example 'a': 'target' gives 4, not 2"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_told_by_its_place(lines: str, told: str) -> None:
    problems = check_game(SMALL + lines.encode()).problems
    assert as_text(problems, "game").startswith(f"game:{told}"), as_text(problems, "game")
    assert all(problem.source for problem in problems)


def test_what_is_wrong_is_told_in_french_too() -> None:
    told = as_text(check_game(SMALL + f"{DAYS}    of: km".encode()).problems, "jeu", "fr")
    assert told.startswith("jeu:4:5: G205 un défi de type 'days_in_week' ne connaît pas 'of'")
