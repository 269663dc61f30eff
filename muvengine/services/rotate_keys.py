"""The programme begins to sign vouchers with a new key; the old ones go on being checked."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.vouchers.signing_key import ID_MAX, SigningKey, signing_now
from muvengine.formats.voucher_keys import VoucherKey
from muvengine.services.attempt import OpenUow
from muvengine.store.unit_of_work import UnitOfWork


def rotate_keys(open_uow: OpenUow, secret: str, *, actor: Actor, now: datetime) -> int:
    """Make the next key, let it sign from now on, and give its number.

    Args:
        open_uow: starts a writing transaction.
        secret: of this installation.
        actor: by whose hand.
        now: aware.

    Raises:
        NotPossible: ``state`` is used_up: 255 keys were made; or raced: another hand made one
            at the same moment.
    """
    with open_uow() as uow:
        number = _next(uow, secret, actor, now)
        uow.commit()
    return number


def keep_keys_fresh(
    open_uow: OpenUow, open_reading: OpenUow, secret: str, *, now: datetime
) -> bool:
    """Make a key where there is none, none of this secret, or only one older than a year.

    Returns:
        True when one was made.
    """
    with open_reading() as uow:
        if not _is_due(uow, secret, now):
            return False
    with open_uow() as uow:
        if not _is_due(uow, secret, now):
            return False
        _next(uow, secret, SYSTEM, now)
        uow.commit()
    return True


def _is_due(uow: UnitOfWork, secret: str, now: datetime) -> bool:
    key = signing_now(uow.signing_keys.all())
    if key is None or key.is_old(now):
        return True
    return VoucherKey(secret, key.id).public_key != key.public_key


def _next(uow: UnitOfWork, secret: str, actor: Actor, now: datetime) -> int:
    number = max((key.id for key in uow.signing_keys.all()), default=0) + 1
    if number > ID_MAX:
        raise NotPossible(state="used_up")
    key = SigningKey(number, VoucherKey(secret, number).public_key, active_from=now)
    if not uow.signing_keys.add(key):
        raise NotPossible(state="raced")
    uow.signing_keys.retire(before_id=number, now=now)
    uow.audit.append(actor, "keys.rotate", "signing_key", str(number), at=now)
    return number
