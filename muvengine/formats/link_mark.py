"""Links that do one thing for one person without signing them in, and need no row.

The mark is made from the installation's secret: nobody makes one for somebody else.
"""

from __future__ import annotations

import hashlib
import hmac
from base64 import urlsafe_b64encode
from typing import Final

# 128 bits, as of a drawn token.
MARK_BYTES: Final = 16


class LinkMark:
    """Makes and knows marks; one secret and purpose, one kind of mark."""

    def __init__(self, secret: str, purpose: str) -> None:
        assert secret
        name = f"muvengine {purpose} mark 1\0"
        self._key = hashlib.sha512(name.encode() + secret.encode()).digest()

    def of(self, name: str) -> str:
        """Give the mark of a name: 22 URL-safe characters."""
        made = hmac.digest(self._key, name.encode(), "sha256")[:MARK_BYTES]
        return urlsafe_b64encode(made).decode().rstrip("=")

    def fits(self, name: str, mark: str) -> bool:
        """Tell whether this is the mark of a name."""
        return hmac.compare_digest(self.of(name).encode(), mark.encode())
