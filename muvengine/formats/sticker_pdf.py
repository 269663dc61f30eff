"""Badges as round stickers on A4 paper, to cut out or to print on a sheet of labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from muvengine.formats.reading_side import side
from muvengine.formats.score_sheet_pdf import DRAWINGS
from muvengine.formats.statement_pdf import FONT

if TYPE_CHECKING:
    from fpdf import FPDF

ACROSS, DOWN = 3, 4
MARGIN_MM: Final = 15.0
TOP_MM: Final = 32.0
CELL_MM: Final = 60.0
ROUND_MM: Final = 54.0
DRAWING_MM: Final = 18.0
LINE_MM: Final = 5.0
TITLE_PT, SMALL_PT, LABEL_PT = 18, 10, 11
GREY: Final = 150


@dataclass(frozen=True, slots=True)
class Sticker:
    """One badge: its drawing's file and what stands below it."""

    drawing: str
    label: str


@dataclass(frozen=True, slots=True)
class StickerPaper:
    """Badges of one person, already in their language.

    Attributes:
        title, about, hint: over the stickers.
        stickers: in order.
        language: two letters.
        made_at: aware; the same badges give the same bytes.
    """

    title: str
    about: str
    hint: str
    stickers: Sequence[Sticker]
    language: str
    made_at: datetime


def draw_stickers(paper: StickerPaper) -> bytes:
    """Draw as many pages as the badges need; one without any is a page all the same."""
    from muvengine.formats.pdf_sheet import Sheet  # noqa: PLC0415  heavy, and rarely needed

    sheet = Sheet(format="A4")
    sheet.begin(paper.title, paper.made_at, paper.language)
    sheet.set_margin(MARGIN_MM)
    sheet.set_auto_page_break(auto=False)
    sheet.set_draw_color(GREY)
    on_a_page = ACROSS * DOWN
    for start in range(0, max(len(paper.stickers), 1), on_a_page):
        _head(sheet, paper)
        for place, sticker in enumerate(paper.stickers[start : start + on_a_page]):
            _sticker(sheet, sticker, place)
    return bytes(sheet.output())


def _head(sheet: FPDF, paper: StickerPaper) -> None:
    sheet.add_page()
    for text, size_pt, style in (
        (paper.title, TITLE_PT, "B"),
        (f"{paper.about}  {paper.hint}", SMALL_PT, ""),
    ):
        sheet.set_font(FONT, style, size_pt)
        sheet.cell(0, text=text, align=side(text), new_x="LMARGIN", new_y="NEXT")


def _sticker(sheet: FPDF, sticker: Sticker, place: int) -> None:
    left = MARGIN_MM + (place % ACROSS) * CELL_MM
    top = TOP_MM + (place // ACROSS) * CELL_MM
    middle = left + ROUND_MM / 2
    sheet.circle(middle, top + ROUND_MM / 2, ROUND_MM / 2)
    file = DRAWINGS / f"{sticker.drawing}.svg"
    sheet.image(file, x=middle - DRAWING_MM / 2, y=top + 8, w=DRAWING_MM, h=DRAWING_MM)
    sheet.set_font(FONT, "B", LABEL_PT)
    inner = ROUND_MM * 0.75
    sheet.set_xy(middle - inner / 2, top + 8 + DRAWING_MM + 2)
    sheet.multi_cell(inner, LINE_MM, text=sticker.label, align="C")
