"""An organiser writes down who a shop is before the law, and where its money goes."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from muvengine.core.people.actor import Actor
from muvengine.core.vouchers.statement import Payee
from muvengine.formats.bank import read_iban
from muvengine.services.attempt import OpenUow


def save_payee(
    open_uow: OpenUow, shop_key: str, payee: Payee, *, actor: Actor, now: datetime
) -> None:
    """Keep who is paid for a shop; closed statements keep who it was.

    Raises:
        BadInput: the IBAN has a slip.
        NotFound: no such shop.
    """
    checked = replace(payee, iban=read_iban(payee.iban))
    with open_uow() as uow:
        shop = uow.shops.get(key=shop_key)
        changed = uow.settlements.payee(shop.id) != checked
        uow.settlements.save_payee(shop.id, checked, now=now, by=actor.id)
        if changed:
            # The account itself stays out of the trail, which more people read.
            uow.audit.append(actor, "payee.save", "shop", shop.key, at=now)
        uow.commit()
