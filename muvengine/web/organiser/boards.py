"""Leaderboards for the office: to look at, as a table, and as a poster; teams and quarters only."""

from __future__ import annotations

from flask import Response, render_template, request

from muvengine.core.game.boards import Metric
from muvengine.formats.table_cells import write_table
from muvengine.reads.boards import Boards, GroupPlace
from muvengine.reads.boards import boards as read_boards
from muvengine.web import here
from muvengine.web.board_page import asked, name_of, words
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.organiser.pages import pages

_TENTHS = {Metric.TRIPS, Metric.DAYS}
_COLUMNS = ("kind", "rank", "name", "figure", "weeks", "active", "together")


@pages.get("/boards")
def boards() -> str:
    """Show the board that is asked for, with its table and its poster."""
    return render_template("organiser/boards.html", board=_read(), **words())


@pages.get("/boards/board.csv")
def board_table() -> Response:
    """Hand out a board as a table."""
    found = _read()
    head = [here.say(f"board.csv_{column}") for column in _COLUMNS]
    rows = [_row(found, "team", place) for place in found.teams]
    rows += [_row(found, "quarter", place) for place in found.quarters]
    return handed_out(write_table([head, *rows]), "board.csv", TYPES["csv"])


@pages.get("/boards/poster")
def board_poster() -> str:
    """Show the poster as it is printed."""
    size = "a5" if request.args.get("size") == "a5" else "a4"
    return render_template("organiser/board_poster.html", board=_read(), size=size, **words())


def _read() -> Boards:
    wiring = here.wiring()
    return read_boards(wiring.open_reading, asked(), wiring.now())


def _row(found: Boards, kind: str, one: GroupPlace) -> tuple[object, ...]:
    figure = one.place.figure / 10 if found.asked.metric in _TENTHS else one.place.figure
    worked = one.worked
    return (
        here.say(f"board.kind_{kind}"),
        one.place.rank,
        name_of(one),
        figure,
        worked.weeks,
        worked.active,
        worked.together,
    )
