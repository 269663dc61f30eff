"""A player's week in pictures and one sentence each, for the page and for letters.

To add a line: a function below that gives it, or None where there is nothing to say, and its
place in ``LINES``.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Final

from muvengine.reads.challenges import MyChallenge
from muvengine.reads.player_week import PlayerWeek
from muvengine.words.catalogue import say, written
from muvengine.words.challenge_in_words import amount

CHALLENGES: Final = "challenges"


@dataclass(frozen=True, slots=True)
class WeekLine:
    """One thing of the week.

    Attributes:
        drawing: name of a drawing.
        title: two or three words.
        sentence: one.
        page: the player's page that tells more; empty where this one does.
        prize: the drawing is one that a game file chose.
    """

    drawing: str
    title: str
    sentence: str
    page: str = ""
    prize: bool = False


def _streak(week: PlayerWeek, locale: str) -> WeekLine | None:
    streak = week.game.streak if week.game else None
    if streak is None:
        return None
    if streak.paused:
        sentence = say("week.streak_paused", locale)
    elif streak.missing_days:
        sentence = say("week.streak_missing", locale, n=streak.missing_days)
    else:
        sentence = say("week.streak_done", locale, n=max(streak.weeks, 1))
    return WeekLine("calendar-week", say("week.streak", locale), sentence)


def _challenge(week: PlayerWeek, locale: str) -> WeekLine | None:
    mine = week.challenges
    if mine is None:
        return None
    if mine.personal is not None:
        return _of_challenge(mine.personal, "week.challenge", locale)
    if mine.proposed:
        title, sentence = (say(f"week.{key}", locale) for key in ("challenge", "challenge_choose"))
        return WeekLine("flag", title, sentence, CHALLENGES, prize=True)
    return None


def _together(week: PlayerWeek, locale: str) -> WeekLine | None:
    mine = week.challenges
    if mine is None or mine.together is None:
        return None
    return _of_challenge(mine.together, "week.together", locale)


def _for_a_shop(week: PlayerWeek, locale: str) -> WeekLine | None:
    mine = week.challenges.of_shops if week.challenges else ()
    one = next((one for one in mine if not one.standing and not one.is_over), None)
    return None if one is None else _of_challenge(one, "week.for_a_shop", locale)


def _of_challenge(one: MyChallenge, title: str, locale: str) -> WeekLine:
    facts = {
        "label": written(one.label, locale),
        "done": amount(one.aim.measure, min(one.progress.done, one.progress.target)),
        "target": amount(one.aim.measure, one.progress.target),
    }
    reached = one.standing or one.progress.done >= one.progress.target
    sentence = say(f"week.challenge_{'reached' if reached else 'so_far'}", locale, **facts)
    return WeekLine(one.pictogram, say(title, locale), sentence, CHALLENGES, prize=True)


def _team(week: PlayerWeek, locale: str) -> WeekLine | None:
    if week.team is None:
        return None
    match = next((one for one in week.team.matches if one.against), None)
    facts = {"team": week.team.team.name}
    if match is not None:
        sentence = say("week.team_match", locale, against=match.against, **facts)
    else:
        sentence = say("week.team_free", locale, **facts)
    return WeekLine("people-fill", say("week.team", locale), sentence, "team")


def _level(week: PlayerWeek, locale: str) -> WeekLine | None:
    standing = week.game.standing if week.game else None
    if standing is None:
        return None
    following = standing.following
    title = say("week.level", locale)
    if following is None:
        return WeekLine("trophy", title, say("week.level_top", locale))
    label = written(following.label, locale)
    sentence = say("week.level_next", locale, n=standing.missing, label=label)
    return WeekLine(following.pictogram, title, sentence, prize=True)


def _gift(week: PlayerWeek, locale: str) -> WeekLine | None:
    if week.goal is None:
        return None
    named = {"title": written(week.goal.offer.title, locale), "shop": week.goal.shop_name}
    short = week.goal.points_short
    if short:
        sentence = say("week.gift_short", locale, n=short, **named)
    else:
        sentence = say("week.gift_reached", locale, **named)
    return WeekLine("cup-hot", say("week.gift", locale), sentence, "offers")


def _hunt(week: PlayerWeek, locale: str) -> WeekLine | None:
    running = [one for one in week.hunts if one.hunt.playable(one.now) and not one.complete]
    if not running:
        return None
    one = running[0]
    sentence = say(
        "week.hunt_left",
        locale,
        n=len(one.hunt.places) - len(one.found),
        title=written(one.hunt.title, locale),
    )
    return WeekLine("map", say("week.hunt", locale), sentence, "hunts")


def _report(week: PlayerWeek, locale: str) -> WeekLine | None:
    one = week.report
    if one is None:
        return None
    what, now = (
        say(f"report.{key}", locale) for key in (f"category_{one.category}", f"state_{one.state}")
    )
    sentence = say("week.report_news", locale, what=what, now=now)
    return WeekLine("megaphone", say("week.report", locale), sentence, "reports")


LINES: Final[Sequence[Callable[[PlayerWeek, str], WeekLine | None]]] = (
    _challenge,
    _streak,
    _together,
    _for_a_shop,
    _team,
    _level,
    _gift,
    _hunt,
    _report,
)
"""In the order in which they are shown."""


def week_lines(week: PlayerWeek, locale: str) -> list[WeekLine]:
    """Give what there is to say of somebody's week."""
    found = (line(week, locale) for line in LINES)
    return [one for one in found if one is not None]
