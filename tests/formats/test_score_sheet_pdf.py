"""The printed score sheet: every word on it, the same bytes each time, no line cut in two."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from muvengine.formats.score_sheet_pdf import DRAWINGS, PaperLine, ScorePaper, draw_score
from muvengine.web.assets import PICTOGRAMS
from muvengine.web.line_drawings import BY_KIND, BY_WORD
from tests.formats.pdf_text import pdf_lines, pdf_pages, pdf_text

WALK = PaperLine("person-walking", "À pied", "2 km à 12 points (par km)", "+24")
PAPER = ScorePaper(
    programme="Smart Quartier",
    title="Les points d’un trajet",
    about=["Amina, À pied, mardi 7 avril", "3 km, 36 min, de 11 h 00 à 11 h 36"],
    lines=[WALK, PaperLine("flag", "Maximum du jour", "Au plus 60 points.", "\u22124")],
    total=("Total", "20 points"),
    spend="Vous pourrez dépenser ces points à partir du jeudi 9 avril.",
    missed_title="Pas cette fois",
    missed=[PaperLine("clock", "Heure de pointe", "Il fallait partir avant 9\u202fh\u202f00")],
    closing=["Règlement de la saison", "Une question ?"],
    language="fr",
    made_at=datetime(2026, 4, 7, 12, tzinfo=UTC),
)


def test_every_sentence_is_on_the_paper() -> None:
    text = pdf_text(draw_score(PAPER))
    said = [PAPER.programme, PAPER.title, *PAPER.about, PAPER.spend, PAPER.missed_title]
    said += [*PAPER.total, *PAPER.closing]
    for line in (*PAPER.lines, *PAPER.missed):
        said += [line.label, line.told.replace("\u202f", " "), line.points]
    assert [one for one in said if one not in text] == []


def test_the_same_sheet_gives_the_same_bytes() -> None:
    assert draw_score(PAPER) == draw_score(PAPER)


def test_a_long_sheet_goes_over_the_page_and_keeps_every_line_whole() -> None:
    long = PaperLine("star", "Un bonus", "Un très long texte qui raconte tout. " * 8, "+1")
    pdf = draw_score(replace(PAPER, lines=[long] * 30))
    assert pdf_pages(pdf) > 1
    assert pdf_text(pdf).count("Un bonus") == 30
    assert pdf_lines(pdf).count("+1") == 30


def test_a_sheet_with_nothing_missed_has_no_such_part() -> None:
    text = pdf_text(draw_score(replace(PAPER, missed=(), spend="")))
    assert PAPER.missed_title not in text
    assert "20 points" in text


@pytest.mark.parametrize(
    "name", sorted({*PICTOGRAMS.values(), *BY_KIND.values(), *BY_WORD.values(), "gift", "star"})
)
def test_every_pictogram_can_be_drawn_on_paper(name: str) -> None:
    assert (DRAWINGS / f"{name}.svg").is_file()
    line = PaperLine(name, "Label", "", "+1")
    assert draw_score(replace(PAPER, lines=[line])).startswith(b"%PDF-")
