"""Codes that people type: eight random characters and one that catches slips.

The alphabet is Crockford's base 32: no I, L, O or U, so that nobody wonders which one it is.
The check character is a weighted sum over GF(32) with x^5 + x^2 + 1: it catches every single
wrong character, every swap of two neighbours or of two with one between, and every doubled
pair, and it is itself a character of the alphabet.  It adds nothing against guessing.
"""

from __future__ import annotations

from typing import Final

from muvengine.core.errors import MistypedCode
from muvengine.core.people.token import random_bits

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
RANDOM_CHARACTERS: Final = 8
CHARACTERS: Final = RANDOM_CHARACTERS + 1
BITS_PER_CHARACTER: Final = 5
_FIELD: Final = 0b100101
_OVERFLOW: Final = 0b100000
_READ_AS: Final = str.maketrans("OILU", "011V")
SLIP_SHOWN: Final = 20
PRACTICE: Final = "PRACT1CE"
"""Before its check character: stands on cards and vouchers to learn with, and is never drawn."""

# A code is read aloud at a counter.
_RUDE: Final = ("ANA1", "CACA", "CVN", "MERD", "PVTE", "F0VT", "FVCK", "SH1T", "SEX", "ASS", "NAZ1")


def draw_code(token: str) -> str:
    """Make a code of 128 random bits; never one that spells something rude.

    Args:
        token: freshly drawn, 22 URL-safe characters.
    """
    bits = int.from_bytes(random_bits(token), "big")
    while True:
        characters = "".join(
            ALPHABET[bits >> BITS_PER_CHARACTER * place & 0b11111]
            for place in range(RANDOM_CHARACTERS)
        )
        code = characters + check_character(characters)
        if characters != PRACTICE and not any(word in code for word in _RUDE):
            return code
        bits >>= BITS_PER_CHARACTER


def check_character(characters: str) -> str:
    """Give the character that belongs behind ``characters``, at most 30 of them."""
    total, weight = 0, 1
    for character in reversed(characters):
        weight = _double(weight)
        total ^= _times(weight, ALPHABET.index(character))
    return ALPHABET[total]


def normalise(text: str) -> str:
    """Read a code as people type it: any case, spaces, dashes, O for 0, I and L for 1, U for V.

    Raises:
        MistypedCode: not nine characters of the alphabet, or the check character does not fit.
    """
    letters = text.upper().translate(_READ_AS)
    code = "".join(letter for letter in letters if letter in ALPHABET)
    if len(code) != CHARACTERS or check_character(code[:-1]) != code[-1]:
        raise MistypedCode(typed=text[:SLIP_SHOWN])
    return code


def is_practice(text: str) -> bool:
    """Tell whether a code as people type it is that of practice cards and vouchers."""
    try:
        return normalise(text)[:-1] == PRACTICE
    except MistypedCode:
        return False


def practice_code() -> str:
    """Give the code of practice cards and vouchers, with its check character."""
    return PRACTICE + check_character(PRACTICE)


def in_groups(code: str) -> str:
    """Write a code in three groups of three, as ``K7M-4QX-9TD``."""
    return "-".join(code[start : start + 3] for start in range(0, len(code), 3))


def _times(left: int, right: int) -> int:
    product = 0
    while right:
        if right & 1:
            product ^= left
        left = _double(left)
        right >>= 1
    return product


def _double(value: int) -> int:
    value <<= 1
    return value ^ _FIELD if value & _OVERFLOW else value
