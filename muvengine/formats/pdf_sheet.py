"""A PDF with our font in it.  Heavy to import: only when something is to be printed."""

from __future__ import annotations

from typing import Final

from fpdf import FPDF

from muvengine.formats.statement_pdf import FONT, FONTS

# French sets the narrow one between thousands, and the font has no such glyph.
_SPACES: Final = str.maketrans({"\u202f": "\u00a0"})


class Sheet(FPDF):
    """Knows the font, upright and bold, and what it lacks."""

    def embed(self) -> None:
        """Put the font into the document."""
        self.add_font(FONT, "", FONTS / "regular.ttf")
        self.add_font(FONT, "B", FONTS / "bold.ttf")

    def normalize_text(self, text: str) -> str:
        """Write every text with spaces that the font has."""
        return str(super().normalize_text(text.translate(_SPACES)))
