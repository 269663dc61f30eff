"""Many cards on paper: each is read back, and its code lies in the same place of another page."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from muvengine.formats.card_pdf import GRIDS, CardPaper, draw_cards
from muvengine.formats.qr import qr_modules
from tests.printed import read_back

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=UTC)


def address(number: int) -> str:
    return f"HTTPS://MUV.EXAMPLE/C/{number:026d}"


def paper(number: int, *, name: str = "Léa") -> CardPaper:
    return CardPaper(
        title="Le quartier",
        name=name,
        blank=not name,
        number="7K3M-PQRS-T",
        lost="Carte perdue ? Dites-le à un médiateur. Vos points restent à vous. 04 90 00 00 00",
        modules=qr_modules(address(number)),
        pin_title="Votre code secret",
        pin="4821",
        pin_keep="Apprenez-le, puis détruisez cette partie. Ne le dites à personne.",
    )


def drawn(layout: str, count: int) -> bytes:
    papers = [paper(number) for number in range(count)]
    return draw_cards(papers, GRIDS[layout], title="Cartes", language="fr", made_at=NOON)


@pytest.mark.parametrize(("layout", "sheets"), [("cards", [10, 10, 5]), ("labels", [24, 1])])
def test_each_of_twenty_five_cards_is_read_back_in_order(layout: str, sheets: list[int]) -> None:
    found = [page for page in read_back(drawn(layout, 25), 297) if page]
    assert [len(page) for page in found] == sheets
    assert [text for page in found for text in page] == [address(n) for n in range(25)]


@pytest.mark.parametrize("layout", list(GRIDS))
def test_no_card_hangs_over_the_paper(layout: str) -> None:
    grid = GRIDS[layout]
    left, top = grid.corner(grid.a_page - 1)
    assert left + grid.width_mm <= 210
    assert top + grid.height_mm <= 297
    assert grid.qr_mm < grid.height_mm


def test_a_card_in_arabic_brings_its_letters_and_a_french_one_does_not() -> None:
    mixed = [paper(1), replace(paper(2), name="سميرة", language="ar")]
    made = draw_cards(mixed, GRIDS["cards"], title="Cartes", language="fr", made_at=NOON)
    assert b"NotoSansArabic" in made
    assert b"NotoSansArabic" not in drawn("cards", 2)


def test_a_slip_for_each_card_comes_after_the_cards() -> None:
    assert drawn("cards", 11).count(b"/Type /Page\n") == 4
