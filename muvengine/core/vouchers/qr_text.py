"""What stands in the QR code of a voucher: capitals and digits only, so that it stays small."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import MistypedCode
from muvengine.core.vouchers.code import SLIP_SHOWN, normalise

PREFIX: Final = "MUV1:"


@dataclass(frozen=True, slots=True)
class Said:
    """What a shopkeeper typed or scanned: a code or a token, never both."""

    code: str | None = None
    token: str | None = None


def qr_text(token: str) -> str:
    """Write a voucher's token for its QR code; no name, no amount, nothing personal."""
    return PREFIX + token


def understand(text: str) -> Said:
    """Tell a scanned QR text from a typed code.

    Raises:
        MistypedCode: neither; one character looks wrong.
    """
    plain = text.strip().upper()
    if plain.startswith(PREFIX):
        token = plain.removeprefix(PREFIX)
        if not (token.isascii() and token.isalnum()):
            raise MistypedCode(typed=text[:SLIP_SHOWN])
        return Said(token=token)
    return Said(code=normalise(text))
