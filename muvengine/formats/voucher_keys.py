"""Ed25519 keys that sign vouchers: the private half comes from the installation's secret.

It is computed when it is needed and stands in no file and in no row: whoever gets hold of the
database alone, or of a backup, signs nothing.  Another secret makes other keys; ``signing_key``
then shows that this installation cannot sign with the kept one, and it makes the next.
"""

from __future__ import annotations

import hashlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from functools import cached_property
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

SEED_BYTES = 32


class VoucherKey:
    """One private key of this installation."""

    def __init__(self, secret: str, key_id: int) -> None:
        assert secret
        name = b"muvengine voucher key\0" + key_id.to_bytes(1, "big") + b"\0"
        self._seed = hashlib.sha512(name + secret.encode()).digest()[:SEED_BYTES]
        self.key_id = key_id

    @cached_property
    def public_key(self) -> str:
        """Give the public half: 32 bytes in base64url without padding."""
        return urlsafe_b64encode(self._private.public_key().public_bytes_raw()).decode().rstrip("=")

    def sign(self, body: bytes) -> bytes:
        """Give the 64 bytes of a signature."""
        return self._private.sign(body)

    @cached_property
    def _private(self) -> Ed25519PrivateKey:
        from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  slow
            Ed25519PrivateKey,
        )

        return Ed25519PrivateKey.from_private_bytes(self._seed)


def is_signed_by(public_key: str, body: bytes, signature: bytes) -> bool:
    """Tell whether the holder of ``public_key`` signed ``body``."""
    from cryptography.exceptions import InvalidSignature  # noqa: PLC0415  slow
    from cryptography.hazmat.primitives.asymmetric.ed25519 import (  # noqa: PLC0415  slow
        Ed25519PublicKey,
    )

    key = Ed25519PublicKey.from_public_bytes(urlsafe_b64decode(public_key + "="))
    try:
        key.verify(signature, body)
    except InvalidSignature:
        return False
    return True
