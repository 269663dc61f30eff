"""The list a tablet takes along: what it tells, and what it does not."""

from __future__ import annotations

from datetime import date, time, timedelta
from hashlib import sha256
from typing import Any, Final

from muvengine.core.vouchers.code import normalise
from muvengine.core.vouchers.qr_text import understand
from muvengine.core.vouchers.terms import ClosedHours, ClosedTimes
from muvengine.formats.voucher_keys import is_signed_by
from tests.build import Town
from tests.conftest import Clock
from tests.web.shop.test_script import script, sign, signed
from tests.web.shop.test_till import meal, voucher

ASKS: Final[dict[str, Any]] = {
    "divisible": False,
    "percent": None,
    "not_taken": {"hours": [], "days": []},
}


def test_the_snapshot_tells_what_a_tablet_needs_and_no_code(town: Town) -> None:
    sign(town)
    code = voucher(town)
    text = signed(town)
    till = script(town)
    answer = till.get("snapshot")
    body = answer.json
    assert set(body) == {
        "made_at", "shop", "device", "salt", "keys", "offers", "vouchers", "allowance",
    }  # fmt: skip
    assert body["shop"]["name"] == "Boulangerie du Cours"
    assert body["offers"] == [{"id": 1, "title": "A loaf", "pictogram": "bread", **ASKS}]
    assert body["allowance"] == {
        "left_cents": 2000, "hours": 24, "count": 50, "amount_cents": 2000,
    }  # fmt: skip
    said = understand(text)
    assert said.signed is not None
    [one] = body["vouchers"]
    salt = body["salt"]
    assert one == {
        "hash": sha256(f"{salt}:{normalise(code)}".encode()).hexdigest(),
        "token_hash": sha256(f"{salt}:{said.token}".encode()).hexdigest(),
        "offer": 1,
        "left_cents": 100,
        "face_cents": 100,
        "state": "issued",
        "used_at": None,
        "first_day": "2026-04-07",
        "last_day": "2026-07-05",
        **ASKS,
    }
    [key] = body["keys"]
    assert key["id"] == said.signed.key_id
    assert is_signed_by(key["public_key"], said.signed.body, said.signed.signature)
    assert normalise(code) not in answer.text
    assert "Fatou" not in answer.text


def test_a_share_of_a_bill_asks_for_the_bill_and_is_told_to_the_tablet(town: Town) -> None:
    closed = ClosedTimes((ClosedHours(1, time(9), time(11, 30)),), (date(2026, 5, 1),))
    offer = meal(town, closed)
    till, code = script(town), voucher(town, offer)
    said = {
        "divisible": False,
        "percent": 20,
        "not_taken": {
            "hours": [{"weekday": 1, "begins": "09:00", "ends": "11:30"}],
            "days": ["2026-05-01"],
        },
    }
    body = till.get("snapshot").json
    assert [one | said for one in body["vouchers"]] == body["vouchers"]
    assert body["offers"][-1] == {
        "id": int(offer), "title": "A meal", "pictogram": "gift", **said,
    }  # fmt: skip
    asked = till.take(code, key="first")
    assert (asked.status_code, asked.json["code"]) == (422, "bill")
    assert (asked.json["percent"], asked.json["face_cents"]) == (20, 500)
    assert till.take(code, key="first", amount_cents=1240).json["code"] == "key_reused"
    taken = till.take(code, amount_cents=1240)
    assert (taken.status_code, taken.json["amount_cents"]) == (201, 248)


def test_another_shops_vouchers_and_another_tablets_salt_are_not_in_it(town: Town) -> None:
    voucher(town)
    first, second = script(town).get("snapshot").json, script(town).get("snapshot").json
    assert first["salt"] != second["salt"]
    assert first["vouchers"][0]["hash"] != second["vouchers"][0]["hash"]
    assert script(town, "cafe").get("snapshot").json["vouchers"] == []


def test_nothing_new_is_said_in_no_words(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    tag = till.get("snapshot").headers["ETag"]
    clock.moment += timedelta(minutes=5)
    same = till.get("snapshot", **{"If-None-Match": tag})
    assert (same.status_code, same.data) == (304, b"")
    till.take(code)
    changed = till.get("snapshot", **{"If-None-Match": tag})
    assert changed.status_code == 200
    [one] = changed.json["vouchers"]
    assert (one["state"], one["left_cents"]) == ("redeemed", 0)
    assert one["used_at"] == "2026-04-07T14:05:00+02:00"
    clock.moment += timedelta(days=8)
    assert till.get("snapshot").json["vouchers"] == [], "what was used long ago is left out"
