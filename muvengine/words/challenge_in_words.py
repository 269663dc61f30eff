"""What a challenge asks, and how far somebody is, in plain words."""

from __future__ import annotations

from typing import Final

from muvengine.core.game.challenges.challenge import (
    METRES_PER_KM,
    Challenge,
    Difficulty,
    Kind,
    Measure,
)
from muvengine.core.rules.conditions import Condition
from muvengine.words.catalogue import listed, say
from muvengine.words.conditions_in_words import phrases
from muvengine.words.game_in_words import mode_name

_BOUNDS: Final = ("floor", "ceiling")


def asked(
    measure: Measure,
    target: int,
    modes: tuple[str, ...],
    when: tuple[Condition, ...],
    locale: str,
) -> str:
    """Say what has to be done: '11.4 kilometres, with: On foot, Running'.

    Args:
        measure: what is counted.
        target: in its small unit.
        modes: those that count; empty for any.
        when: what a trip must meet besides.
        locale: see ``say``.
    """
    said = say(f"challenge.ask_{measure}", locale, n=amount(measure, target))
    return listed((said, *_which(modes, when, locale)), locale)


def _which(modes: tuple[str, ...], when: tuple[Condition, ...], locale: str) -> tuple[str, ...]:
    parts = []
    if modes:
        named = listed((mode_name(mode, locale) for mode in modes), locale)
        parts.append(say("challenge.ask_modes", locale, modes=named))
    if when:
        parts.append(say("challenge.ask_when", locale, conditions=phrases(when, {}, locale)))
    return tuple(parts)


def asked_by_file(challenge: Challenge, difficulty: Difficulty, locale: str) -> str:
    """Say what a difficulty of a challenge asks of anybody, as the game file has it."""
    goal = challenge.steps[difficulty].goal
    if challenge.kind is Kind.PERCENT_INCREASE:
        return say("challenge.ask_more", locale, n=goal)
    said = say(f"challenge.ask_{challenge.measure}", locale, n=amount(challenge.measure, goal))
    if challenge.kind is Kind.TEAM_TOTAL:
        return f"{said} {say('challenge.ask_each', locale)}"
    return said


def file_lines(challenge: Challenge, locale: str) -> tuple[str, ...]:
    """Say what the game file says of a challenge: its kind, each difficulty, which trips count."""
    kind = say(f"game_parts.kind_{challenge.kind}", locale)
    if challenge.kind is Kind.PERCENT_INCREASE:
        measure = say(f"game_parts.of_{challenge.measure}", locale)
        kind = f"{kind}, {say('game_parts.line_of', locale, measure=measure)}"
    lines = [kind, *(_step_line(challenge, one, locale) for one in challenge.steps)]
    if challenge.ceiling is not None:
        ends = (amount(challenge.measure, end) for end in (challenge.floor, challenge.ceiling))
        lines.append(say("game_parts.line_bounds", locale, **dict(zip(_BOUNDS, ends, strict=True))))
    return (*lines, *_which(challenge.modes, challenge.when, locale))


def _step_line(challenge: Challenge, difficulty: Difficulty, locale: str) -> str:
    at = say(f"challenge.at_{difficulty}", locale)
    step = challenge.steps[difficulty]
    said = asked_by_file(challenge, difficulty, locale)
    return say("game_parts.line_step", locale, difficulty=at, asked=said, n=step.points)


def amount(measure: Measure, small: int) -> int | float:
    """Give a count as people read it: metres as kilometres."""
    return small / METRES_PER_KM if measure is Measure.KM else small


def progress_in_words(measure: Measure, done: int, target: int, locale: str) -> str:
    """Say how far it is: '3 of 5'."""
    told = amount(measure, min(done, target)), amount(measure, target)
    return say("challenge.progress", locale, done=told[0], target=told[1])
