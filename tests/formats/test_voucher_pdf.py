"""What is drawn on paper is read back by a scanner, also from a copy in grey."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest

from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.core.vouchers.qr_text import qr_text
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes, Terms
from muvengine.core.vouchers.voucher import Voucher, VoucherState
from muvengine.formats.qr import BORDER_MODULES, qr_modules
from muvengine.formats.voucher_files import Drawn, voucher_pdf
from muvengine.formats.voucher_keys import VoucherKey
from muvengine.formats.voucher_pdf import LAYOUTS, QR_MM, VoucherPaper, draw_vouchers
from tests.printed import pages, read_back

NOON = datetime(2026, 4, 7, 12, 0, tzinfo=ZoneInfo("Europe/Paris"))
KEY = VoucherKey("a secret of thirty-two characters", 1)
DRAWINGS = {"gift": "gift", "coffee": "cup-hot"}
FATOU = Person(1, "f", Role.PARTICIPANT, "Fatou", "fr")
JO = Person(2, "j", Role.PARTICIPANT, "Jo", "en")


def voucher(number: int, **changes: object) -> Voucher:
    values: dict[str, object] = {
        "id": number, "code": "K7M4QX9TD", "token": f"{number:016X}", "offer_id": 1,
        "person_id": 1, "shop_id": 1, "shop_key": "cafe", "shop_name": "Café de la Mousse",
        "title": {"fr": "Un café", "en": "A coffee"}, "state": VoucherState.ISSUED,
        "price_points": 100, "face_cents": 150, "redeemed_cents": 0, "divisible": False,
        "issued_at": NOON, "first_day": date(2026, 4, 7), "last_day": date(2026, 7, 5),
        "issue_journal_id": 1, "pictogram": "coffee",
    }  # fmt: skip
    return Voucher(**{**values, **changes})  # type: ignore[arg-type]


def signed(one: Voucher) -> str:
    return qr_text(one, KEY)


DRAWN = Drawn(DRAWINGS, signed)


def test_each_voucher_of_a_sheet_is_read_back_in_order() -> None:
    held = [(voucher(number), FATOU) for number in range(4)]
    pdf = voucher_pdf(held, DRAWN, "sheet", locale="fr", made_at=NOON)
    texts = [signed(one) for one, _ in held]
    assert read_back(pdf, 297) == [texts[:3], texts[3:]]


def test_cards_lie_one_on_a_page() -> None:
    held = [(voucher(1), FATOU), (voucher(2), JO)]
    pdf = voucher_pdf(held, DRAWN, "card", locale="en", made_at=NOON)
    assert read_back(pdf, 105) == [[signed(one)] for one, _ in held]


@pytest.mark.parametrize("layout", ["sheet", "card"])
def test_a_signed_text_has_modules_that_a_photocopy_keeps(layout: str) -> None:
    text = signed(voucher(1))
    modules = qr_modules(text)
    assert len(modules) <= 45
    assert QR_MM / (len(modules) + 2 * BORDER_MODULES) >= 0.5
    paper = VoucherPaper("T", ["S", "D"], [], "K7M-4QX-9TD", "", modules, "gift", "On", "By")
    drawn = LAYOUTS[layout]
    pdf = draw_vouchers([paper], drawn, title="T", language="en", made_at=NOON)
    assert read_back(pdf, drawn.height_mm) == [[text]]


def test_a_short_text_is_no_micro_code() -> None:
    assert len(qr_modules("A")) >= 21


def test_the_same_vouchers_give_the_same_file() -> None:
    held = [(voucher(1), FATOU)]
    twice = [voucher_pdf(held, DRAWN, "card", locale="fr", made_at=NOON) for _ in range(2)]
    assert twice[0] == twice[1]


def test_a_shop_with_many_terms_still_fits_its_words() -> None:
    days = tuple(date(2026, 4, 8) + timedelta(days=2 * number) for number in range(30))
    hours = tuple(ClosedHours(day) for day in range(6))
    terms = Terms(percent_off=20, min_age=18, no_alcohol_tobacco=True,
                  closed=ClosedTimes(hours, days))  # fmt: skip
    long = {"fr": "Une entrée pour deux personnes au musée et un goûter au jardin " * 2}
    full = voucher(1, title=long, terms=terms, divisible=True, pictogram="unknown")
    pdf = voucher_pdf([(full, FATOU)], DRAWN, "card", locale="fr", made_at=NOON)
    assert len(pages(pdf)) == 1
    assert read_back(pdf, 105) == [[signed(full)]]


def test_a_voucher_in_arabic_brings_its_letters_and_a_french_one_does_not() -> None:
    samira = Person(3, "s", Role.PARTICIPANT, "Samira", "ar")
    arabic, french = (
        voucher_pdf([(voucher(1), who)], DRAWN, "card", locale="fr", made_at=NOON)
        for who in (samira, FATOU)
    )
    assert b"NotoSansArabic" in arabic
    assert b"NotoSansArabic" not in french
    again = voucher_pdf([(voucher(1), samira)], DRAWN, "card", locale="fr", made_at=NOON)
    assert again == arabic
