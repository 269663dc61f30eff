"""One trip's score sheet on paper: for people without a phone, in their own language."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from muvengine.formats.statement_pdf import FONT

if TYPE_CHECKING:
    from muvengine.formats.pdf_sheet import Sheet

DRAWINGS: Final = Path(__file__).parent.parent / "web/static/vendor/bootstrap-icons"
MARGIN_MM: Final = 18.0
DRAWING_MM: Final = 8.0
BESIDE_MM: Final = DRAWING_MM + 4.0
POINTS_MM: Final = 32.0
GAP_MM: Final = 2.0
RULE_GREY: Final = 170
TITLE_PT, LABEL_PT, TEXT_PT, SMALL_PT = 22, 14, 12, 10
MM_PER_PT: Final = 25.4 / 72
LEADING: Final = 1.3


@dataclass(frozen=True, slots=True)
class PaperLine:
    """One line of a sheet.

    Attributes:
        drawing: name of the pictogram's file.
        label: what the rule is called.
        told: why; may be empty.
        points: with their sign; empty for what was missed.
    """

    drawing: str
    label: str
    told: str
    points: str = ""


@dataclass(frozen=True, slots=True)
class ScorePaper:
    """The sentences of one sheet, in order, already in the language of its reader.

    Attributes:
        programme, title: over everything.
        about: whose trip, when, how far, what became of it.
        lines: what gave and took; their points sum to the total.
        total: (label, points).
        spend: when the points can be spent; may be empty.
        missed_title: over ``missed``.
        missed: with what it would have taken, the most useful first.
        closing: lines at the end.
        language: two letters.
        made_at: aware; the same sheet gives the same bytes.
    """

    programme: str
    title: str
    about: Sequence[str]
    lines: Sequence[PaperLine]
    total: tuple[str, str]
    spend: str
    missed_title: str
    missed: Sequence[PaperLine]
    closing: Sequence[str]
    language: str
    made_at: datetime


def draw_score(paper: ScorePaper) -> bytes:
    """Draw an A4 sheet with the font embedded; as many pages as it needs."""
    from muvengine.formats import pdf_sheet  # noqa: PLC0415  heavy, and rarely needed

    sheet = pdf_sheet.Sheet(format="A4")
    sheet.begin(paper.title, paper.made_at, paper.language)
    sheet.set_author(paper.programme)
    sheet.set_margin(MARGIN_MM)
    sheet.set_auto_page_break(auto=True, margin=MARGIN_MM)
    sheet.set_draw_color(RULE_GREY)
    sheet.add_page()
    _text(sheet, [paper.programme], SMALL_PT)
    _text(sheet, [paper.title], TITLE_PT, "B")
    _text(sheet, paper.about, TEXT_PT)
    sheet.ln(GAP_MM)
    for line in paper.lines:
        _line(sheet, line)
    _line(sheet, PaperLine("", paper.total[0], "", paper.total[1]))
    _text(sheet, [paper.spend] if paper.spend else [], TEXT_PT)
    if paper.missed:
        sheet.ln(2 * GAP_MM)
        _text(sheet, [paper.missed_title], LABEL_PT, "B")
        for line in paper.missed:
            _line(sheet, line)
    sheet.ln(GAP_MM)
    _text(sheet, paper.closing, SMALL_PT)
    return bytes(sheet.output())


def _text(sheet: Sheet, lines: Sequence[str], size_pt: int, style: str = "") -> None:
    sheet.set_font(FONT, style, size_pt)
    for line in lines:
        sheet.multi_cell(
            0, h=_height(size_pt), text=line, align=sheet.begins, new_x="LMARGIN", new_y="NEXT"
        )


def _line(sheet: Sheet, line: PaperLine) -> None:
    """Draw one line with its pictogram and points; it is never cut by the end of a page.

    Who reads from the right meets the drawing first all the same, and the points last.
    """
    mirrored = sheet.begins == "R"
    room = sheet.epw - BESIDE_MM - (POINTS_MM if line.points else 0.0)
    parts = ((line.label, LABEL_PT, "B"), (line.told, TEXT_PT, ""))
    height = max(DRAWING_MM, sum(_needed(sheet, *part, room) for part in parts))
    if sheet.will_page_break(height + 2 * GAP_MM):
        sheet.add_page()
    top = sheet.get_y() + GAP_MM
    if line.drawing:
        file = DRAWINGS / f"{line.drawing}.svg"
        at = sheet.w - sheet.r_margin - DRAWING_MM if mirrored else sheet.l_margin
        sheet.image(file, x=at, y=top, w=DRAWING_MM, h=DRAWING_MM)
    words_at = (
        sheet.w - sheet.r_margin - BESIDE_MM - room if mirrored else sheet.l_margin + BESIDE_MM
    )
    sheet.set_y(top)
    for text, size_pt, style in parts:
        if text:
            sheet.set_font(FONT, style, size_pt)
            sheet.set_x(words_at)
            sheet.multi_cell(room, _height(size_pt), text=text, align=sheet.begins, new_y="NEXT")
    if line.points:
        sheet.set_font(FONT, "B", LABEL_PT)
        sheet.set_xy(sheet.l_margin if mirrored else sheet.w - sheet.r_margin - POINTS_MM, top)
        align = "L" if mirrored else "R"
        sheet.cell(POINTS_MM, _height(LABEL_PT), text=line.points, align=align)
    below = top + height + GAP_MM
    sheet.line(sheet.l_margin, below, sheet.w - sheet.r_margin, below)
    sheet.set_xy(sheet.l_margin, below)


def _needed(sheet: Sheet, text: str, size_pt: int, style: str, room: float) -> float:
    if not text:
        return 0.0
    sheet.set_font(FONT, style, size_pt)
    height = _height(size_pt)
    lines = sheet.multi_cell(room, height, text=text, align="L", dry_run=True, output="LINES")
    assert isinstance(lines, list)
    return height * len(lines)


def _height(size_pt: int) -> float:
    return size_pt * MM_PER_PT * LEADING
