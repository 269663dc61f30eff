"""The organiser decides about scans without network, and lets a tablet work again."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.reads.offline_scans import offline_terms
from muvengine.reads.shops import shop
from muvengine.services.take_at_till import SUSPENDED
from tests.build import Town
from tests.conftest import Clock
from tests.web.shop.test_script import Script, script
from tests.web.shop.test_till import unknown, voucher

URL = "/organiser/offline"
TERMS = "/organiser/shops/boulangerie/offline"


def disputed(town: Town) -> tuple[int, str]:
    """A loaf that was taken, and told of again as taken without network."""
    till, code = script(town), voucher(town)
    till.take(code)
    return int(till.take(code, offline=True).json["id"]), code


def test_a_dispute_is_paid_and_everybody_reads_it(town: Town) -> None:
    number, code = disputed(town)
    ines = town.ines()
    assert "1 voucher taken without network waits for you" in ines.get("/organiser").text
    page = ines.get(URL)
    assert "1 voucher waits for you." in page.text
    assert "The voucher was used before." in page.text
    owner = f"/me/vouchers/{code.replace('-', '')}"
    assert "The programme looks at it." in town.fatou().get(owner).text
    refused = ines.post(f"{URL}/scans/{number}", 409, on=URL, way="allowance", reason="as agreed")
    assert "used up" in refused.alert
    page = ines.post(f"{URL}/scans/{number}", on=URL, way="budget", reason="as agreed")
    assert "Decided." in page.told
    assert "taken without network wait" not in ines.get("/organiser").text
    assert "Nothing waits for you." in page.text
    assert "The shop is paid from the allowance. Reason: as agreed" in page.text
    assert "The programme paid the shop." in town.fatou().get(owner).text
    day = town.tablet().get("/shop/day").text
    assert "You are paid all the same. Reason: as agreed" in day
    assert "2 vouchers taken · You are owed €2.00." in day


def test_a_dispute_that_is_not_paid_is_listed_and_does_not_count(town: Town) -> None:
    number, _ = disputed(town)
    assert "1 voucher taken · You are owed €1.00." in town.tablet().get("/shop/day").text
    page = town.ines().post(f"{URL}/scans/{number}", on=URL, way="undone", reason="typed twice")
    assert "The shop is not paid. Reason: typed twice" in page.text
    day = town.tablet().get("/shop/day").text
    assert "The programme decided not to pay. Reason: typed twice" in day
    assert "1 voucher taken · You are owed €1.00." in day


@pytest.mark.parametrize("form", [
    {"way": "budget", "reason": "no"},
    {"way": "", "reason": "as agreed"},
    {"way": "gift", "reason": "as agreed"},
])  # fmt: skip
def test_a_decision_wants_a_way_and_a_reason(town: Town, form: dict[str, str]) -> None:
    number, _ = disputed(town)
    page = town.ines().post(f"{URL}/scans/{number}", 422, on=URL, **form)
    assert page.alert
    assert "1 voucher waits for you." in page.text


def test_money_is_laid_aside_and_given_back(town: Town) -> None:
    ines = town.ines()
    page = ines.post(f"{URL}/money", on=URL, kind="fund", amount="30,50")
    assert "The money was moved." in page.told
    assert "In the allowance: €30.50. In the budget: €4,969.50." in page.text
    page = ines.post(f"{URL}/money", on=URL, kind="return", amount="30")
    assert "In the allowance: €0.50." in page.text
    assert ines.post(f"{URL}/money", 409, on=URL, kind="return", amount="1").alert
    assert ines.post(f"{URL}/money", 422, on=URL, kind="fund", amount="0").alert


def test_a_shops_limits_reach_its_tablets(town: Town) -> None:
    ines = town.ines()
    page = ines.post(TERMS, amount="12,50", hours="48", scans="9")
    assert "Kept." in page.told
    kept = offline_terms(town.wiring.open_reading, shop(town.wiring.open_reading, "boulangerie").id)
    assert (kept.amount_cents, kept.hours, kept.scans) == (1250, 48, 9)
    assert script(town).get("snapshot").json["allowance"] == {
        "left_cents": 1250, "hours": 48, "count": 9, "amount_cents": 1250,
    }  # fmt: skip
    assert ines.get(TERMS).field("amount") == "12.50"
    for wrong in ({"amount": "x"}, {"hours": "0"}, {"hours": "169"}, {"scans": "-1"}):
        form = {"amount": "1", "hours": "1", "scans": "1"} | wrong
        assert ines.post(TERMS, 422, **form).alert


def test_what_is_disputed_counts_against_what_a_tablet_may_take(town: Town) -> None:
    disputed(town)
    assert script(town).get("snapshot").json["allowance"]["left_cents"] == 1900


def suspend(till: Script, clock: Clock) -> None:
    for number in range(60):
        clock.moment += timedelta(minutes=1)
        if till.take(unknown(number)).json["code"] == "tablet_suspended":
            return
    raise AssertionError


def test_a_suspended_tablet_is_shown_and_works_again(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    suspend(till, clock)
    ines = town.ines()
    assert "A tablet waits for you" in ines.get("/organiser/shops").text
    page = ines.get("/organiser/shops/boulangerie")
    assert "This tablet sent too many unknown codes." in page.text
    [lift] = [action for action in page.actions() if action.endswith("/lift")]
    assert SUSPENDED == "device.suspend"
    assert "sent too many unknown codes and waits" in ines.get("/organiser/audit").text
    page = ines.post(lift, on="/organiser/shops/boulangerie")
    assert "The tablet works again." in page.told
    assert "A tablet waits for you" not in ines.get("/organiser/shops").text
    assert till.take(code).status_code == 201
    statuses = [till.take(unknown(number)).status_code for number in range(70, 80)]
    assert statuses == [404] * 10, "it has all its tries again"
    ines.post(lift.replace("boulangerie", "cafe"), 404, on="/organiser/shops/cafe")
