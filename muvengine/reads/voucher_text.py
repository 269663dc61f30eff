"""The text of a voucher's QR code, signed with the key in use."""

from __future__ import annotations

from collections.abc import Callable

from muvengine.core.vouchers.qr_text import qr_text
from muvengine.core.vouchers.signing_key import SigningKey, signing_now
from muvengine.core.vouchers.voucher import Voucher
from muvengine.formats.voucher_keys import VoucherKey
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def voucher_text(open_reading: OpenReading, secret: str, voucher: Voucher) -> str:
    """Give what a scanner reads off the voucher.

    Where this installation cannot sign with the kept key, since its secret was changed, the
    text is the bare code: good with network, until the next key is made.

    Args:
        open_reading: starts a reading transaction.
        secret: of this installation; empty signs nothing.
        voucher: whose text.
    """
    return qr_text(voucher, _signer(open_reading, secret) if secret else None)


def signing_keys(open_reading: OpenReading) -> tuple[SigningKey, ...]:
    """List every key, the oldest first."""
    with open_reading() as uow:
        return uow.signing_keys.all()


def can_sign(key: SigningKey, secret: str) -> bool:
    """Tell whether this installation holds the private half of a key."""
    return bool(secret) and VoucherKey(secret, key.id).public_key == key.public_key


def _signer(open_reading: OpenReading, secret: str) -> VoucherKey | None:
    key = signing_now(signing_keys(open_reading))
    return VoucherKey(secret, key.id) if key is not None and can_sign(key, secret) else None
