"""The code of six digits that a phone shows, and the ten codes on paper for when it is lost.

Codes follow RFC 6238: one for each thirty seconds.  A phone's clock may be off by one step; a
code that was used, and every older one, is good no more.
"""

from __future__ import annotations

from base64 import b32encode
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Final
from urllib.parse import quote

from muvengine.core.people.token import random_bits, token_hash

STEP_S: Final = 30
DIGITS: Final = 6
SKEW_STEPS: Final = 1
# RFC 4226, section 4, R6.
SECRET_BYTES: Final = 20
RECOVERY_CODES: Final = 10
# 80 bits: a fast hash is enough, since nobody tries so many.
RECOVERY_CHARACTERS: Final = 16
HALF_LASTS: Final = timedelta(minutes=10)
"""Who gave a password has this long to give the code."""
_GROUP: Final = 4
_TOWN_CHARACTERS: Final = 24


def step_at(now: datetime) -> int:
    """Give the number of the thirty seconds that run."""
    return int(now.timestamp()) // STEP_S


def steps_to_try(now: datetime, last_step: int) -> range:
    """Give the steps whose code is good now: around this moment, and none that was used."""
    step = step_at(now)
    return range(max(step - SKEW_STEPS, last_step + 1), step + SKEW_STEPS + 1)


def drawn_secret(first: str, second: str) -> bytes:
    """Make the seed of somebody's codes of two drawn tokens."""
    return sha256(random_bits(first) + random_bits(second)).digest()[:SECRET_BYTES]


def secret_text(secret: bytes) -> str:
    """Write a seed as people type it into a phone: capitals and digits, without padding."""
    return b32encode(secret).decode().rstrip("=")


def phone_uri(secret: bytes, *, email: str, town: str) -> str:
    """Write what a phone's program reads from a QR code."""
    issuer = quote(town[:_TOWN_CHARACTERS])
    query = f"secret={secret_text(secret)}&issuer={issuer}"
    return f"otpauth://totp/{issuer}:{quote(email)}?{query}"


def recovery_code(token: str) -> str:
    """Make a code for paper of a drawn token: four groups of four capitals and digits."""
    text = b32encode(random_bits(token)).decode()[:RECOVERY_CHARACTERS]
    return "-".join(text[at : at + _GROUP] for at in range(0, len(text), _GROUP))


def recovery_hash(person_id: int, typed: str) -> str | None:
    """Give what is kept of a code on paper, however it was typed; None of anything else."""
    text = "".join(sign for sign in typed.upper() if sign.isalnum())
    # 0 and 1 are not among the signs; O and I look like them.
    text = text.replace("0", "O").replace("1", "I")
    if len(text) != RECOVERY_CHARACTERS or not text.isascii():
        return None
    return token_hash(f"{person_id}:{text}")


def tidy_code(typed: str) -> str | None:
    """Give six digits without spaces; None of anything else."""
    text = "".join(typed.split())
    return text if len(text) == DIGITS and text.isascii() and text.isdigit() else None
