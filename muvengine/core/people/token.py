"""Random tokens: what goes out, and what is kept of it.

A token is drawn by the caller (``new_token``: 128 random bits as 22 URL-safe characters) and
leaves the house once.  The database keeps only its SHA-256: a copy of the database opens no
door.  A fast hash is enough, since 128 bits cannot be guessed.
"""

from __future__ import annotations

from base64 import b32encode, urlsafe_b64decode
from hashlib import sha256
from typing import Final

TOKEN_BITS: Final = 128


def token_hash(token: str) -> str:
    """Give what the database keeps of a token: 64 hexadecimal characters."""
    return sha256(token.encode()).hexdigest()


def random_bits(token: str) -> bytes:
    """Give the 16 random bytes of a freshly drawn token."""
    bits = urlsafe_b64decode(token + "=" * (-len(token) % 4))
    assert len(bits) * 8 >= TOKEN_BITS
    return bits[: TOKEN_BITS // 8]


def upper_case(token: str) -> str:
    """Write the same 128 bits in 26 characters of A to Z and 2 to 7.

    A QR code holds capitals in fewer modules than mixed letters, so it can be printed smaller.
    """
    return b32encode(random_bits(token)).decode().rstrip("=")
