"""What a game's text says, part by part in words: each part alone, so that one slip hides one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from marshmallow import ValidationError

from muvengine.core.errors import GameRefused, MuvError
from muvengine.core.game.challenges.challenge import Challenge, Kind
from muvengine.core.game.game import PICTOGRAMS, Badge, Level, ReportRules, StreakRules, Suspension
from muvengine.core.game.team_settings import DEFAULTS, TeamSettings
from muvengine.formats.game_form.game_form import SCHEMAS
from muvengine.formats.game_yaml.outline import BLOCKS, LISTS
from muvengine.formats.rulebook_yaml.outline import Outline, Ruled
from muvengine.formats.rulebook_yaml.places import value_at
from muvengine.formats.rulebook_yaml.plain import as_dict
from muvengine.formats.rulebook_yaml.problems import Problem, spelled
from muvengine.web import here
from muvengine.web.assets import prize_file
from muvengine.web.organiser.written_text import label_said
from muvengine.words.challenge_in_words import file_lines
from muvengine.words.game_in_words import badge_in_words

KIND_PICTOGRAMS: Final[Mapping[Kind, str]] = {
    Kind.ABSOLUTE: "flag",
    Kind.PERCENT_INCREASE: "climb",
    Kind.DAYS_IN_WEEK: "calendar",
    Kind.TRY_NEW_MODE: "seed",
    Kind.ROUTE_COLLECTION: "route",
    Kind.PLACE_VISIT: "shop",
    Kind.NO_CAR_WEEK: "smile",
    Kind.TEAM_TOTAL: "house",
    Kind.DUO: "people",
}
"""A drawing for each kind of challenge."""

ORDER: Final = ("challenges", "badges", "streak", "levels", "suspended", "teams", "reports", "head")
"""What organisers change most often comes first."""

_TITLES: Final = {
    "challenges": ("challenge.title", "flag"),
    "badges": ("game.office_badges", "star"),
    "streak": ("game.office_streak", "calendar"),
    "levels": ("game.office_levels", "climb"),
    "suspended": ("game.office_suspended", "sun"),
    "teams": ("team.title", "people"),
    "reports": ("game.office_reports", "eye"),
    "head": ("game_parts.head", "clock"),
}
DRAWN: Final[Mapping[str, str]] = {"suspended": "sun"}
"""Drawings of lists whose blocks have none."""


@dataclass(frozen=True, slots=True)
class PartLine:
    """One block of a list.

    Attributes:
        ruled: where it stands.
        label: what people read.
        pictogram: empty for none.
        told: what it says, line by line; empty while it cannot be read.
        wrong: something in it is a problem.
    """

    ruled: Ruled
    label: str
    pictogram: str
    told: tuple[str, ...]
    wrong: bool


@dataclass(frozen=True, slots=True)
class GamePart:
    """A list with its lines, or a single block.

    Attributes:
        section: see ``game_form.SCHEMAS``.
        lines: of a list.
        told: of a single block, as for a line.
        said: there is anything of it in the text.
        wrong: of a single block.
        listed: it is a list.
    """

    section: str
    lines: tuple[PartLine, ...] = ()
    told: tuple[str, ...] = ()
    said: bool = True
    wrong: bool = False
    listed: bool = True

    @property
    def title(self) -> str:
        """What people call it."""
        return title_of(self.section)

    @property
    def drawing(self) -> str:
        """A drawing for its title."""
        return prize_file(_TITLES[self.section][1])


def title_of(section: str) -> str:
    """Give what people call a part."""
    return here.say(_TITLES[section][0])


def game_parts(outline: Outline, problems: tuple[Problem, ...] = ()) -> tuple[GamePart, ...]:
    """Tell every part of a text.

    Args:
        outline: of the text.
        problems: of the whole.
    """
    wrong = tuple(one.path for one in problems if not one.warning)
    return tuple(
        _list(section, outline, wrong) if section in LISTS else _block(section, outline, wrong)
        for section in ORDER
    )


def problems_of(refusal: MuvError | None) -> tuple[Problem, ...]:
    """Give what is wrong with a text that was refused; nothing where it is only late."""
    found = refusal.facts.get("problems", ()) if isinstance(refusal, GameRefused) else ()
    assert isinstance(found, tuple)
    return found


def _list(section: str, outline: Outline, wrong: tuple[str, ...]) -> GamePart:
    found = [one for one in outline.rules if one.section == section]
    lines = tuple(_line(one, wrong) for one in found)
    return GamePart(section, lines, said=bool(lines))


def _line(ruled: Ruled, wrong: tuple[str, ...]) -> PartLine:
    pictogram = ruled.rule.get("pictogram", DRAWN.get(ruled.section))
    return PartLine(
        ruled,
        _label(ruled),
        pictogram if isinstance(pictogram, str) and pictogram in PICTOGRAMS else "",
        told_of(ruled),
        any(_within(path, spelled(ruled.path)) for path in wrong),
    )


def told_of(ruled: Ruled) -> tuple[str, ...]:
    """Say what a block says, line by line; nothing while it cannot be read."""
    return tuple(_told(ruled.section, ruled.rule))


def _label(ruled: Ruled) -> str:
    label = label_said(ruled.rule, ruled.name)
    if ruled.section == "levels":
        return here.say("game.level_now", number=ruled.path[-1], label=label)
    return label


def _block(section: str, outline: Outline, wrong: tuple[str, ...]) -> GamePart:
    path = BLOCKS[section]
    block = value_at(outline.document, path)
    return GamePart(
        section,
        told=tuple(_told(section, block)) if isinstance(block, dict) else (),
        said=bool(block),
        wrong=bool(path) and any(_within(one, spelled(path)) for one in wrong),
        listed=False,
    )


def _within(path: str, place: str) -> bool:
    return path == place or path.startswith((f"{place}.", f"{place}["))


def _told(section: str, block: dict[str, Any]) -> Iterator[str]:
    if section == "head":
        yield from _head(block)
        return
    try:
        built = SCHEMAS[section]().load(block)
    except ValidationError:
        return
    yield from in_words(built)


def in_words(built: object) -> Iterator[str]:
    """Say a part that could be read."""
    locale = here.locale()
    match built:
        case Challenge():
            yield from file_lines(built, locale)
        case Badge():
            yield badge_in_words(built, locale)
        case Level():
            yield here.say("game.office_level", n=built.first)
        case Suspension():
            yield here.say("game_parts.free", first=built.first, end=built.end)
        case StreakRules():
            yield from _streak(built)
        case TeamSettings():
            yield from _teams(built)
        case ReportRules():
            points, most = built.points, built.a_week_max
            yield here.say("game.office_report", points=points, most=most)


def _head(block: dict[str, Any]) -> Iterator[str]:
    label = as_dict(block.get("label"))
    if label:
        yield here.say("game_parts.named", label=label_said(block, "?"))
    days = block.get("closes_after_days", DEFAULTS.closes_after_days)
    if isinstance(days, int):
        yield here.say("game.closes", n=days)


def _streak(streak: StreakRules) -> Iterator[str]:
    yield here.say("game.office_days", n=streak.days)
    joker = streak.joker_every_weeks
    yield here.say("game.joker", weeks=joker) if joker else here.say("game.office_no_joker")
    for reward in streak.rewards:
        yield here.say("game.office_reward", weeks=reward.weeks, points=reward.points)


def _teams(teams: TeamSettings) -> Iterator[str]:
    won, drawn, free = teams.points.win, teams.points.draw, teams.points.free
    yield here.say(f"team.lead_{teams.method}", n=teams.least_active)
    yield here.say("team.how_points", win=won, draw=drawn, free=free)
    yield here.say("team.how_few", n=teams.public_from)
    plan = teams.plan
    yield here.say(
        "game_parts.plan",
        weeks=plan.ranking_weeks,
        size=plan.group_size,
        teams=plan.knockout_teams,
        rest=plan.rest_weeks,
    )
