"""Decide what the programme is."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput
from muvengine.core.people.actor import Actor
from muvengine.core.trips.programme import Programme
from muvengine.services.attempt import OpenUow

NAME_CHARS_MAX: Final = 120
CONTACT_CHARS_MAX: Final = 300
VOUCHERS_A_DAY_MAX: Final = 50


def set_programme(open_uow: OpenUow, programme: Programme, *, actor: Actor, now: datetime) -> None:
    """Keep name, area, zone, languages and contact, in place of earlier ones.

    Raises:
        BadInput: a name or contact missing or too long, no language, no voucher a day or
            more than 50.
    """
    wrong = {}
    if not 0 < len(programme.name.strip()) <= NAME_CHARS_MAX:
        wrong["name"] = "length"
    if not programme.locales:
        wrong["locales"] = "missing"
    if len(programme.contact) > CONTACT_CHARS_MAX:
        wrong["contact"] = "length"
    if not 0 < programme.vouchers_a_day <= VOUCHERS_A_DAY_MAX:
        wrong["vouchers_a_day"] = "range"
    if wrong:
        raise BadInput(fields=wrong)
    with open_uow() as uow:
        uow.programme.set(programme, now)
        uow.audit.append(actor, "programme.set", "programme", "1", at=now)
        uow.commit()
