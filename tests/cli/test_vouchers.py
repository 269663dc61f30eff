"""Vouchers from the command line."""

from __future__ import annotations

from datetime import timedelta
from pathlib import Path

from muvengine.bootstrap import Wiring
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.offer import Offer
from muvengine.reads.people import the_one
from muvengine.reads.wallet import wallet
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.buy_voucher import Purchase, buy_voucher
from muvengine.services.save_offer import save_offer
from tests.cli.conftest import Terminal


def bought(terminal: Terminal, home: Wiring) -> str:
    """Amina has a coffee's voucher, and 50 points left."""
    terminal("people", "add", "--name", "Amina", "--consent")
    terminal("shops", "add", "cafe", "--name", "Café", "--lat", "43.64", "--lon", "5.1")
    amina = the_one(home.open_reading, "Amina")
    gift = Adjustment(amina.id, 200, "A gift to begin with")
    adjust_points(home.open_uow, gift, attempt=gift.attempt(SYSTEM, "gift"), now=home.now())
    coffee = Offer(1, {"fr": "Un café"}, 150, 150)
    offer = save_offer(home.open_uow, coffee, actor=SYSTEM, now=home.now())
    purchase = Purchase(offer, amina.id)
    attempt = Attempt.of(SYSTEM, "buy", "buy_voucher", purchase)
    return buy_voucher(
        home.open_uow, purchase, attempt=attempt, now=home.now(), new_token=home.new_token
    ).code


def test_a_voucher_is_listed_and_withdrawn_once(at_home: Terminal, home: Wiring) -> None:
    code = bought(at_home, home)
    amina = the_one(home.open_reading, "Amina")
    assert "issued    150 points, 1.50 euros" in at_home("vouchers", "list", "Amina").out
    asked = ("vouchers", "void", code, "--participant", "Amina", "--reason", "Shop has closed")
    assert at_home(*asked).status == 0
    assert at_home(*asked).status == 0, "the same order again does nothing"
    assert wallet(home.open_reading, amina.id).available == 200
    assert "void" in at_home("vouchers", "list", "Amina").out
    assert at_home("ledger", "verify").status == 0


def test_a_mistyped_code_is_one_sentence(at_home: Terminal) -> None:
    at_home("people", "add", "--name", "Amina", "--consent")
    told = at_home(
        "vouchers", "void", "AAAAAAAA2", "--participant", "Amina", "--reason", "Wrong one"
    )
    assert (told.status, told.err.count("\n")) == (1, 1)


def test_vouchers_are_printed_and_what_waited_for_it_is_issued(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    bought(at_home, home)
    file = tmp_path / "vouchers.pdf"
    assert at_home("vouchers", "print", str(file)).status == 2
    nothing = at_home("vouchers", "print", str(file), "--batch")
    assert (nothing.status, file.exists()) == (1, False)
    assert at_home("vouchers", "print", str(file), "--person", "Amina").out == "Printed: 1.\n"
    assert file.read_bytes().startswith(b"%PDF")
    amina = the_one(home.open_reading, "Amina")
    gift = Adjustment(amina.id, 200, "A second gift for paper")
    adjust_points(home.open_uow, gift, attempt=gift.attempt(SYSTEM, "paper"), now=home.now())
    purchase = Purchase(1, amina.id, "print", reserve=True)
    code = buy_voucher(
        home.open_uow,
        purchase,
        attempt=Attempt.of(SYSTEM, "paper-buy", "buy_voucher", purchase),
        now=home.now() + timedelta(days=7),
        new_token=home.new_token,
    ).code
    again = at_home("vouchers", "print", str(file), "--batch", "--cards")
    assert again.out == "Printed: 1.\n"
    with home.open_reading() as uow:
        assert uow.vouchers.of_person(amina.id, code).state == "issued"
    assert at_home("vouchers", "print", str(file), "--batch").status == 1
