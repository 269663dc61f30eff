"""A tablet comes to belong to a shop, by a code the organiser made."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from muvengine.core.errors import BadCredentials, MistypedCode
from muvengine.core.people.actor import Actor
from muvengine.core.people.limits import PAIRING_OF_ADDRESS
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import draw_code, normalise
from muvengine.services.attempt import OpenUow
from muvengine.services.throttle import key_of, take

CODE_LIFE: Final = timedelta(minutes=10)
# Forty random bits and ten tries in ten minutes from an address: nobody guesses it meanwhile.
LETTER_CODE_LIFE: Final = timedelta(days=14)
DEMO_CODE_LIFE: Final = timedelta(days=30)


@dataclass(frozen=True, slots=True)
class PairedTablet:
    """What a tablet keeps: its token, which we keep only hashed."""

    token: str
    device_id: int
    shop_id: int


def make_pairing_code(
    open_uow: OpenUow,
    shop_key: str,
    *,
    actor: Actor,
    now: datetime,
    new_token: Callable[[], str],
    reusable: bool = False,
) -> str:
    """Draw a code that pairs one tablet within ten minutes; a demo's may be used again.

    Raises:
        NotFound: no such shop.
    """
    code = draw_code(new_token())
    life = DEMO_CODE_LIFE if reusable else CODE_LIFE
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        uow.shops.add_code(
            token_hash(code), shop.id, now=now, expires_at=now + life, reusable=reusable
        )
        uow.audit.append(actor, "device.invite", "shop", shop.key, at=now)
        uow.commit()
    return code


def make_letter_code(
    open_uow: OpenUow, shop_key: str, *, actor: Actor, now: datetime, new_token: Callable[[], str]
) -> str:
    """Draw a code for a letter: it pairs one tablet, once, within two weeks.

    Raises:
        NotFound: no such shop.
    """
    code = draw_code(new_token())
    with open_uow() as uow:
        shop, ends = uow.shops.get(key=shop_key), now + LETTER_CODE_LIFE
        uow.shops.add_code(token_hash(code), shop.id, now=now, expires_at=ends, reusable=False)
        uow.audit.append(actor, "device.invite", "shop", shop.key, at=now)
        uow.commit()
    return code


def pair_device(
    open_uow: OpenUow,
    code: str,
    *,
    address: str,
    name: str,
    now: datetime,
    new_token: Callable[[], str],
) -> PairedTablet:
    """Use a pairing code up and give the tablet its token.

    Raises:
        TooManyAttempts: too many wrong codes from this address.
        BadCredentials: the code is wrong, old or used.
    """
    take(open_uow, key=key_of("pairing", address), limit=PAIRING_OF_ADDRESS, now=now)
    token = new_token() + new_token()
    with open_uow() as uow:
        pairing = uow.shops.use_code(token_hash(_read(code)), now=now)
        if pairing is None:
            raise BadCredentials
        device_id = uow.shops.add_device(pairing.shop_id, token_hash(token), name, now=now)
        actor = Actor("device", device_id)
        uow.audit.append(actor, "device.pair", "shop", str(pairing.shop_id), at=now)
        uow.commit()
    return PairedTablet(token=token, device_id=device_id, shop_id=pairing.shop_id)


def _read(code: str) -> str:
    try:
        return normalise(code)
    except MistypedCode as slip:
        raise BadCredentials from slip
