"""What the till's script asks, and what other sites may not."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from itertools import count
from typing import Any

import pytest
from flask.testing import FlaskClient

from muvengine.core.people.actor import SYSTEM
from muvengine.core.vouchers.code import normalise
from muvengine.reads.voucher_text import voucher_text
from muvengine.reads.vouchers import vouchers_of
from muvengine.services.revoke_device import revoke_device
from muvengine.services.rotate_keys import keep_keys_fresh
from tests.build import Town
from tests.conftest import Clock
from tests.web.shop.test_till import FIVE_EUROS, unknown, voucher

MARK = {"X-Till": "1"}
_keys = count()


@dataclass
class Script:
    """The till's script on one tablet."""

    client: FlaskClient

    def get(self, path: str, **headers: str) -> Any:  # noqa: ANN401  any JSON
        return self.client.get(f"/shop/{path}", headers=headers)

    def post(
        self,
        path: str,
        body: object = None,
        *,
        key: str = "",
        headers: dict[str, str] | None = None,
    ) -> Any:  # noqa: ANN401  any JSON
        sent = {"Idempotency-Key": key or f"key-{next(_keys)}", **(MARK | (headers or {}))}
        return self.client.post(f"/shop/{path}", json=body, headers=sent)

    def take(self, code: str, *, key: str = "", **more: Any) -> Any:  # noqa: ANN401
        name = key or f"tap-{next(_keys)}"
        return self.post("redemptions", {"code": code, "client_id": name, **more}, key=name)


def script(town: Town, shop: str = "boulangerie", locale: str = "en") -> Script:
    return Script(town.tablet(shop, locale).client)


def sign(town: Town) -> None:
    wiring = town.wiring
    secret = wiring.settings.secret_key
    keep_keys_fresh(wiring.open_uow, wiring.open_reading, secret, now=wiring.now())


def signed(town: Town) -> str:
    [newest, *_] = vouchers_of(town.wiring.open_reading, town.fatou_.id)
    wiring = town.wiring
    return voucher_text(wiring.open_reading, wiring.settings.secret_key, newest)


@pytest.mark.parametrize(("locale", "title"), [("en", "A loaf"), ("fr", "Un pain")])
def test_a_voucher_is_taken_and_told_in_the_tablets_language(
    town: Town, locale: str, title: str
) -> None:
    code = voucher(town)
    answer = script(town, locale=locale).take(code)
    assert answer.status_code == 201
    assert answer.json == {
        "id": answer.json["id"],
        "state": "accepted",
        "offer": 1,
        "title": title,
        "pictogram": "bread",
        "amount_cents": 100,
        "code_end": normalise(code)[-3:],
        "scanned_at": "2026-04-07T14:00:00+02:00",
        "undo_until": "2026-04-07T14:15:00+02:00",
    }


def test_the_same_tap_hears_the_same_and_another_that_it_is_used(town: Town) -> None:
    till, code = script(town), voucher(town)
    first = till.take(code, key="a")
    again = till.take(code, key="a")
    assert (again.status_code, again.json) == (201, first.json)
    assert again.headers["Idempotency-Hit"] == "true"
    used = till.take(code)
    assert used.status_code == 409
    assert used.content_type == "application/problem+json"
    assert used.json["code"] == "already_redeemed"
    assert used.json["at"] == "2026-04-07T14:00:00+02:00"
    assert used.json["shop"] == "Boulangerie du Cours"
    assert "Tuesday 7 April, 14:00" in used.json["sentence"]


