"""A shop's statement on paper, for its owner and the town's accountant."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from muvengine.formats.reading_side import begins_right
from muvengine.words.catalogue import direction

if TYPE_CHECKING:
    from fpdf import FPDF

FONTS: Final = (
    Path(__file__).parent.parent / "web/static/vendor/@expo-google-fonts/atkinson-hyperlegible"
)
FONT: Final = "Atkinson"
MARGIN_MM: Final = 18.0
LINE_MM: Final = 6.0
ROW_MM: Final = 4.6
RULE_GREY: Final = 170
BODY_PT, HEADING_PT, SMALL_PT = 11, 18, 9
_WIDTHS: Final = (12, 46, 74, 20, 22)


@dataclass(frozen=True, slots=True)
class StatementPaper:
    """The sentences of one statement, in order, already in the language of its reader.

    Attributes:
        title, programme: over everything.
        about: lines under the title: shop, period, account.
        head: names of the five columns.
        rows: (line, when, what, voucher, amount).
        total: (label, amount).
        closing: lines under the total: in words, taxes, seal.
        page: with {page} and {pages}.
        language: two letters.
        made_at: aware; the same statement gives the same bytes.
    """

    title: str
    programme: str
    about: Sequence[str]
    head: Sequence[str]
    rows: Sequence[Sequence[str]]
    total: tuple[str, str]
    closing: Sequence[str]
    page: str
    language: str
    made_at: datetime


def draw_statement(paper: StatementPaper) -> bytes:
    """Draw an A4 document with the font embedded; as many pages as it needs."""
    sheet = _sheet(paper)
    sheet.set_font(FONT, size=SMALL_PT)
    begins = "R" if _mirrored(paper) else "L"
    sheet.cell(0, text=paper.programme, align=begins, new_x="LMARGIN", new_y="NEXT")
    sheet.set_font(FONT, "B", HEADING_PT)
    sheet.multi_cell(0, text=paper.title, align=begins, new_x="LMARGIN", new_y="NEXT")
    sheet.ln(2)
    _lines(sheet, paper.about, BODY_PT)
    sheet.ln(4)
    _table(sheet, paper)
    sheet.ln(4)
    _lines(sheet, paper.closing, SMALL_PT)
    return bytes(sheet.output())


def _sheet(paper: StatementPaper) -> FPDF:
    from muvengine.formats.pdf_sheet import Sheet  # noqa: PLC0415  heavy, and rarely needed

    class Numbered(Sheet):
        """Numbers its pages."""

        def footer(self) -> None:
            self.set_y(-MARGIN_MM + 2)
            self.set_font(FONT, size=SMALL_PT)
            words = paper.page.format(page=self.page_no(), pages="{nb}")
            # A page that falls out of its folder finds its way back.
            self.cell(0, text=f"{paper.title} · {paper.about[0]} · {words}", align="C")

    sheet = Numbered(format="A4")
    sheet.begin(paper.title, paper.made_at, paper.language)
    sheet.set_author(paper.programme)
    sheet.set_margin(MARGIN_MM)
    sheet.set_auto_page_break(auto=True, margin=MARGIN_MM + LINE_MM)
    sheet.add_page()
    return sheet


def _lines(sheet: FPDF, lines: Sequence[str], size_pt: int) -> None:
    sheet.set_font(FONT, size=size_pt)
    for line in lines:
        align = "R" if begins_right(line) else "J"
        sheet.multi_cell(0, h=LINE_MM, text=line, align=align, new_x="LMARGIN", new_y="NEXT")


def _table(sheet: FPDF, paper: StatementPaper) -> None:
    from fpdf.fonts import FontFace  # noqa: PLC0415  as above

    sheet.set_font(FONT, size=SMALL_PT)
    sheet.set_draw_color(RULE_GREY)
    plain = FontFace(emphasis="BOLD", fill_color=None)
    aligned, widths = ("RIGHT", "LEFT", "LEFT", "LEFT", "RIGHT"), _WIDTHS
    if mirrored := _mirrored(paper):
        aligned, widths = ("LEFT", "LEFT", "RIGHT", "RIGHT", "RIGHT"), _WIDTHS[::-1]
    with sheet.table(
        borders_layout="HORIZONTAL_LINES",
        col_widths=widths,
        headings_style=plain,
        line_height=ROW_MM,
        padding=(0.8, 1),
        text_align=aligned,
        v_align="TOP",
    ) as table:
        for row in (paper.head, *paper.rows):
            table.row(row[::-1] if mirrored else row)
        closing = table.row(style=plain)
        label, amount = paper.total
        cells = [(label, 4), (amount, 1)]
        for text, columns in reversed(cells) if mirrored else cells:
            closing.cell(text, colspan=columns)


def _mirrored(paper: StatementPaper) -> bool:
    return direction(paper.language) == "rtl"
