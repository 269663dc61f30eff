"""Codes survive being read aloud, typed and mistyped."""

from __future__ import annotations

from base64 import urlsafe_b64encode

import pytest
from hypothesis import given
from hypothesis import strategies as st

from muvengine.core.errors import MistypedCode
from muvengine.core.vouchers.code import (
    ALPHABET,
    CHARACTERS,
    check_character,
    draw_code,
    in_groups,
    normalise,
)

TOKENS = st.binary(min_size=16, max_size=16).map(
    lambda bits: urlsafe_b64encode(bits).decode().rstrip("=")
)
CODES = TOKENS.map(draw_code)
PLACES = st.integers(0, CHARACTERS - 1)


@given(CODES)
def test_a_drawn_code_reads_back_however_it_is_written(code: str) -> None:
    assert len(code) == 9
    assert normalise(code) == code
    assert normalise(in_groups(code).lower()) == code
    assert normalise(f"  {code[:3]} {code[3:6]}\u00a0{code[6:]}. ") == code
    assert normalise(code.replace("0", "o").replace("1", "l").replace("V", "u")) == code


def test_a_code_is_read_aloud_in_three_groups_of_three() -> None:
    assert in_groups("K7M4QX9TD") == "K7M-4QX-9TD"


def test_of_a_slip_no_more_is_repeated_than_twenty_characters() -> None:
    with pytest.raises(MistypedCode) as caught:
        normalise("x" * 50)
    assert caught.value.facts == {"typed": "x" * 20}


@given(CODES, PLACES, st.sampled_from(ALPHABET))
def test_one_wrong_character_is_always_caught(code: str, place: int, wrong: str) -> None:
    slip = code[:place] + wrong + code[place + 1 :]
    if slip != code:
        with pytest.raises(MistypedCode):
            normalise(slip)


@given(CODES, PLACES, st.sampled_from([1, 2]))
def test_two_swapped_characters_are_always_caught(code: str, place: int, apart: int) -> None:
    letters = list(code)
    other = (place + apart) % CHARACTERS
    letters[place], letters[other] = letters[other], letters[place]
    slip = "".join(letters)
    if slip != code and other > place:
        with pytest.raises(MistypedCode):
            normalise(slip)


@given(CODES, st.integers(0, CHARACTERS - 2), st.sampled_from(ALPHABET))
def test_a_wrong_pair_is_always_caught(code: str, place: int, wrong: str) -> None:
    if code[place] == code[place + 1] != wrong:
        with pytest.raises(MistypedCode):
            normalise(code[:place] + wrong * 2 + code[place + 2 :])


@pytest.mark.parametrize("text", ["", "K7M", "K7M-4QX-9TDD", "!!!!!!!!!", "é" * 9])
def test_what_is_not_nine_characters_is_a_slip(text: str) -> None:
    with pytest.raises(MistypedCode):
        normalise(text)


@pytest.mark.parametrize(("drawn", "code"), [
    ("K7M4QX9T", "K7M4QX9T"),
    ("SEX24680", "EX246800"),     # a rude draw is passed over: one character further
])  # fmt: skip
def test_five_random_bits_are_one_character(drawn: str, code: str) -> None:
    bits = sum(ALPHABET.index(letter) << 5 * place for place, letter in enumerate(drawn))
    token = urlsafe_b64encode(bits.to_bytes(16, "big")).decode().rstrip("=")
    assert draw_code(token)[:-1] == code


def test_the_check_character_is_the_published_sum() -> None:
    # alpha = 2: one 1 at the right end weighs alpha, the next one alpha squared.
    assert check_character("00000001") == "2"
    assert check_character("00000010") == "4"
    assert check_character("00000011") == "6"
    # However many stand before it.
    assert check_character("1") == check_character("001") == "2"
    # alpha^5 = alpha^2 + 1 = 5.
    assert check_character("00010000") == "5"
