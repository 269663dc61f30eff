"""A pot as a poster of A4 to hang up: thermometer, steps, and a QR code to its page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from muvengine.formats.voucher_pdf import draw_modules, fitted

if TYPE_CHECKING:
    from fpdf import FPDF

MARGIN_MM: Final = 18.0
WIDTH_MM: Final = 210.0 - 2 * MARGIN_MM
TUBE_TOP_MM: Final = 84.0
TUBE_MM: Final = 130.0
TUBE_WIDE_MM: Final = 22.0
BULB_MM: Final = 36.0
STEP_MM: Final = 13.0
QR_MM: Final = 42.0
FOOT_MM: Final = 250.0
TITLE_PT, LEAD_PT, STEP_PT, FIGURE_PT, SMALL_PT = 36, 18, 16, 26, 11
LIGHT: Final = 190
"""Grey of what the town added: it prints apart from black without colour."""


@dataclass(frozen=True, slots=True)
class Step:
    """A step on the way: its part of the goal (0 to 1), its words, and whether it is reached."""

    part: float
    words: str
    reached: bool


@dataclass(frozen=True, slots=True)
class PotPoster:
    """The words and figures of a poster, already in its language.

    Attributes:
        title, about: what it is for.
        figures: how far it is, in words.
        lines: the town's part, until when, and that all comes back otherwise.
        given, matched: parts of the goal, 0 to 1, of people and of the town.
        steps: in rising order.
        modules: of the QR code.
        address: of the pot's page, as the QR code holds it.
        scan: what to do with the QR code.
    """

    title: str
    about: str
    figures: str
    lines: Sequence[str]
    given: float
    matched: float
    steps: Sequence[Step]
    modules: Sequence[Sequence[bool]]
    address: str
    scan: str


def draw_pot_poster(poster: PotPoster, *, language: str, made_at: datetime) -> bytes:
    """Draw a poster with the font embedded; the same one gives the same bytes.

    Args:
        poster: see ``PotPoster``.
        language: of the document, two letters.
        made_at: aware.
    """
    from muvengine.formats.pdf_sheet import Sheet  # noqa: PLC0415  heavy, and rarely needed

    sheet = Sheet(format="A4")
    sheet.begin(poster.title, made_at, language)
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(0)
    sheet.add_page()
    below = 14.0 + fitted(sheet, poster.title, (MARGIN_MM, 14.0, WIDTH_MM, 36.0), TITLE_PT, "B")
    fitted(sheet, poster.about, (MARGIN_MM, below + 2, WIDTH_MM, 16.0), LEAD_PT, "")
    fitted(sheet, poster.figures, (MARGIN_MM, 69.0, WIDTH_MM, 12.0), FIGURE_PT, "B")
    _thermometer(sheet, poster)
    _beside(sheet, poster)
    draw_modules(sheet, poster.modules, (MARGIN_MM - 4, FOOT_MM), QR_MM)
    beside = MARGIN_MM + QR_MM
    fitted(sheet, poster.scan, (beside, FOOT_MM + 8, WIDTH_MM - QR_MM, 18.0), STEP_PT, "B")
    fitted(sheet, poster.address, (beside, FOOT_MM + 27, WIDTH_MM - QR_MM, 12.0), SMALL_PT, "")
    return bytes(sheet.output())


def _thermometer(sheet: FPDF, poster: PotPoster) -> None:
    left, bottom = MARGIN_MM + (BULB_MM - TUBE_WIDE_MM) / 2, TUBE_TOP_MM + TUBE_MM
    sheet.set_line_width(0.8)
    sheet.rect(left, TUBE_TOP_MM, TUBE_WIDE_MM, TUBE_MM + BULB_MM / 2)
    sheet.set_fill_color(0)
    sheet.ellipse(MARGIN_MM, bottom - 2, BULB_MM, BULB_MM, style="DF")
    given, matched = TUBE_MM * poster.given, TUBE_MM * poster.matched
    inside, wide = left + 2, TUBE_WIDE_MM - 4
    sheet.rect(inside, bottom - given, wide, given + BULB_MM / 4, style="F")
    if matched:
        sheet.set_fill_color(LIGHT)
        sheet.rect(inside, bottom - given - matched, wide, matched, style="DF")
        sheet.set_fill_color(0)
    for step in poster.steps:
        at = bottom - TUBE_MM * step.part
        sheet.line(left, at, left + TUBE_WIDE_MM + 8, at)


def _beside(sheet: FPDF, poster: PotPoster) -> None:
    """Write each step at its height, or where there is room beside it, and the terms below."""
    left = MARGIN_MM + BULB_MM + 8
    room, bottom = WIDTH_MM - BULB_MM - 8, TUBE_TOP_MM + TUBE_MM
    tops = places_of([step.part for step in poster.steps])
    for step, top in zip(poster.steps, tops, strict=True):
        _box(sheet, left, top + 1.5, ticked=step.reached)
        style = "B" if step.reached else ""
        fitted(sheet, step.words, (left + 10, top, room - 10, 12.0), STEP_PT, style)
    top = bottom + 6.0
    for line in poster.lines:
        top += fitted(sheet, line, (left, top, room, 12.0), SMALL_PT + 2, "") + 1


def places_of(parts: Sequence[float]) -> list[float]:
    """Tell how high the words of each step stand, so that none stand on others.

    Args:
        parts: of the goal, 0 to 1, rising; at most as many as the tube has room for.
    """
    tops: list[float] = []
    for part in reversed(parts):
        own = TUBE_TOP_MM + TUBE_MM * (1 - part) - STEP_MM / 2
        tops.append(max(own, tops[-1] + STEP_MM) if tops else own)
    ends = TUBE_TOP_MM + TUBE_MM - STEP_MM / 2
    placed: list[float] = []
    for top in reversed(tops):
        ends = min(top, ends)
        placed.append(ends)
        ends -= STEP_MM
    return placed


def _box(sheet: FPDF, left: float, top: float, *, ticked: bool) -> None:
    side = 6.0
    sheet.set_line_width(0.8)
    sheet.rect(left, top, side, side)
    if ticked:
        sheet.line(left + 1, top + 3, left + 2.5, top + 5)
        sheet.line(left + 2.5, top + 5, left + 5.2, top + 1)
