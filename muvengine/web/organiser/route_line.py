"""The line of a posted route: the rows of the text field, or a file in their place."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
from flask import request

from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.formats.positions import Positions, read_positions, write_positions
from muvengine.services.save_route import line_of_file
from muvengine.web import here

ROWS_TOLD: Final = 5


@dataclass(frozen=True, slots=True, eq=False)
class PostedLine:
    """What was drawn, typed or chosen.

    Attributes:
        text: rows for the text field.
        line: None where there is none.
        error: code of a sentence; empty where the line can be drawn.
        rows: sentences on single rows.
    """

    text: str
    line: Route | None = None
    error: str = ""
    rows: tuple[str, ...] = ()


def kept_line(found: SetRoute | None) -> PostedLine:
    """Give the line that is kept, as the form shows it."""
    if found is None:
        return PostedLine("")
    return PostedLine(write_positions(found.line.lat, found.line.lon), found.line)


def posted_line(found: SetRoute | None) -> PostedLine:
    """Read the posted line; a file takes the place of the rows.

    Args:
        found: the route that is changed, or None for a new one.

    Raises:
        FileRefused: the file holds no line.
    """
    file = request.files.get("file")
    if file and file.filename:
        line = line_of_file("", file.read())
        return _posted(write_positions(line.lat, line.lon), Positions(line.lat, line.lon))
    text = request.form.get("line", "")
    if found is not None and text.split() == kept_line(found).text.split():
        # Rows hold a tenth of a metre: what nobody touched stays exactly as it was.
        return PostedLine(text, found.line)
    return _posted(text, read_positions(text))


def _posted(text: str, read: Positions) -> PostedLine:
    moves = len(read.lat) > 1 and bool(np.ptp(read.lat) or np.ptp(read.lon))
    fault = fault_of_rows(read) or ("" if moves else "length")
    line = Route("", read.lat, read.lon) if moves else None
    error = f"routes.wrong_line_{fault}" if fault else ""
    return PostedLine(text, line, error, rows_told(read))


def fault_of_rows(read: Positions) -> str:
    """Say in a word what is wrong with typed rows; empty where two positions can be read."""
    if read.too_many:
        return "many"
    if read.wrong:
        return "unreadable"
    if not len(read.lat):
        return "missing"
    return "" if len(read.lat) > 1 else "positions"


def rows_told(read: Positions) -> tuple[str, ...]:
    """Say of the first rows that cannot be read what is wrong with each."""
    told = [here.say(f"routes.wrong_row_{one.code}", row=one.row) for one in read.wrong[:ROWS_TOLD]]
    if len(read.wrong) > ROWS_TOLD:
        told.append(here.say("routes.wrong_rows_more", n=len(read.wrong) - ROWS_TOLD))
    return tuple(told)
