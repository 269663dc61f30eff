"""Statements of shops from the command line."""

from __future__ import annotations

from datetime import timedelta
from hashlib import sha256
from pathlib import Path

import pytest

from muvengine.bootstrap import Wiring
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Device
from muvengine.core.vouchers.contest import Reason
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.statement import Payee
from muvengine.services.contest_line import Complaint, contest_line
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.save_payee import save_payee
from muvengine.services.save_shop import save_shop
from tests.cli.conftest import Terminal
from tests.money import PARIS, Town
from tests.people import Dice


@pytest.fixture
def sold(home: Wiring) -> Wiring:
    """A shop took a coffee forty days ago."""
    past = home.now() - timedelta(days=40)
    shop_id = save_shop(
        home.open_uow, Shop("fournil", "Le Fournil", 43.6, 5.1), actor=SYSTEM, now=past
    )
    dice = Dice("settle")
    code = make_pairing_code(home.open_uow, "fournil", actor=SYSTEM, now=past, new_token=dice)
    paired = pair_device(home.open_uow, code, address="till", name="Till", now=past, new_token=dice)
    device = Device(paired.device_id, shop_id, "fournil", "Le Fournil")
    town = Town(home.open_uow, shop_id, device, now=past)
    fatou = town.person()
    town.give(fatou, 200)
    town.redeem(town.buy(fatou, town.offer()))
    save_payee(home.open_uow, "fournil", Payee("Le Fournil SARL"), actor=SYSTEM, now=past)
    return home


@pytest.mark.usefixtures("sold")
def test_a_statement_from_draft_to_paid(terminal: Terminal, tmp_path: Path) -> None:
    assert terminal("settle", "draft").out == "Drafted: 1.\n"
    assert terminal("settle", "draft").out == "Drafted: 0.\n"
    assert "draft" in terminal("settle", "list").out
    assert terminal("settle", "close", "1").out == "Statement 1.\n"
    told = terminal("settle", "files", "1", str(tmp_path / "out"))
    assert [Path(line).suffix for line in told.out.splitlines()] == [".pdf", ".csv", ".json"]
    assert all(Path(line).stat().st_size > 100 for line in told.out.splitlines())
    checked = terminal("settle", "verify")
    kept = next(Path(line) for line in told.out.splitlines() if line.endswith(".pdf"))
    assert sha256(kept.read_bytes()).hexdigest() in checked.out
    assert (checked.status, "as it was" in checked.out) == (0, True)
    assert terminal("settle", "paid", "1", "--reference", "SEPA 1").out == "Statement 1 is paid.\n"
    assert "paid" in terminal("settle", "list").out
    assert terminal("ledger", "verify").out == "The ledger holds.\n"


def test_an_unknown_statement_is_one_sentence(at_home: Terminal) -> None:
    for arguments in (("close", "9"), ("paid", "9", "--reference", "x")):
        told = at_home("settle", *arguments)
        assert (told.status, told.err.count("\n")) == (1, 1)


def test_what_a_shop_contests_is_listed_and_answered(terminal: Terminal, sold: Wiring) -> None:
    terminal("settle", "draft")
    terminal("settle", "close", "1")
    complaint = Complaint(1, 1, Reason.OTHER, "it was a cake")
    device = Device(1, 1, "fournil", "Le Fournil")
    contest_line(
        sold.open_uow,
        complaint,
        device=device,
        attempt=Attempt.of(device.actor, "ask", "contest_line", complaint),
        now=sold.now().astimezone(PARIS),
    )
    assert "fournil  1  line 1  other: it was a cake" in terminal("settle", "contests").out
    told = terminal("settle", "answer", "1", "--cents", "50", "--reason", "so it was")
    assert told.out == "Answered.\n"
    assert terminal("settle", "contests").out == ""
    again = terminal("settle", "answer", "1", "--reason", "so it was")
    assert (again.status, again.err.count("\n")) == (1, 1)
    assert terminal("ledger", "verify").out == "The ledger holds.\n"
