"""A colleague chooses a password and signs in with it."""

from __future__ import annotations

import pytest

from tests.desk import Desk


def test_a_new_password_ends_the_session_and_opens_the_next(desk: Desk) -> None:
    browser = desk.signed_in(desk.maud)
    page = browser.post("/password", password="quatre trams bleus", again="quatre trams bleus")
    assert page.path == "/sign-in/staff"
    assert page.told
    page = browser.post(
        "/sign-in/staff", email="maud@centre.example", password="quatre trams bleus"
    )
    assert page.path == "/desk"


@pytest.mark.parametrize(("password", "again", "said"), [
    ("short",               "short",               "too short"),
    ("motdepasse1",         "motdepasse1",         "Too many people"),
    ("quatre trams bleus",  "quatre trams bleu",   "not the same"),
    ("",                    "",                    "Type a password"),
])  # fmt: skip
def test_what_is_wrong_is_said_beside_the_field(
    desk: Desk, password: str, again: str, said: str
) -> None:
    browser = desk.signed_in(desk.maud)
    page = browser.post("/password", 422, password=password, again=again)
    assert said in page.alert


def test_strangers_sign_in_first(desk: Desk) -> None:
    assert desk.browser().get("/password").path == "/sign-in/staff"
