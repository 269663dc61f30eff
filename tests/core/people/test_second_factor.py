"""When a code is good, and how codes on paper are read."""

from __future__ import annotations

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.people.second_factor import (
    STEP_S,
    drawn_secret,
    phone_uri,
    recovery_code,
    recovery_hash,
    secret_text,
    step_at,
    steps_to_try,
    tidy_code,
)
from tests.people import NOON, Dice


@given(after=st.integers(0, 10_000), used=st.integers(-5, 5))
def test_a_used_code_and_all_before_it_are_good_no_more(after: int, used: int) -> None:
    now = NOON + timedelta(seconds=after)
    step = step_at(now)
    tried = list(steps_to_try(now, step + used))
    assert tried == [one for one in (step - 1, step, step + 1) if one > step + used]


def test_a_phone_may_be_half_a_minute_off() -> None:
    assert len(steps_to_try(NOON, 0)) == 3
    assert step_at(NOON + timedelta(seconds=STEP_S)) == step_at(NOON) + 1


def test_a_seed_has_160_bits_and_is_typed_as_32_signs() -> None:
    dice = Dice()
    secret = drawn_secret(dice(), dice())
    assert len(secret) == 20
    assert len(secret_text(secret)) == 32


def test_the_square_names_the_town_and_the_person() -> None:
    uri = phone_uri(b"12345678901234567890", email="ines@centre.example", town="Le quartier")
    assert uri == (
        "otpauth://totp/Le%20quartier:ines%40centre.example"
        "?secret=GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ&issuer=Le%20quartier"
    )


def test_a_code_on_paper_is_read_however_it_is_typed() -> None:
    code = recovery_code(Dice("paper")())
    kept = recovery_hash(1, code)
    assert len(code) == 19
    assert kept
    for typed in (code.lower(), code.replace("-", " "), f"  {code.replace('-', '')} "):
        assert recovery_hash(1, typed) == kept
    assert recovery_hash(2, code) != kept


@pytest.mark.parametrize("typed", ["", "123456", "é" * 16, "A" * 17])
def test_anything_else_is_no_code_on_paper(typed: str) -> None:
    assert recovery_hash(1, typed) is None


@pytest.mark.parametrize(("typed", "code"), [
    ("123456",    "123456"),
    (" 123 456 ", "123456"),
    ("12345",     None),
    ("1234567",   None),
    ("12345a",    None),
    ("١٢٣٤٥٦",    None),
])  # fmt: skip
def test_a_code_is_six_digits(typed: str, code: str | None) -> None:
    assert tidy_code(typed) == code
