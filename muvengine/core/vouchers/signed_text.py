"""The signed text of a voucher: what a tablet without network can check by itself.

::

    version 1 | key 1 | token 8 | offer 4 | shop 4 | cents 4 | first day 2 | last day 2
    signature 64 (Ed25519, of the 26 bytes before it)

Big-endian, of fixed width, so that no length has to be believed; 90 bytes are 144 characters
of base 32 without padding.  Two bytes are too few for a shop's number: rows may count further
than 65 535.  No name, nothing personal.
"""

from __future__ import annotations

import re
from base64 import b32decode, b32encode
from dataclasses import dataclass
from datetime import date, timedelta
from struct import Struct
from typing import Final, Protocol

from muvengine.core.errors import MistypedCode
from muvengine.core.people.token import random_bits
from muvengine.core.vouchers.code import SLIP_SHOWN

VERSION: Final = 1
EPOCH: Final = date(2020, 1, 1)
TOKEN_BYTES: Final = 8
SIGNATURE_BYTES: Final = 64
BODY: Final = Struct(">BB8sIIIHH")
CHARACTERS: Final = (BODY.size + SIGNATURE_BYTES) * 8 // 5
_TOKEN_ID: Final = re.compile(r"[0-9a-f]{16}")


class Signer(Protocol):
    """Whoever holds a private key."""

    @property
    def key_id(self) -> int:
        """Which key, 1 to 255."""

    def sign(self, body: bytes) -> bytes:
        """Give the 64 bytes of a signature."""


@dataclass(frozen=True, slots=True)
class Promise:
    """What a voucher's text says.

    Attributes:
        token_id: 16 hexadecimal characters, small letters.
        offer_id, shop_id: what, where.
        cents: its face value.
        first_day, last_day: both included, on the town's calendar.
    """

    token_id: str
    offer_id: int
    shop_id: int
    cents: int
    first_day: date
    last_day: date


@dataclass(frozen=True, slots=True)
class SignedPromise:
    """A promise as it was read, to be checked: ``body`` is what the signature is of."""

    promise: Promise
    key_id: int
    body: bytes
    signature: bytes


def draw_token_id(token: str) -> str:
    """Make a voucher's own number of a fresh token: 64 random bits as 16 small hex letters."""
    return random_bits(token)[:TOKEN_BYTES].hex()


def is_token_id(token: str) -> bool:
    """Tell a signed voucher's own number from the random text of an older voucher."""
    return _TOKEN_ID.fullmatch(token) is not None


def write_signed(promise: Promise, signer: Signer) -> str:
    """Write and sign a promise: 144 characters of A to Z and 2 to 7."""
    body = BODY.pack(
        VERSION,
        signer.key_id,
        bytes.fromhex(promise.token_id),
        promise.offer_id,
        promise.shop_id,
        promise.cents,
        (promise.first_day - EPOCH).days,
        (promise.last_day - EPOCH).days,
    )
    return b32encode(body + signer.sign(body)).decode()


def read_signed(text: str) -> SignedPromise:
    """Read what ``write_signed`` wrote, in capitals; the signature is not looked at here.

    Raises:
        MistypedCode: not such a text, or of a version to come.
    """
    try:
        data = b32decode(text)
    except ValueError as error:
        raise MistypedCode(typed=text[:SLIP_SHOWN]) from error
    if len(data) != BODY.size + SIGNATURE_BYTES or data[0] != VERSION:
        raise MistypedCode(typed=text[:SLIP_SHOWN])
    body = data[: BODY.size]
    _, key_id, token, offer_id, shop_id, cents, first, last = BODY.unpack(body)
    days = EPOCH + timedelta(days=first), EPOCH + timedelta(days=last)
    promise = Promise(token.hex(), offer_id, shop_id, cents, *days)
    return SignedPromise(promise, key_id, body, data[BODY.size :])
