"""Sending trips over the API."""

from __future__ import annotations

from datetime import datetime
from io import BytesIO
from typing import Any

import pytest

from tests.api.caller import Caller, person_caller
from tests.build import Town, ride


@pytest.fixture
def fatou(town: Town) -> Caller:
    return person_caller(town)


def test_a_trip_comes_back_with_its_sheet_and_its_lines_sum_to_the_total(fatou: Caller) -> None:
    answer = fatou.send(ride())
    assert answer.status_code == 201
    trip = answer.json
    assert trip["verdict"]["outcome"] == "confirmed"
    assert trip["routes"][0]["route"] == "gare"
    assert trip["score"]["points"] == trip["points"] > 0
    assert sum(line["points"] for line in trip["score"]["lines"]) == trip["points"]
    assert fatou.get(f"/trips/{trip['id']}").json == trip
    assert fatou.get("/wallet").json["pending"] == trip["points"]


def test_every_leg_comes_back_with_its_own_verdict(fatou: Caller) -> None:
    trip = fatou.send(ride()).json
    [leg] = trip["legs"]
    assert (leg["mode"], leg["outcome"], leg["reasons"]) == ("walk", "confirmed", [])
    # Of times that are the same instant either may come with an offset.
    assert datetime.fromisoformat(leg["from"]) == datetime.fromisoformat(trip["start"])
    assert datetime.fromisoformat(leg["to"]) == datetime.fromisoformat(trip["end"])


def test_the_same_request_again_is_answered_and_not_done(fatou: Caller) -> None:
    data = ride()
    first, again = fatou.send(data, key="one"), fatou.send(data, key="one")
    assert (first.status_code, again.status_code) == (201, 200)
    assert again.headers["Idempotency-Hit"] == "true"
    assert again.json == first.json
    assert len(fatou.get("/trips").json["items"]) == 1


def test_a_key_for_something_else_is_refused(fatou: Caller) -> None:
    fatou.send(ride(), key="one")
    answer = fatou.send(ride(), "bike", key="one")
    assert (answer.status_code, answer.json["code"]) == (422, "key_reused")


def test_the_same_fixes_under_another_key_are_a_duplicate(fatou: Caller) -> None:
    fatou.send(ride())
    answer = fatou.send(ride())
    assert (answer.status_code, answer.json["code"]) == (422, "duplicate")
    assert answer.content_type == "application/problem+json"
    assert answer.json["detail"] == "This trip was sent before. Each trip counts once."


def test_refusals_are_said_in_the_callers_language(fatou: Caller) -> None:
    answer = fatou.client.post(
        "/api/v1/trips",
        data={"file": (BytesIO(b""), "x.gpx"), "mode": "walk"},
        headers={
            "Authorization": f"Bearer {fatou.token}",
            "Idempotency-Key": "k",
            "Accept-Language": "fr",
        },
    )
    told: Any = answer.json
    assert told["code"] == "empty"
    assert told["detail"].startswith("Ce fichier est vide.")


@pytest.mark.parametrize(
    ("form", "status", "code"),
    [
        ({"mode": "walk"},                                             415, "media_type"),
        ({"file": (BytesIO(b"x"), "a"), "mode": "hover"},               422, "bad_input"),
        ({"file": (BytesIO(b"x"), "a")},                                422, "bad_input"),
        ({"file": (BytesIO(b"{}"), "a"), "mode": "walk"},               422, "not_xml"),
        ({"file": (BytesIO(b"PK\x03\x04"), "a"), "mode": "walk"},       422, "compressed"),
        ({"file": (BytesIO(b"<a/>"), "a"), "mode": "walk", "legs": "["}, 422, "bad_input"),
        ({"file": (BytesIO(b"<a/>"), "a"), "mode": "walk", "legs": '[{"mode":"car"}]'},
         422, "bad_input"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_named_and_nothing_is_kept(
    fatou: Caller, form: dict[str, object], status: int, code: str
) -> None:
    headers = {"Authorization": f"Bearer {fatou.token}", "Idempotency-Key": "k"}
    answer = fatou.client.post("/api/v1/trips", data=form, headers=headers)
    assert (answer.status_code, answer.json["code"]) == (status, code)  # type: ignore[index]
    assert fatou.get("/trips").json == {"items": [], "next": None}


def test_a_file_over_the_limit_is_refused_before_it_is_read(fatou: Caller) -> None:
    answer = fatou.client.post(
        "/api/v1/trips",
        input_stream=BytesIO(b"--x\r\n"),
        environ_overrides={"CONTENT_LENGTH": str(12 * 1024 * 1024)},
        content_type="multipart/form-data; boundary=x",
        headers={"Authorization": f"Bearer {fatou.token}", "Idempotency-Key": "k"},
    )
    assert (answer.status_code, answer.json["code"]) == (413, "too_big")  # type: ignore[index]


def test_a_raw_body_is_not_taken(fatou: Caller) -> None:
    headers = {"Authorization": f"Bearer {fatou.token}", "Idempotency-Key": "k"}
    answer = fatou.client.post(
        "/api/v1/trips", data=ride(), headers=headers, content_type="application/gpx+xml"
    )
    assert answer.status_code == 415


def test_a_write_without_a_key_is_refused(fatou: Caller) -> None:
    answer = fatou.client.post(
        "/api/v1/trips",
        data={"file": (BytesIO(ride()), "x.gpx"), "mode": "walk"},
        headers={"Authorization": f"Bearer {fatou.token}"},
    )
    assert (answer.status_code, answer.json["code"]) == (400, "key_missing")  # type: ignore[index]


def test_a_persons_trip_is_not_found_by_another(town: Town, fatou: Caller) -> None:
    from tests.people import participant  # noqa: PLC0415  one use

    ali = person_caller(town, participant(town.wiring.open_uow, "Ali"))
    trip = fatou.send(ride()).json["id"]
    answer = ali.get(f"/trips/{trip}")
    assert (answer.status_code, answer.json["code"]) == (404, "not_found")


def test_a_list_is_read_page_by_page(town: Town, fatou: Caller) -> None:
    assert fatou.get("/trips").json == {"items": [], "next": None}
    assert fatou.get("/trips?cursor=nonsense").status_code == 404
    fatou.send(ride())
    page = fatou.get("/trips").json
    assert len(page["items"]) == 1
    assert page["next"] is None
    assert town.fatou_.name not in str(page)


def test_a_car_ride_declared_as_bicycle_is_refused_with_its_figures(fatou: Caller) -> None:
    answer = fatou.send(ride(by="car", ends=((43.62, 5.07), (43.66, 5.13))), "bike")
    assert answer.status_code == 201
    assert answer.json["verdict"]["outcome"] == "refused"
    assert "speed" in answer.json["verdict"]["reasons"]
    assert answer.json["points"] == 0
    assert all("lat" not in name for name in answer.json["verdict"]["evidence"])
