"""Who may call what, and that every address is in the document."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from werkzeug.test import TestResponse

from tests.api.caller import Caller, person_caller, till_caller
from tests.build import Town

DATA = os.environ.get("MUV_TEST_DATA")
DOCUMENTS = {"api-docs", "api_document"}
PERSON = ("/wallet", "/trips", "/offers", "/routes", "/rulebook")


def code_of(answer: TestResponse) -> tuple[int, str]:
    assert answer.json is not None
    return answer.status_code, answer.json["code"]


@pytest.mark.parametrize("path", [*PERSON, "/shop/day"])
def test_nobody_is_let_in_without_a_good_token(town: Town, path: str) -> None:
    assert code_of(town.app.test_client().get(f"/api/v1{path}")) == (401, "sign_in_needed")
    stranger = Caller(town.app.test_client(), "made-up")
    answer = stranger.get(path)
    assert code_of(answer) == (401, "sign_in_needed")


def test_a_till_is_no_participant_and_a_participant_no_till(town: Town) -> None:
    assert code_of(till_caller(town).get("/wallet")) == (403, "not_allowed")
    assert code_of(person_caller(town).get("/shop/day")) == (403, "not_allowed")
    assert code_of(person_caller(town, town.ines_).get("/wallet")) == (403, "not_allowed")


def test_what_does_not_exist_is_a_problem_document_too(town: Town) -> None:
    fatou = person_caller(town)
    assert code_of(fatou.get("/nothing")) == (404, "not_found")
    assert code_of(fatou.post("/wallet")) == (405, "method")


def test_broken_json_is_a_bad_request(town: Town) -> None:
    fatou = person_caller(town)
    for body in ("{", "[" * 100_000, "\ufeff{}", "nul", '{"offer": 1} x'):
        answer = fatou.client.post(
            "/api/v1/vouchers",
            data=body,
            content_type="application/json",
            headers={"Authorization": f"Bearer {fatou.token}", "Idempotency-Key": "k"},
        )
        assert answer.status_code in {400, 422}, body[:20]


def test_the_document_lists_every_address_of_the_api(town: Town) -> None:
    document = town.app.test_client().get("/api/v1/openapi.json").json
    assert document is not None
    for rule in town.app.url_map.iter_rules():
        if rule.rule.startswith("/api/v1/") and rule.endpoint.split(".")[0] not in DOCUMENTS:
            path = rule.rule.replace("<int:", "<").replace("<", "{").replace(">", "}")
            assert path in document["paths"], rule.rule
    writes = document["paths"]["/api/v1/vouchers"]["post"]["parameters"]
    assert any(parameter["name"] == "Idempotency-Key" for parameter in writes)


def test_a_page_shows_the_document_to_people(town: Town) -> None:
    page = town.stranger().get("/api/v1/")
    assert "/api/v1/redemptions" in page.text
    assert "Take a voucher, once" in page.text


if DATA:
    BODIES = sorted(Path(DATA).glob("hostile/json/*.body"))

    @pytest.mark.parametrize("path", BODIES, ids=lambda path: path.name)
    @pytest.mark.parametrize("address", ["/vouchers", "/redemptions"])
    def test_no_hostile_body_breaks_an_address(town: Town, path: Path, address: str) -> None:
        caller = person_caller(town) if address == "/vouchers" else till_caller(town)
        answer = caller.client.post(
            f"/api/v1{address}",
            data=path.read_bytes(),
            content_type="application/json",
            headers={"Authorization": f"Bearer {caller.token}", "Idempotency-Key": "k"},
        )
        assert 400 <= answer.status_code < 500
        assert json.loads(answer.data)["code"]
