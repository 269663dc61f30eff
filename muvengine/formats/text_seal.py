"""Short secrets at rest, encrypted: mails that wait, seeds of codes.

A mail that waits holds a link that signs in, and the seed of somebody's codes makes all of them:
who gets hold of the database alone, or of a backup, reads neither.  AES-SIV, as for traces: the
name goes in as associated data, so that a sealed text opens for its own row only.
"""

from __future__ import annotations

import hashlib


class TextSeal:
    """Closes and opens texts; one secret and purpose, one seal."""

    def __init__(self, secret: str, purpose: str) -> None:
        assert secret
        name = f"muvengine {purpose} seal 1\0"
        self._key = hashlib.sha512(name.encode() + secret.encode()).digest()

    def close(self, text: str, name: str) -> bytes:
        """Seal a text for the row of this name."""
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        return AESSIV(self._key).encrypt(text.encode(), [name.encode()])

    def open(self, sealed: bytes, name: str) -> str | None:
        """Open what ``close`` made for this row; None when the secret was changed since."""
        from cryptography.exceptions import InvalidTag  # noqa: PLC0415  slow
        from cryptography.hazmat.primitives.ciphers.aead import AESSIV  # noqa: PLC0415  slow

        try:
            return AESSIV(self._key).decrypt(sealed, [name.encode()]).decode()
        except InvalidTag:
            return None
