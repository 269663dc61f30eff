"""A kept score sheet, ready for a page or a sheet of paper."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from muvengine.core.rules.rulebook import Rulebook
from muvengine.core.rules.what_if import points_missed
from muvengine.reads.score_sheet import ScoreSheet
from muvengine.web.line_drawings import line_drawing
from muvengine.web.place_names import with_place_names
from muvengine.words.score_in_words import Explained, explain
from muvengine.words.told_sheet import ToldSheet, told_sheet


@dataclass(frozen=True, slots=True)
class SheetOnPage:
    """A sheet in a language.

    Attributes:
        told: its lines.
        drawings: the pictogram of each line, by rule.
    """

    told: ToldSheet
    drawings: Mapping[str, str]


def sheet_on_page(read: ScoreSheet, locale: str, labels: Mapping[str, str]) -> SheetOnPage:
    """Say a trip's sheet, with what was surely missed.

    Args:
        read: the trip with its sheet.
        locale: of who reads it.
        labels: what people call the set routes in that language.
    """
    sheet, trip, book = read.sheet, read.trip, read.rulebook
    gains = points_missed(book, sheet.facts, sheet.counters, sheet.score)
    named = with_place_names(book, locale)
    lines = explain(sheet.score.lines, named, locale, trip.local_day, labels, gains)
    return laid_out(lines, book, trip.mode)


def laid_out(lines: Sequence[Explained], book: Rulebook, mode: str) -> SheetOnPage:
    """Lay out lines that were said already.

    Args:
        lines: in the order of their use.
        book: that made them.
        mode: the trip's.
    """
    drawings = {line.rule: line_drawing(line, book, mode) for line in lines}
    return SheetOnPage(told_sheet(lines), drawings)
