"""Ways in and out: card, password, link, language."""

from muvengine.web.account import (
    access,
    card,
    code,
    counter,
    hunt,
    language,
    link,
    mail,
    pair,
    password,
    sign_in,
    sign_out,
    staff,
    stop,
)
from muvengine.web.account.pages import pages

__all__ = [
    "access",
    "card",
    "code",
    "counter",
    "hunt",
    "language",
    "link",
    "mail",
    "pages",
    "pair",
    "password",
    "sign_in",
    "sign_out",
    "staff",
    "stop",
]
