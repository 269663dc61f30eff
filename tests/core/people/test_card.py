"""A card: small QR, a PIN that is not the first guess."""

from __future__ import annotations

from base64 import b32decode, urlsafe_b64encode

import pytest
import segno
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.people.card import PrintedCard, as_token, draw_pin, is_pin
from muvengine.core.people.token import random_bits, token_hash, upper_case
from tests.people import Dice

TOKENS = st.text(st.characters(max_codepoint=127), max_size=8).map(lambda seed: Dice(seed)())


@given(TOKENS)
def test_a_token_keeps_all_its_bits_in_capitals(token: str) -> None:
    capitals = upper_case(token)
    assert len(capitals) == 26
    assert b32decode(capitals + "=" * 6) == random_bits(token)
    assert as_token(f" {capitals.lower()} ") == capitals


@given(TOKENS)
def test_a_pin_is_four_digits_and_never_a_first_guess(token: str) -> None:
    pin = draw_pin(token)
    assert len(pin) == 4
    assert is_pin(pin)
    assert len(set(pin)) > 1
    assert pin != "1234"


def test_a_pin_that_thieves_try_first_is_drawn_again() -> None:
    # The lowest bits say 1234, the next ones 5678.
    bits = (1234 + 10_000 * 5678).to_bytes(16, "big")
    assert draw_pin(urlsafe_b64encode(bits).decode().rstrip("=")) == "5678"


@pytest.mark.parametrize(("text", "good"), [
    ("1234",     True),
    ("123456",   True),
    ("123",      False),
    ("1234567",  False),
    ("12a4",     False),
    ("١٢٣٤",     False),  # digits of another script are no PIN
    ("",         False),
])  # fmt: skip
def test_a_pin_has_four_to_six_digits(text: str, good: bool) -> None:  # noqa: FBT001
    assert is_pin(text) is good


def test_the_qr_is_small_because_its_text_is_in_capitals() -> None:
    card = PrintedCard("K7M4QX9TD", upper_case(Dice()()), "4071")
    text = card.qr_text("https://muv.example")
    assert text == f"HTTPS://MUV.EXAMPLE/C/{card.token}"
    drawn = segno.make(text, error="m", micro=False)
    assert drawn.mode == "alphanumeric"
    assert int(drawn.version) <= 4


def test_a_number_is_not_taken_for_a_token() -> None:
    assert as_token("K7M-4QX-9TD") is None


def test_what_is_kept_of_a_token_does_not_hold_it() -> None:
    token = Dice()()
    assert token not in token_hash(token)
    assert len(token_hash(token)) == 64
