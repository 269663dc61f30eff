"""A colleague signs beside, at somebody else's computer."""

from __future__ import annotations

from flask import request

from muvengine.services.sign_in import Vouching, check_colleague
from muvengine.web import here


def second_hand(email: str) -> int | None:
    """Let the second colleague sign with their own password; None when nobody does.

    Raises:
        BadCredentials, TooManyAttempts: see ``check_colleague``.
    """
    if not email:
        return None
    wiring = here.wiring()
    password, code = (request.form.get(name, "") for name in ("password", "code"))
    vouching = Vouching(email, password, code, here.address())
    return check_colleague(wiring.open_uow, here.code_seal(), vouching, now=wiring.now()).id
