"""Whether a pairing code belongs to a demo."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import MistypedCode
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


def pairs_again(open_reading: OpenReading, code: str, *, now: datetime) -> bool:
    """Tell whether opening the link may pair at once: only a demo's code may be used again.

    Any other code asks for a tap first, since programs that look at links would use it up.
    """
    try:
        plain = normalise(code)
    except MistypedCode:
        return False
    with open_reading() as uow:
        return uow.shops.code_is_reusable(token_hash(plain), now=now)
