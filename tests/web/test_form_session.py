"""Whose requests carry the cookie of forms."""

from __future__ import annotations

import pytest
from flask import session

from muvengine.app import create_app
from muvengine.bootstrap import Wiring
from tests.build import Town


def test_a_page_with_a_form_hands_out_the_cookie_and_the_api_none(town: Town) -> None:
    client = town.app.test_client()
    assert "muv-form" in client.get("/sign-in").headers["Set-Cookie"]
    assert client.get("/api/v1/", headers={"Authorization": "Bearer x"}).status_code == 200
    # The browser sends it with every request from now on.
    for path in ("/api/v1/trips", "/api/v1/programme", "/api/v1/no"):
        answer = client.get(path)
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")


def test_a_page_keeps_things_in_the_cookie_and_the_api_cannot(wiring: Wiring) -> None:
    app = create_app(wiring)
    with app.test_request_context("/sign-in"):
        session["seen"] = True
        assert session.modified
    with (
        app.test_request_context("/api/v1/trips"),
        pytest.raises(RuntimeError, match="session is unavailable"),
    ):
        session["seen"] = True
