"""Leaderboards on pages: what the address asks for, and figures in words."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import Final, TypeVar

from flask import request

from muvengine.core.game.board_span import Span
from muvengine.core.game.boards import ALL, Metric, Period
from muvengine.reads.boards import Asked, Boards, GroupPlace
from muvengine.web import here
from muvengine.words.catalogue import known, written
from muvengine.words.figures import FullDay, Metres, Month
from muvengine.words.figures import figure as written_figure

Choice = TypeVar("Choice", bound=StrEnum)
_MODE_MAX: Final = 16


def asked() -> Asked:
    """Read which board the address asks for; what makes no sense is the usual."""
    mode = request.args.get("mode", ALL)[:_MODE_MAX]
    return Asked(
        period=_one_of(Period, "period", Period.WEEK),
        of=request.args.get("of", ""),
        metric=_one_of(Metric, "metric", Metric.EXPERIENCE),
        mode=mode if known(f"modes.{mode}") else ALL,
    )


def _one_of(kind: type[Choice], name: str, usual: Choice) -> Choice:
    said = request.args.get(name, "")
    return kind(said) if said in set(kind) else usual


def span_words(span: Span) -> str:
    """Name the weeks of a board."""
    if span.period is Period.WEEK:
        return here.say("board.of_week", day=FullDay(span.first_day))
    if span.period is Period.MONTH:
        return here.say("board.of_month", month=Month(span.first_day))
    return here.say("board.of_season", name=span.name)


def figure_words(metric: Metric, figure: int) -> str:
    """Tell one person's figure, or what a group has together."""
    if metric is Metric.DISTANCE:
        return written_figure(Metres(figure), here.locale())
    code = {Metric.TRIPS: "board.n_trips", Metric.DAYS: "board.n_days"}
    return here.say(code.get(metric, "team.n_points"), n=figure)


def share_words(found: Boards, place: GroupPlace, *, team: bool) -> str:
    """Tell a group's figure: its score, or what it has for each who took part."""
    metric, figure = found.asked.metric, place.place.figure
    if team and found.by_team_score:
        return here.say("team.n_points", n=figure)
    if metric is Metric.DISTANCE:
        return here.say("board.distance_each", distance=Metres(figure))
    if metric is Metric.EXPERIENCE:
        return here.say("board.points_each", n=figure)
    return here.say(f"board.{metric}_each", n=figure / 10)


def name_of(place: GroupPlace) -> str:
    """Give a team's name, or a quarter's in the language of the page."""
    return written(place.label, here.locale())


def choices(modes: Sequence[str]) -> dict[str, list[tuple[str, str]]]:
    """Give what can be chosen, each with its words."""
    return {
        "period": [(str(one), here.say(f"board.period_{one}")) for one in Period],
        "metric": [(str(one), here.say(f"board.metric_{one}")) for one in Metric],
        "mode": [
            (ALL, here.say("board.mode_all")),
            *((one, here.say(f"modes.{one}")) for one in modes if known(f"modes.{one}")),
        ],
    }


def words() -> dict[str, object]:
    """Give the templates what tells boards."""
    return {
        "span_words": span_words,
        "figure_words": figure_words,
        "share_words": share_words,
        "name_of": name_of,
        "choices": choices,
    }
