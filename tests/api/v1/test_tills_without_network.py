"""The till over the API: its list, and what it did without network."""

from __future__ import annotations

from datetime import timedelta

import pytest

from muvengine.core.vouchers.qr_text import PREFIX
from muvengine.services.rotate_keys import keep_keys_fresh
from tests.api.caller import Caller, person_caller, till_caller
from tests.api.v1.test_from_points_to_a_coffee import bought, loaf
from tests.build import Town
from tests.conftest import Clock


@pytest.fixture
def bakery(town: Town) -> Caller:
    return till_caller(town)


def test_the_list_is_the_documented_one(town: Town, bakery: Caller) -> None:
    bought(person_caller(town))
    body = bakery.get("/shop/snapshot").json
    document = bakery.client.get("/api/v1/openapi.json").json
    assert document is not None
    schemas = document["components"]["schemas"]
    for name, part in (
        ("Snapshot", body),
        ("SnapshotVoucher", body["vouchers"][0]),
        ("SnapshotOffer", body["offers"][0]),
        ("SnapshotNotTaken", body["vouchers"][0]["not_taken"]),
        ("SnapshotShop", body["shop"]),
        ("Allowance", body["allowance"]),
    ):
        assert set(part) == set(schemas[f"{name}Out"]["properties"]), name
    assert "304" in document["paths"]["/api/v1/shop/snapshot"]["get"]["responses"]
    assert body["offers"][0]["title"] == "A loaf"


def test_the_list_is_not_sent_again_while_nothing_changed(town: Town, bakery: Caller) -> None:
    first = bakery.get("/shop/snapshot")
    headers = {"Authorization": f"Bearer {bakery.token}", "If-None-Match": first.headers["ETag"]}
    again = bakery.client.get("/api/v1/shop/snapshot", headers=headers)
    assert (again.status_code, again.data) == (304, b"")
    bought(person_caller(town))
    assert bakery.client.get("/api/v1/shop/snapshot", headers=headers).status_code == 200


def test_a_persons_token_opens_no_list(town: Town) -> None:
    answer = person_caller(town).get("/shop/snapshot")
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")


def test_a_clock_that_is_off_is_noted(town: Town, bakery: Caller, clock: Clock) -> None:
    clock.moment += timedelta(minutes=5)
    headers = {"Authorization": f"Bearer {bakery.token}", "X-Till-Clock": "2026-04-07T12:15:00Z"}
    bakery.client.get("/api/v1/shop/snapshot", headers=headers)
    page = town.ines().get("/organiser/shops/boulangerie")
    assert "its clock is 10\u00a0min off" in page.text


def test_a_signed_voucher_goes_from_the_api_to_the_till(town: Town, bakery: Caller) -> None:
    wiring = town.wiring
    secret = wiring.settings.secret_key
    keep_keys_fresh(wiring.open_uow, wiring.open_reading, secret, now=wiring.now())
    fatou = person_caller(town)
    voucher = fatou.post("/vouchers", {"offer": loaf(fatou)}).json
    token = voucher["token"].removeprefix(PREFIX)
    assert len(token) == 144
    for sent in (token[:-2] + "AA", token):
        answer = bakery.post("/redemptions", {"token": sent, "client_id": f"tap {sent[-2:]}"})
        assert answer.status_code == (404 if sent != token else 201)


def test_what_was_done_without_network_keeps_its_time(
    town: Town, bakery: Caller, clock: Clock
) -> None:
    code = bought(person_caller(town))
    clock.moment += timedelta(hours=5)
    fact = {"code": code, "client_id": "a", "offline": True, "scanned_at": "2026-04-07T13:00:00Z"}
    answer = bakery.post("/redemptions", fact)
    assert (answer.status_code, answer.json["state"]) == (201, "accepted")
    [one] = bakery.get("/shop/day").json["items"]
    assert one["scanned_at"].startswith("2026-04-07T13:00:00")
    second = bakery.post("/redemptions", fact | {"client_id": "b"})
    assert (second.status_code, second.json["state"]) == (201, "disputed")
    day = bakery.get("/shop/day").json
    assert (day["count"], day["total_cents"], len(day["items"])) == (1, 100, 2)