def test_undo_makes_it_good_again_within_fifteen_minutes(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    number = till.take(code).json["id"]
    undone = till.post(f"redemptions/{number}/undo")
    assert (undone.status_code, undone.json["state"]) == (200, "undone")
    assert undone.json["undo_until"] is None
    number = till.take(code).json["id"]
    clock.moment += timedelta(minutes=16)
    late = till.post(f"redemptions/{number}/undo")
    assert (late.status_code, late.json["code"]) == (409, "undo_late")
    states = [one["state"] for one in till.get("last").json["items"]]
    assert states == ["accepted", "undone"]


@pytest.mark.parametrize(("body", "status", "code"), [
    ({"client_id": "x"},                                    422, "bad_input"),
    ({"code": "A", "token": "B", "client_id": "x"},         422, "bad_input"),
    ({"code": "222222222"},                                 422, "bad_input"),
    ({"code": "222222222", "client_id": "x", "till": 1},    422, "bad_input"),
    ({"code": "222222222", "client_id": "x", "offline": "1"}, 422, "bad_input"),
    ({"code": "K7M-4QX-9TA", "client_id": "x"},             404, "bad_check"),
    ({"token": "ABC", "client_id": "x"},                    404, "unknown_code"),
    ([],                                                    422, "bad_input"),
])  # fmt: skip
def test_a_wrong_body_takes_nothing(town: Town, body: object, status: int, code: str) -> None:
    answer = script(town).post("redemptions", body)
    assert (answer.status_code, answer.json["code"]) == (status, code)
    assert answer.json["sentence"]


def test_what_http_refuses_is_a_problem_too(town: Town) -> None:
    client = script(town).client
    plain = client.post("/shop/redemptions", data=b"{", headers=MARK, content_type="text/plain")
    broken = client.post(
        "/shop/redemptions", data=b"{", headers=MARK, content_type="application/json"
    )
    assert (plain.status_code, plain.get_json()["code"]) == (415, "media_type")
    assert (broken.status_code, broken.get_json()["code"]) == (400, "bad_request")
    nameless = client.post(
        "/shop/redemptions", json={"code": unknown(1), "client_id": "x"}, headers=MARK
    )
    assert (nameless.status_code, nameless.get_json()["code"]) == (400, "key_missing")


@pytest.mark.parametrize("headers", [
    {"X-Till": ""},
    {"X-Till": "0"},
    {"Origin": "https://evil.example"},
    {"Origin": "null"},
    {"Sec-Fetch-Site": "cross-site"},
    {"Sec-Fetch-Site": "same-site"},
])  # fmt: skip
def test_what_another_site_makes_a_browser_send_is_refused(
    town: Town, headers: dict[str, str]
) -> None:
    till, code = script(town), voucher(town)
    body = {"code": code, "client_id": "x"}
    answer = till.post("redemptions", body, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (403, "not_allowed")
    ours = {"Origin": "http://localhost", "Sec-Fetch-Site": "same-origin"}
    number = till.post("redemptions", body, headers=ours).json["id"]
    assert till.post(f"redemptions/{number}/undo", headers=headers).status_code == 403


def test_a_form_of_another_site_cannot_send_the_mark(town: Town) -> None:
    form = {"code": voucher(town), "client_id": "x"}
    answer = script(town).client.post("/shop/redemptions", data=form)
    assert (answer.status_code, answer.get_json()["code"]) == (403, "not_allowed")


def test_what_was_done_without_network_is_heard_with_its_own_time(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    till.get("snapshot")
    clock.moment += timedelta(hours=3)
    till.get("snapshot")
    scanned: dict[str, Any] = {"offline": True, "scanned_at": "2026-04-07T12:30:00Z"}
    answer = till.take(code, **scanned)
    assert (answer.status_code, answer.json["state"]) == (201, "accepted")
    assert answer.json["scanned_at"] == "2026-04-07T14:30:00+02:00"
    again = till.take(code, **scanned)
    assert (again.status_code, again.json["state"]) == (201, "disputed")


def test_a_tap_refused_with_network_is_a_fact_when_it_comes_again_as_made_without(
    town: Town,
) -> None:
    till, other, code = script(town), script(town), voucher(town, FIVE_EUROS)
    cafe = script(town, "cafe")
    cafe.take(code)
    assert cafe.take(code, key="lost").status_code == 409
    fact = cafe.take(code, key="lost", offline=True)
    assert (fact.status_code, fact.json["state"]) == (201, "disputed")
    assert cafe.take(code, key="lost", offline=True).json == fact.json
    for one in (till, other):
        assert one.take(code, offline=True).json["code"] == "wrong_shop"


def test_a_revoked_tablet_is_out_but_tells_what_it_did_before(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    device = till.get("snapshot").json["device"]
    clock.moment += timedelta(hours=1)
    revoke_device(town.wiring.open_uow, device, actor=SYSTEM, now=clock.moment)
    clock.moment += timedelta(hours=1)
    assert till.get("snapshot").status_code == 401
    assert till.take(code).status_code == 401
    before = till.take(code, offline=True, scanned_at="2026-04-07T12:30:00Z")
    assert (before.status_code, before.json["state"]) == (201, "accepted")
    second = voucher(town, FIVE_EUROS)
    assert till.take(second, offline=True).json["code"] == "wrong_shop"
    clock.moment += timedelta(days=5)
    assert till.take(code, offline=True).status_code == 401


def test_guessing_waits_then_suspends_and_facts_are_still_heard(town: Town, clock: Clock) -> None:
    till, code = script(town), voucher(town)
    statuses = [till.take(unknown(number)).status_code for number in range(11)]
    assert statuses == [404] * 10 + [429]
    waits = till.take(unknown(11))
    assert 0 < waits.json["retry_after_s"] <= 60
    assert waits.headers["Retry-After"] == str(waits.json["retry_after_s"])
    assert till.take(unknown(12), offline=True).json["code"] == "too_many_attempts"
    for number in range(20, 50):
        clock.moment += timedelta(minutes=1)
        last = till.take(unknown(number))
        if last.json["code"] == "tablet_suspended":
            break
    assert last.status_code == 403
    assert "organiser" in last.json["sentence"]
    assert till.take(code).json["code"] == "tablet_suspended"
    fact = till.take(code, offline=True)
    assert (fact.status_code, fact.json["state"]) == (201, "accepted")


def test_a_tap_that_had_to_wait_is_good_afterwards_by_the_same_key(
    town: Town, clock: Clock
) -> None:
    till, code = script(town), voucher(town)
    for number in range(11):
        last = till.take(unknown(number))
    assert last.status_code == 429
    assert till.take(code, key="waited").status_code == 429
    clock.moment += timedelta(minutes=10)
    assert till.take(code, key="waited").json["state"] == "accepted"


@pytest.mark.parametrize("offline", [False, True])
def test_a_tap_hears_the_same_when_it_is_made_and_when_it_is_read(
    town: Town, *, offline: bool
) -> None:
    till, code = script(town), voucher(town)
    made = till.take(code, key="once", offline=offline)
    read = till.take(code, key="once", offline=offline)
    assert (made.status_code, made.headers.get("Idempotency-Hit")) == (201, None)
    assert read.headers["Idempotency-Hit"] == "true"
    assert made.json == read.json
