"""Vouchers on paper: three on an A4 sheet, or one on a card of half that size.

Everything is black on white.  A shop can take one with pen and paper when everything is down:
there is room for the date and the clerk's initials.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from muvengine.formats.qr import BORDER_MODULES
from muvengine.formats.reading_side import begins_right, side
from muvengine.formats.statement_pdf import FONT

if TYPE_CHECKING:
    from fpdf import FPDF

DRAWINGS: Final = Path(__file__).parent.parent / "web/static/vendor/bootstrap-icons"
BOX_MM: Final = 89.0
PAD_MM: Final = 4.0
QR_MM: Final = 40.0
PICTOGRAM_MM: Final = 12.0
COLUMN_MM: Final = QR_MM + 2 * PAD_MM
CODE_AT_MM: Final = 51.0
SIGN_AT_MM: Final = 75.0
CODE_PT, TITLE_PT, LINE_PT, SMALL_PT, TINY_PT = 26, 15, 12, 9, 6
MM_PER_PT: Final = 25.4 / 72
LEADING: Final = 1.25


@dataclass(frozen=True, slots=True)
class Layout:
    """How vouchers lie on a page: its size, its margin, and how many one above the other."""

    width_mm: float
    height_mm: float
    margin_mm: float
    a_page: int


SHEET: Final = Layout(210.0, 297.0, 12.0, 3)
CARD: Final = Layout(148.0, 105.0, 8.0, 1)
LAYOUTS: Final = {"sheet": SHEET, "card": CARD}


@dataclass(frozen=True, slots=True)
class VoucherPaper:
    """The words and drawings of one voucher, already in the language of who holds it.

    Attributes:
        title: what it gives.
        lines: where, until when, for whom.
        terms: what the shop asks.
        code: in groups, to be typed.
        spelled: how to say it; may be empty.
        modules: of the QR code, row by row, without a quiet zone.
        drawing: name of the pictogram's file.
        used_on, initials: what stands beside the two blank lines.
        picture: a JPEG to stand in place of the pictogram; empty for none.
        language: of the words, two letters; that of the document when empty.
    """

    title: str
    lines: Sequence[str]
    terms: Sequence[str]
    code: str
    spelled: str
    modules: Sequence[Sequence[bool]]
    drawing: str
    used_on: str
    initials: str
    picture: bytes = b""
    language: str = ""


def draw_vouchers(
    papers: Sequence[VoucherPaper], layout: Layout, *, title: str, language: str, made_at: datetime
) -> bytes:
    """Draw vouchers with the font embedded; the same ones give the same bytes.

    Args:
        papers: at least one.
        layout: ``SHEET`` or ``CARD``.
        title: of the document.
        language: of the document, two letters.
        made_at: aware.
    """
    from muvengine.formats.pdf_sheet import Sheet  # noqa: PLC0415  heavy, and rarely needed

    sheet = Sheet(format=(layout.width_mm, layout.height_mm))
    sheet.begin(title, made_at, language, *(paper.language for paper in papers))
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(0)
    for number, paper in enumerate(papers):
        place = number % layout.a_page
        if place == 0:
            sheet.add_page()
        top_mm = layout.margin_mm + place * (BOX_MM + 2)
        _draw(sheet, paper, layout.margin_mm, top_mm, layout.width_mm - 2 * layout.margin_mm)
    return bytes(sheet.output())


def _draw(sheet: FPDF, paper: VoucherPaper, left: float, top: float, width: float) -> None:
    with sheet.local_context(line_width=0.2):
        sheet.set_dash_pattern(dash=2, gap=1.5)
        sheet.rect(left, top, width, BOX_MM)
        sheet.set_dash_pattern()
    draw_modules(sheet, paper.modules, (left + PAD_MM, top + PAD_MM), QR_MM)
    column = left + COLUMN_MM
    room = width - COLUMN_MM - PAD_MM
    drawing = io.BytesIO(paper.picture) if paper.picture else DRAWINGS / f"{paper.drawing}.svg"
    side = PICTOGRAM_MM
    sheet.image(drawing, x=column, y=top + PAD_MM, w=side, h=side, keep_aspect_ratio=True)
    beside = PICTOGRAM_MM + 2
    fitted(sheet, paper.title, (column + beside, top + PAD_MM, room - beside, 13.0), TITLE_PT, "B")
    _words(sheet, paper, column, top + PAD_MM + 14.0, room)
    _code(sheet, paper, left + PAD_MM, top + CODE_AT_MM, width - 2 * PAD_MM)
    _blanks(sheet, paper, left + PAD_MM, top + SIGN_AT_MM, width - 2 * PAD_MM)


def _words(sheet: FPDF, paper: VoucherPaper, left: float, top: float, room: float) -> None:
    ends = top + CODE_AT_MM - PAD_MM - 14.0
    for number, line in enumerate(paper.lines):
        bold = "B" if number == 1 else ""
        top += fitted(sheet, line, (left, top, room, 2 * _height(LINE_PT)), LINE_PT, bold)
    if paper.terms:
        # One after the other, so that many of them stay large enough to read.
        text = " · ".join(paper.terms)
        fitted(sheet, text, (left, top + 1, room, ends - top - 1), SMALL_PT, "")


def _code(sheet: FPDF, paper: VoucherPaper, left: float, top: float, width: float) -> None:
    sheet.set_font(FONT, "B", CODE_PT)
    sheet.set_xy(left, top)
    sheet.cell(width, _height(CODE_PT), text=paper.code.replace("-", " - "))
    if paper.spelled:
        below = top + _height(CODE_PT)
        fitted(sheet, paper.spelled, (left, below, width, 10.0), SMALL_PT, "")


def _blanks(sheet: FPDF, paper: VoucherPaper, left: float, top: float, width: float) -> None:
    half = width / 2
    labels = (paper.used_on, paper.initials)
    for number, label in enumerate(labels[::-1] if begins_right(labels[0]) else labels):
        start = left + number * half
        fitted(sheet, label, (start, top, half, _height(SMALL_PT)), SMALL_PT, "")
        sheet.line(start, top + 11.0, start + half - PAD_MM, top + 11.0)


def draw_modules(
    sheet: FPDF, rows: Sequence[Sequence[bool]], corner: tuple[float, float], side_mm: float
) -> None:
    """Draw a QR code as runs of dark modules, so that it prints sharp at any size.

    Args:
        sheet: being drawn.
        rows: its modules, without the quiet zone, which is left around them.
        corner: left and top.
        side_mm: of the square, quiet zone included.
    """
    left, top = corner
    size = side_mm / (len(rows) + 2 * BORDER_MODULES)
    for line, row in enumerate(rows):
        start = 0
        while start < len(row):
            run = next((end for end in range(start, len(row)) if row[end] != row[start]), len(row))
            if row[start]:
                x = left + (BORDER_MODULES + start) * size
                y = top + (BORDER_MODULES + line) * size
                sheet.rect(x, y, (run - start) * size, size, style="F")
            start = run


def fitted(
    sheet: FPDF, text: str, box: tuple[float, float, float, float], most_pt: int, style: str
) -> float:
    """Write text in a box (left, top, width, height), smaller when it must; give its height."""
    left, top, width, height = box
    begins = side(text)
    for size_pt in range(most_pt, TINY_PT - 1, -1):
        sheet.set_font(FONT, style, size_pt)
        sheet.set_xy(left, top)
        line = _height(size_pt)
        lines = sheet.multi_cell(width, line, text=text, align=begins, dry_run=True, output="LINES")
        assert isinstance(lines, list)
        needed = line * len(lines)
        if needed <= height or size_pt == TINY_PT:
            sheet.multi_cell(width, line, text=text, align=begins)
            return needed
    return 0.0


def _height(size_pt: int) -> float:
    return size_pt * MM_PER_PT * LEADING
