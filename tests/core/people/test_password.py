"""A password is long and not among those tried first; nothing else is asked."""

from __future__ import annotations

import pytest

from muvengine.core.errors import BadInput
from muvengine.core.people.password import check_email, check_password, normalised

EMAIL = "maud@centre.example"


@pytest.mark.parametrize(("password", "problem"), [
    ("",                          "short"),
    ("kR7!aa2",                   "short"),
    ("x" * 129,                   "long"),
    ("password1",                 "common"),
    ("Motdepasse2026!",           "common"),
    ("  azerty123 ",              "common"),
    ("12345678",                  "common"),
    ("1985-04-07",                "common"),
    ("aaaaaaaaaa",                "common"),
    ("abababab",                  "common"),
    ("Maud@Centre.example",       "common"),
])  # fmt: skip
def test_a_weak_password_is_refused(password: str, problem: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_password(password, email=EMAIL)
    assert refused.value.facts["fields"] == {"password": problem}


@pytest.mark.parametrize("password", ["trois vélos verts", "kR7!aa2x", "été " * 32])
def test_a_long_password_without_signs_is_good(password: str) -> None:
    check_password(password, email=EMAIL)


def test_the_same_letter_from_two_keyboards_is_one_password() -> None:
    assert normalised("ve\u0301lo") == normalised("v\u00e9lo")


@pytest.mark.parametrize("email", ["", "maud", "maud@centre", "a b@c.de", "a@b@c.de", "a@b.c."])
def test_what_is_no_address_is_refused(email: str) -> None:
    with pytest.raises(BadInput) as refused:
        check_email(email)
    assert refused.value.facts["fields"] == {"email": "wrong"}


def test_an_address_is_kept_in_small_letters() -> None:
    assert check_email("  Maud@Centre.Example ") == EMAIL
