"""The border of a posted zone: the rows of the text field, or a file in their place."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request

from muvengine.core.errors import NoPoints
from muvengine.core.routes.zone import Zone
from muvengine.formats.positions import Positions, read_positions, write_positions
from muvengine.formats.zone_file import Border, opened
from muvengine.services.save_zone import border_of_file
from muvengine.web.organiser.route_line import fault_of_rows, rows_told


@dataclass(frozen=True, slots=True, eq=False)
class PostedBorder:
    """What was drawn, typed or chosen.

    Attributes:
        text: rows for the text field.
        border: None where there is none.
        error: code of a sentence; empty where the border can be drawn.
        rows: sentences on single rows.
    """

    text: str
    border: Border | None = None
    error: str = ""
    rows: tuple[str, ...] = ()


def kept_border(found: Zone | None) -> PostedBorder:
    """Give the border that is kept, as the form shows it."""
    if found is None:
        return PostedBorder("")
    return PostedBorder(write_positions(found.lat, found.lon), (found.lat, found.lon))


def posted_border(found: Zone | None) -> PostedBorder:
    """Read the posted border; a file takes the place of the rows.

    Args:
        found: the zone that is changed, or None for a new one.

    Raises:
        FileRefused: the file holds no border.
    """
    file = request.files.get("file")
    if file and file.filename:
        border = border_of_file(file.read())
        return PostedBorder(write_positions(*border), border)
    text = request.form.get("line", "")
    if found is not None and text.split() == kept_border(found).text.split():
        # Rows hold a tenth of a metre: what nobody touched stays exactly as it was.
        return PostedBorder(text, (found.lat, found.lon))
    return _posted(text, read_positions(text))


def _posted(text: str, read: Positions) -> PostedBorder:
    fault = fault_of_rows(read)
    border: Border | None = None
    if len(read.lat):
        try:
            border = opened(read.lat, read.lon)
        except NoPoints:
            fault = fault or "positions"
    error = f"zones.wrong_border_{fault}" if fault else ""
    return PostedBorder(text, border, error, rows_told(read))
