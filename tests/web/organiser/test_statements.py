"""What shops are owed, as organisers and shopkeepers see it."""

from __future__ import annotations

import csv
from datetime import datetime
from hashlib import sha256
from io import StringIO

import pytest

from muvengine.reads.ledger_check import check_ledger
from tests.build import ZONE, Town
from tests.conftest import Clock
from tests.pages import Browser
from tests.web.shop.test_till import FIVE_EUROS, take, voucher

HOME = "/organiser/statements"
PAYEE = "/organiser/shops/cafe/payee"
WHO = {
    "legal_name": "Café de la Mousse SARL",
    "address": "3 rue du Four\n13300 Salon-de-Provence",
    "registration": "123 456 789 00012",
    "tax_line": "TVA non applicable",
    "iban": "fr76 3000 6000 0112 3456 7890 189",
}


@pytest.fixture
def sold(town: Town, clock: Clock) -> Town:
    """The café took 1.50 and 2 euros of a voucher in April; it is May."""
    tablet, code = town.tablet("cafe"), voucher(town, FIVE_EUROS)
    take(tablet, code, amount="1.50")
    take(tablet, code, amount="2")
    clock.moment = datetime(2026, 5, 4, 9, 0, tzinfo=ZONE)
    return town


def drafted(town: Town, *, payee: bool = True) -> Browser:
    ines = town.ines()
    if payee:
        ines.post(PAYEE, 200, on=PAYEE, **WHO)
    assert "1 statement drafted." in ines.post(HOME, on=HOME).told
    return ines


def paid(town: Town) -> Browser:
    ines = drafted(town)
    ines.post(f"{HOME}/1/close", on=f"{HOME}/1")
    ines.post(f"{HOME}/1/paid", on=f"{HOME}/1", reference="SEPA 2026-05-04")
    return ines


def test_a_month_is_drafted_closed_and_paid(sold: Town) -> None:
    ines = drafted(sold)
    assert "No period is over" in ines.post(HOME, on=HOME).told
    page = ines.get(f"{HOME}/1")
    assert "Draft statement" in page.text
    assert "From 1 April 2026 to 30 April 2026" in page.text
    assert "Total €3.50" in page.text
    page = ines.post(f"{HOME}/1/close", on=f"{HOME}/1")
    assert page.told == "Closed as statement 1."
    assert "In words: three euros and fifty cents." in page.text
    assert "IBAN: FR76 3000 6000 0112 3456 7890 189" in page.text
    page = ines.post(f"{HOME}/1/paid", on=f"{HOME}/1", reference="SEPA 2026-05-04")
    assert page.told == "Statement 1 is paid."
    assert "Paid on 4 May 2026, SEPA 2026-05-04." in page.text
    assert check_ledger(sold.wiring.open_reading) == ()


def test_in_french(sold: Town) -> None:
    paid(sold)
    page = sold.ines("fr").get(f"{HOME}/1")
    assert "En lettres : trois euros et cinquante centimes." in page.text.replace("\u00a0", " ")
    assert "Payé le 4 mai 2026" in page.text.replace("\u00a0", " ")


def test_without_a_legal_name_nothing_is_closed(sold: Town) -> None:
    ines = drafted(sold, payee=False)
    page = ines.post(f"{HOME}/1/close", 422, on=f"{HOME}/1")
    assert "First write down who the shop is" in page.alert


@pytest.mark.parametrize(("typed", "said"), [
    ({"iban": "FR76 3000 6000 0112 3456 7890 188"}, "This IBAN has a slip."),
    ({"iban": "FR76"},                              "This IBAN has a slip."),
    ({"iban": "1; DROP TABLE"},                     "This IBAN has a slip."),
    ({"legal_name": ""},                            "This is needed."),
    ({"tax_line": "x" * 201},                       "This is too long."),
])  # fmt: skip
def test_what_is_wrong_with_a_payee_is_said(town: Town, typed: dict[str, str], said: str) -> None:
    page = town.ines().post(PAYEE, 422, on=PAYEE, **{**WHO, **typed})
    assert said in page.alert
    assert page.field("legal_name") == {**WHO, **typed}["legal_name"]


@pytest.mark.parametrize("reference", ["", "   ", "x" * 81])
def test_a_payment_needs_a_reference(sold: Town, reference: str) -> None:
    ines = drafted(sold)
    ines.post(f"{HOME}/1/close", on=f"{HOME}/1")
    page = ines.post(f"{HOME}/1/paid", 422, on=f"{HOME}/1", reference=reference)
    assert "Type a reference" in page.alert


def test_a_second_press_says_that_it_was_done(sold: Town) -> None:
    ines = drafted(sold)
    form = ines.hidden(f"{HOME}/1")
    other = ines.hidden(f"{HOME}/1")
    ines.send(f"{HOME}/1/close", form)
    assert "Closed as statement 1." in ines.send(f"{HOME}/1/close", form).told
    assert "This was done before" in ines.send(f"{HOME}/1/close", other, 409).alert


def test_the_shop_reads_its_own_statements_and_no_draft(sold: Town) -> None:
    tablet = sold.tablet("cafe")
    assert "Since the last statement: €3.50." in tablet.get("/shop/statements").text
    drafted(sold)
    tablet.get("/shop/statements/1", 404)
    sold.ines().post(f"{HOME}/1/close", on=f"{HOME}/1")
    page = tablet.get("/shop/statements")
    assert "Statement 1" in page.text
    assert "Since 1 May 2026, for your next statement: €0.00." in page.text
    assert "In all, the programme owes you €3.50." in page.text
    assert "Total €3.50" in tablet.get("/shop/statements/1").text
    assert tablet.client.get("/shop/statements/1.pdf").data.startswith(b"%PDF-")
    for address in ("/shop/statements/1", "/shop/statements/1.pdf", "/shop/statements/1.csv"):
        sold.tablet("boulangerie").get(address, 404)


def test_a_statement_is_a_table_that_programs_read(sold: Town) -> None:
    ines = paid(sold)
    reply = ines.client.get(f"{HOME}/1.csv")
    assert reply.headers["Content-Disposition"].endswith('filename="00001-cafe-2026-04-30.csv"')
    rows = list(csv.DictReader(StringIO(reply.data.decode("utf-8-sig")), delimiter=";"))
    assert [row["amount_eur"] for row in rows] == ["1.50", "2.00"]
    assert {row["statement"] for row in rows} == {"1"}
    assert rows[0]["scanned_at"] == "2026-04-07T14:00:00+02:00"


def test_a_closed_statement_gives_the_same_paper_every_time(sold: Town) -> None:
    ines = paid(sold)
    first, second = (ines.client.get(f"{HOME}/1.pdf") for _ in range(2))
    assert first.mimetype == "application/pdf"
    assert sha256(first.data).digest() == sha256(second.data).digest()


def test_nobody_else_reads_statements(sold: Town) -> None:
    drafted(sold)
    for stranger in (sold.fatou(), sold.karim()):
        stranger.get(HOME, 403)
        stranger.get(f"{HOME}/1.pdf", 403)
