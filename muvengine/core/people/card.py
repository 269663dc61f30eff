"""The paper card: how people without e-mail and smartphone sign in.

A card carries a QR with a 128-bit token, the card's number to be typed where there is no
camera, and goes with a PIN that is told once and written nowhere.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.people.token import random_bits

PIN_DIGITS: Final = 4
_PIN: Final = re.compile(r"[0-9]{4,6}")
_TOKEN: Final = re.compile(r"[A-Z2-7]{26}")
# What a thief tries first; one in a thousand drawn PINs is drawn again for it.
_GUESSED_FIRST: Final = frozenset(
    {f"{digit}" * PIN_DIGITS for digit in range(10)}
    | {"0123", "1234", "2345", "3456", "4321", "9876", "1212", "2580", "1004", "2000"}
)


@dataclass(frozen=True, slots=True)
class Card:
    """A card as the house knows it: neither its token nor its PIN.

    Attributes:
        id: the row's number.
        person_id: whose card it is.
        number: what is printed under the QR, 8 characters and a check character.
        issued_at: when it was printed.
        voided_at: from when it opens nothing; None while it is good.
    """

    id: int
    person_id: int
    number: str
    issued_at: datetime
    voided_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class PrintedCard:
    """What is printed and told once, then forgotten.

    Attributes:
        number: see ``Card``.
        token: 26 characters of base 32, for the QR.
        pin: four digits.
    """

    number: str
    token: str
    pin: str

    def qr_text(self, base_url: str) -> str:
        """Give the address behind the QR, in capitals: a smaller symbol."""
        return f"{base_url}/c/{self.token}".upper()


def draw_pin(token: str) -> str:
    """Make four digits of 128 random bits; never one that a thief tries first."""
    bits = int.from_bytes(random_bits(token), "big")
    pin = ""
    while not pin or pin in _GUESSED_FIRST:
        bits, value = divmod(bits, 10**PIN_DIGITS)
        pin = f"{value:0{PIN_DIGITS}d}"
    return pin


def is_pin(text: str) -> bool:
    """Tell whether ``text`` has the shape of a PIN: four to six digits."""
    return _PIN.fullmatch(text) is not None


def as_token(text: str) -> str | None:
    """Read a card's token in either case; None when ``text`` is a typed number instead.

    A hand-held reader types the whole address behind the QR: the token is its end.
    """
    token = text.strip().rpartition("/")[2].upper()
    return token if _TOKEN.fullmatch(token) else None
