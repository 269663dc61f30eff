"""A shop asks to join, without an account."""

from __future__ import annotations

import re
from datetime import datetime
from typing import Final

from muvengine.core.errors import BadInput, MistypedCode, UnknownCode
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.limits import JOIN_OF_ADDRESS, PAIRING_OF_ADDRESS
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import draw_code, normalise
from muvengine.core.vouchers.shop_request import KeptRequest, ShopRequest
from muvengine.services.attempt import OpenUow
from muvengine.services.throttle import counting, key_of, take

_TOKEN: Final = re.compile(r"[A-Za-z0-9_-]{22}")


def ask_to_join(
    open_uow: OpenUow,
    request: ShopRequest,
    *,
    token: str,
    address: str,
    now: datetime,
) -> None:
    """Keep a request, once however often its form is sent.

    Only hashes of the token and of its code are kept: who reads the database cannot pose as
    the shop.

    Args:
        open_uow: starts a writing transaction.
        request: what was written.
        token: of the private link, drawn by us when the form was shown; ``slip_code`` tells
            the code that belongs to it.
        address: whose tries are counted.
        now: aware.

    Raises:
        BadInput: the token is none of ours.
        TooManyAttempts: too many requests from this address.
    """
    if not _TOKEN.fullmatch(token):
        raise BadInput(fields={"attempt": "wrong"})
    with open_uow() as uow:
        if uow.shop_requests.find(token_hash(token)) is not None:
            return
    take(open_uow, key=key_of("join", address), limit=JOIN_OF_ADDRESS, now=now)
    with open_uow() as uow:
        number = uow.shop_requests.add(
            request, token_hash(token), token_hash(slip_code(token)), now=now
        )
        if number is None:
            return
        uow.audit.append(SYSTEM, "shop.ask", "request", str(number), at=now)
        uow.commit()


def slip_code(token: str) -> str:
    """Give the short code that belongs to a link: for a slip of paper."""
    return draw_code(token)


def answer_by_link(open_reading: OpenUow, token: str) -> KeptRequest | None:
    """Give the request behind a private link; None when there is none, or no more."""
    if not _TOKEN.fullmatch(token):
        return None
    with open_reading() as uow:
        return uow.shop_requests.find(token_hash(token))


def answer_by_code(
    open_uow: OpenUow, open_reading: OpenUow, typed: str, *, address: str, now: datetime
) -> KeptRequest:
    """Give the request behind a code from a slip.

    Raises:
        TooManyAttempts: too many wrong codes from this address.
        MistypedCode: one character looks wrong.
        UnknownCode: no request has this code, or it was forgotten.
    """
    key, costs = key_of("join_code", address), (UnknownCode, MistypedCode)
    with counting(open_uow, open_reading, key=key, limit=PAIRING_OF_ADDRESS, now=now, costs=costs):
        code = normalise(typed)
        with open_reading() as uow:
            found = uow.shop_requests.find(token_hash(code))
        if found is None:
            raise UnknownCode(typed=code)
        return found
