"""What stands in the QR code of a voucher: capitals and digits only, so that it stays small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import MistypedCode
from muvengine.core.vouchers.code import SLIP_SHOWN, normalise
from muvengine.core.vouchers.signed_text import (
    CHARACTERS,
    Promise,
    SignedPromise,
    Signer,
    is_token_id,
    read_signed,
    write_signed,
)
from muvengine.core.vouchers.voucher import Voucher

PREFIX: Final = "MUV1:"


@dataclass(frozen=True, slots=True)
class Said:
    """What a shopkeeper typed or scanned: a code or a token, never both.

    Attributes:
        code: nine characters, typed.
        token: of a voucher; random text of an older one, else 16 hexadecimal characters.
        signed: what a signed text says, whose signature is still to be checked.
    """

    code: str | None = None
    token: str | None = None
    signed: SignedPromise | None = None


def qr_text(voucher: Voucher, signer: Signer | None) -> str:
    """Write a voucher for its QR code; no name, nothing personal.

    Args:
        voucher: one bought before vouchers were signed keeps its random text.
        signer: None where no key is at hand: the code alone is then good with network only.
    """
    if not is_token_id(voucher.token):
        return plain_text(voucher.token)
    if signer is None:
        return voucher.code
    promise = Promise(
        voucher.token,
        voucher.offer_id,
        voucher.shop_id,
        voucher.face_cents,
        voucher.first_day,
        voucher.last_day,
    )
    return plain_text(write_signed(promise, signer))


def plain_text(token: str) -> str:
    """Write a token as a scanner types it."""
    return PREFIX + token


def understand(text: str) -> Said:
    """Tell a scanned QR text from a typed code.

    Raises:
        MistypedCode: neither; one character looks wrong.
    """
    plain = text.strip().upper()
    if not plain.startswith(PREFIX):
        return Said(code=normalise(text))
    token = plain.removeprefix(PREFIX)
    if not (token.isascii() and token.isalnum()):
        raise MistypedCode(typed=text[:SLIP_SHOWN])
    if len(token) == CHARACTERS:
        signed = read_signed(token)
        return Said(token=signed.promise.token_id, signed=signed)
    if is_token_id(token.lower()):
        # The number of a signed voucher without its signature proves nothing.
        raise MistypedCode(typed=text[:SLIP_SHOWN])
    return Said(token=token)
