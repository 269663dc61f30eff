"""The poster of a pot: a scanner reads its code, and its column is as high as it should be."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.formats.pot_poster_pdf import (
    STEP_MM,
    TUBE_MM,
    TUBE_TOP_MM,
    PotPoster,
    Step,
    draw_pot_poster,
    places_of,
)
from muvengine.formats.qr import qr_modules
from tests.printed import pages, read_back

NOON = datetime(2026, 4, 7, 12, tzinfo=UTC)
ADDRESS = "https://muv.example/pots/un-banc"
POSTER = PotPoster(
    title="Un banc à l’ombre",
    about="Pour s’asseoir sur le chemin de l’école.",
    figures="600 points sur 1 000.",
    lines=("La ville ajoute 1 point.", "Jusqu’au 30 avril 2026."),
    given=0.4,
    matched=0.2,
    steps=(Step(0.25, "Le bois", reached=True), Step(1.0, "Le but", reached=False)),
    modules=qr_modules(ADDRESS, exact=True),
    address=ADDRESS,
    scan="Scannez pour voir où nous en sommes.",
)


def draw(poster: PotPoster = POSTER) -> bytes:
    return draw_pot_poster(poster, language="fr", made_at=NOON)


def test_the_same_poster_gives_the_same_bytes_on_one_page() -> None:
    assert draw() == draw()
    assert draw().count(b"/Type /Page\n") == 1


def test_its_code_leads_to_the_page() -> None:
    assert read_back(draw(), 297) == [[ADDRESS]]


@pytest.mark.parametrize(("people", "town"), [(0.0, 0.0), (0.4, 0.2), (0.5, 0.5), (1.0, 0.0)])
def test_the_column_is_as_high_as_the_figures(people: float, town: float) -> None:
    [text] = pages(draw(replace(POSTER, given=people, matched=town)))
    points = 72 / 25.4
    heights = {
        round(abs(float(height)) / points, 1)
        for height in re.findall(r"[\d.-]+ [\d.-]+ [\d.-]+ ([\d.-]+) re", text)
    }
    assert round(TUBE_MM * people + 9, 1) in heights
    if town:
        assert round(TUBE_MM * town, 1) in heights


def test_words_that_are_long_still_fit() -> None:
    long = replace(POSTER, title="Un très long titre " * 12, about="Beaucoup de mots. " * 30)
    assert draw(long).startswith(b"%PDF")


@given(st.lists(st.floats(0.001, 0.999), max_size=4))
def test_words_of_steps_stand_beside_the_tube_and_not_on_each_other(parts: list[float]) -> None:
    tops = places_of([*sorted(parts), 1.0])
    assert all(low - high > STEP_MM - 0.01 for low, high in pairwise(tops))
    assert tops[-1] > TUBE_TOP_MM - STEP_MM
    assert tops[0] < TUBE_TOP_MM + TUBE_MM


def test_a_step_that_has_room_stands_at_its_height() -> None:
    assert places_of([0.5, 1.0]) == [
        TUBE_TOP_MM + TUBE_MM / 2 - STEP_MM / 2,
        TUBE_TOP_MM - STEP_MM / 2,
    ]
