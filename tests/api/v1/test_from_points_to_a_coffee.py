"""Vouchers and tills over the API."""

from __future__ import annotations

import pytest

from tests.api.caller import Caller, person_caller, till_caller
from tests.build import Town


@pytest.fixture
def fatou(town: Town) -> Caller:
    return person_caller(town)


@pytest.fixture
def bakery(town: Town) -> Caller:
    return till_caller(town)


def loaf(fatou: Caller) -> int:
    offers = fatou.get("/offers").json["items"]
    return next(int(offer["id"]) for offer in offers if offer["shop"] == "boulangerie")


def bought(fatou: Caller) -> str:
    return str(fatou.post("/vouchers", {"offer": loaf(fatou)}).json["code"])


def tap(till: Caller, code: str, client: str = "tap-1", **more: object) -> tuple[int, str]:
    answer = till.post("/redemptions", {"code": code, "client_id": client, **more})
    return answer.status_code, answer.json.get("code", answer.json.get("state"))


def test_offers_say_what_the_contract_says(fatou: Caller) -> None:
    first = fatou.get("/offers").json["items"][0]
    assert set(first) >= {"id", "shop", "title", "price_points", "face_cents", "stock_left"}
    terms = {name: first[name] for name in ("kind", "percent_off", "min_age", "left_today")}
    assert terms == {"kind": "item", "percent_off": None, "min_age": None, "left_today": None}
    assert first["not_taken"] == {"hours": [], "days": []}
    assert not first["no_alcohol_tobacco"]


def test_a_voucher_is_bought_and_the_wallet_pays(fatou: Caller) -> None:
    before = fatou.get("/wallet").json["available"]
    answer = fatou.post("/vouchers", {"offer": loaf(fatou)}, key="one")
    assert answer.status_code == 201
    voucher = answer.json
    fields = {"code", "offer", "shop", "face_cents", "expires_at", "state", "token"}
    assert set(voucher) == fields
    assert (voucher["shop"], voucher["state"]) == ("boulangerie", "issued")
    again = fatou.post("/vouchers", {"offer": loaf(fatou)}, key="one")
    assert (again.status_code, again.json) == (200, voucher)
    assert fatou.get("/wallet").json["available"] == before - 100


@pytest.mark.parametrize(
    ("body", "status", "code"),
    [
        ({},                          422, "bad_input"),
        ({"offer": "1"},              422, "bad_input"),
        ({"offer": 1.5},              422, "bad_input"),
        ({"offer": True},             422, "bad_input"),
        ({"offer": 10**30},           422, "bad_input"),
        ({"offer": 1, "price": 0},    422, "bad_input"),
        ({"offer": 999_999},          404, "not_found"),
        ([],                          422, "bad_input"),
    ],
)  # fmt: skip
def test_a_wrong_order_buys_nothing(fatou: Caller, body: object, status: int, code: str) -> None:
    answer = fatou.post("/vouchers", body)
    assert (answer.status_code, answer.json["code"]) == (status, code)


def test_the_second_of_one_kind_in_a_week_is_over_the_limit(fatou: Caller) -> None:
    bought(fatou)
    answer = fatou.post("/vouchers", {"offer": loaf(fatou)})
    assert (answer.status_code, answer.json["code"]) == (409, "limit")


def test_too_few_points_are_told(fatou: Caller) -> None:
    dear = max(fatou.get("/offers").json["items"], key=lambda offer: offer["price_points"])
    answer = fatou.post("/vouchers", {"offer": dear["id"]})
    assert (answer.status_code, answer.json["code"]) == (409, "not_enough")
    assert answer.json["facts"]["needed"] == 500


def test_a_till_takes_it_once_and_hears_when_and_where(fatou: Caller, bakery: Caller) -> None:
    code = bought(fatou)
    answer = bakery.post("/redemptions", {"code": code, "client_id": "a"}, key="a")
    assert answer.status_code == 201
    assert set(answer.json) == {"id", "state", "offer", "amount_cents"}
    assert (answer.json["state"], answer.json["amount_cents"]) == ("accepted", 100)
    again = bakery.post("/redemptions", {"code": code, "client_id": "a"}, key="a")
    assert (again.status_code, again.json) == (200, answer.json)
    second = bakery.post("/redemptions", {"code": code, "client_id": "b"})
    assert (second.status_code, second.json["code"]) == (409, "already_redeemed")
    assert second.json["facts"]["shop"] == "Boulangerie du Cours"
    assert second.json["facts"]["at"].startswith("2026-04-07T")


def test_a_till_undoes_and_reads_its_day(fatou: Caller, bakery: Caller) -> None:
    code = bought(fatou)
    made = bakery.post("/redemptions", {"code": code, "client_id": "a"}).json["id"]
    assert bakery.post(f"/redemptions/{made}/undo").json["state"] == "undone"
    assert bakery.post(f"/redemptions/{made}/undo").status_code == 409
    assert tap(bakery, code, "b") == (201, "accepted") or tap(bakery, code, "c")
    day = bakery.get("/shop/day").json
    assert (day["count"], day["total_cents"], len(day["items"])) == (1, 100, 2)


def test_refusals_of_a_till_in_their_order(town: Town, fatou: Caller, bakery: Caller) -> None:
    code = bought(fatou)
    assert tap(till_caller(town, "cafe"), code) == (409, "wrong_shop")
    assert tap(bakery, code[:-1] + ("0" if code[-1] != "0" else "1"))[1] == "bad_check"
    assert tap(bakery, code, "x", amount_cents=5) == (422, "amount")
    assert bakery.post("/redemptions", {"client_id": "x"}).status_code == 422
    assert bakery.post("/redemptions", {"code": code}).status_code == 422


def test_guessing_codes_is_slowed_down(bakery: Caller) -> None:
    from muvengine.core.vouchers.code import check_character  # noqa: PLC0415  one use

    statuses = []
    for number in range(12):
        plain = f"2345678{'23456789ABCD'[number]}"
        answer = bakery.post(
            "/redemptions", {"code": plain + check_character(plain), "client_id": f"g{number}"}
        )
        statuses.append(answer.status_code)
    assert statuses == [404] * 10 + [429] * 2
    assert int(answer.headers["Retry-After"]) > 0
