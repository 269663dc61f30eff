"""A PDF with our fonts in it.  Heavy to import: only when something is to be printed."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from fpdf import FPDF
from fpdf.enums import TextEmphasis

from muvengine.formats.statement_pdf import FONT, FONTS
from muvengine.words.catalogue import direction

ARABIC_FONT: Final = "NotoArabic"
ARABIC_FONTS: Final = FONTS.parent / "noto-sans-arabic"

# French sets the narrow one between thousands, and the font has no such glyph.
_SPACES: Final = str.maketrans({"\u202f": "\u00a0"})


class Sheet(FPDF):
    """Knows the fonts, upright and bold, and what they lack.

    Attributes:
        begins: the side on which lines in the paper's first language begin, L or R.
    """

    begins = "L"

    def begin(self, title: str, made_at: datetime, language: str, *others: str) -> None:
        """Say what the document is, and put the fonts in that its languages need; once, first.

        Arabic brings its own letters and joins them; papers without it stay as small as they are.

        Args:
            title: of the document.
            made_at: aware.
            language: of the document, two letters.
            others: languages of papers in it; an empty one is the document's.
        """
        self.set_creation_date(made_at)
        self.set_title(title)
        self.set_lang(language)
        self._add(FONT, FONTS)
        if direction(language) == "rtl":
            self.begins = "R"
        if any(direction(one) == "rtl" for one in (language, *others)):
            self._add(ARABIC_FONT, ARABIC_FONTS)
            self.set_fallback_fonts([ARABIC_FONT])
            self.set_text_shaping(use_shaping_engine=True)

    def set_font(
        self, family: str | None = None, style: str | TextEmphasis = "", size: float = 0
    ) -> None:
        """Choose a font; what letters of another one left behind in the document is forgotten."""
        if self.text_shaping:
            self.font_family = ""
        super().set_font(family, style, size)

    def normalize_text(self, text: str) -> str:
        """Write every text with spaces that the font has."""
        return str(super().normalize_text(text.translate(_SPACES)))

    def _add(self, name: str, folder: Path) -> None:
        self.add_font(name, "", folder / "regular.ttf")
        self.add_font(name, "B", folder / "bold.ttf")
