"""Many cards on A4 paper: to cut out, or to print on a sheet of labels.

After the cards come as many slips with secret codes, in the same places: whoever cuts the
sheets puts card and slip together by the number, and hands them over apart.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Final

from muvengine.formats.statement_pdf import FONT
from muvengine.formats.voucher_pdf import draw_modules, fitted

if TYPE_CHECKING:
    from fpdf import FPDF

PAD_MM: Final = 3.0
LINE_MM: Final = 0.2
TITLE_PT, NAME_PT, NUMBER_PT, PIN_PT, SMALL_PT = 11, 12, 14, 22, 8


@dataclass(frozen=True, slots=True)
class Grid:
    """How cards lie on an A4 page.

    Attributes:
        width_mm, height_mm: of one.
        across, down: how many.
        left_mm, top_mm: where the first begins.
        qr_mm: side of the QR code, its quiet zone included.
        cut: lines to cut along are drawn.
    """

    width_mm: float
    height_mm: float
    across: int
    down: int
    left_mm: float
    top_mm: float
    qr_mm: float
    cut: bool

    @property
    def a_page(self) -> int:
        """How many lie on a page."""
        return self.across * self.down

    def corner(self, place: int) -> tuple[float, float]:
        """Give left and top of the place, row by row from 0."""
        row, column = divmod(place, self.across)
        return self.left_mm + column * self.width_mm, self.top_mm + row * self.height_mm


# The size of a bank card, and labels that are sold everywhere, 24 to a sheet.
CARDS: Final = Grid(85.0, 54.0, 2, 5, 20.0, 13.5, 44.0, cut=True)
LABELS: Final = Grid(70.0, 37.0, 3, 8, 0.0, 0.5, 33.0, cut=False)
GRIDS: Final = {"cards": CARDS, "labels": LABELS}


@dataclass(frozen=True, slots=True)
class CardPaper:
    """The words of one card and of its slip, already in its holder's language.

    Attributes:
        title: of the programme.
        name: whose it is; what stands before a blank line where nobody has it yet.
        blank: the line is drawn.
        number: in groups.
        lost: what to do then.
        modules: of the QR code, row by row, without a quiet zone.
        pin_title, pin, pin_keep: of the slip.
        language: of the words, two letters; that of the document when empty.
    """

    title: str
    name: str
    blank: bool
    number: str
    lost: str
    modules: Sequence[Sequence[bool]]
    pin_title: str
    pin: str
    pin_keep: str
    language: str = ""


def draw_cards(
    papers: Sequence[CardPaper], grid: Grid, *, title: str, language: str, made_at: datetime
) -> bytes:
    """Draw cards, then their slips, with the font embedded.

    Args:
        papers: at least one.
        grid: ``CARDS`` or ``LABELS``.
        title: of the document.
        language: of the document, two letters.
        made_at: aware.
    """
    from muvengine.formats.pdf_sheet import Sheet  # noqa: PLC0415  heavy, and rarely needed

    sheet = Sheet(format="A4")
    sheet.begin(title, made_at, language, *(paper.language for paper in papers))
    sheet.set_auto_page_break(auto=False)
    sheet.set_margin(0)
    for draw in (_card, _slip):
        _pages(sheet, papers, grid, draw)
    return bytes(sheet.output())


def _pages(
    sheet: FPDF,
    papers: Sequence[CardPaper],
    grid: Grid,
    draw: Callable[[FPDF, CardPaper, Grid, tuple[float, float]], None],
) -> None:
    for number, paper in enumerate(papers):
        place = number % grid.a_page
        if place == 0:
            sheet.add_page()
        left, top = grid.corner(place)
        if grid.cut:
            with sheet.local_context(line_width=LINE_MM):
                sheet.set_dash_pattern(dash=2, gap=1.5)
                sheet.rect(left, top, grid.width_mm, grid.height_mm)
                sheet.set_dash_pattern()
        draw(sheet, paper, grid, (left, top))


def _card(sheet: FPDF, paper: CardPaper, grid: Grid, corner: tuple[float, float]) -> None:
    left, top = corner
    middle = top + (grid.height_mm - grid.qr_mm) / 2
    draw_modules(sheet, paper.modules, (left + 1, middle), grid.qr_mm)
    column, room = left + grid.qr_mm + 1, grid.width_mm - grid.qr_mm - 1 - PAD_MM
    line = grid.height_mm / 5
    fitted(sheet, paper.title, (column, top + PAD_MM, room, line), TITLE_PT, "B")
    fitted(sheet, paper.name, (column, top + PAD_MM + line, room, line), NAME_PT, "")
    if paper.blank:
        below = top + PAD_MM + 2 * line
        sheet.line(column, below, column + room, below)
    number_top = top + PAD_MM + 2 * line + 1
    fitted(sheet, paper.number, (column, number_top, room, line), NUMBER_PT, "B")
    left_mm = grid.height_mm - 3 * line - PAD_MM - 2
    fitted(sheet, paper.lost, (column, number_top + line, room, left_mm), SMALL_PT, "")


def _slip(sheet: FPDF, paper: CardPaper, grid: Grid, corner: tuple[float, float]) -> None:
    left, top = corner[0] + 2 * PAD_MM, corner[1] + PAD_MM
    room, line = grid.width_mm - 4 * PAD_MM, grid.height_mm / 5
    fitted(sheet, paper.number, (left, top, room, line), NUMBER_PT, "")
    fitted(sheet, paper.pin_title, (left, top + line, room, line), TITLE_PT, "B")
    sheet.set_font(FONT, "B", PIN_PT)
    sheet.set_xy(left, top + 2 * line)
    sheet.cell(room, line, text=paper.pin)
    rest = grid.height_mm - 3 * line - 2 * PAD_MM
    fitted(sheet, paper.pin_keep, (left, top + 3 * line + 1, room, rest), SMALL_PT, "")
