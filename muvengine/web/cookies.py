"""The two cookies that open doors: a person's session and a tablet's pairing."""

from __future__ import annotations

from typing import Final

from flask import current_app, request
from werkzeug.wrappers import Response

SESSION: Final = "session"
DEVICE: Final = "tablet"
DAY_S: Final = 86_400
DEVICE_DAYS: Final = 400


def read_cookie(kind: str) -> str | None:
    """Give the token a browser sent, if any."""
    return request.cookies.get(_name(kind))


def set_cookie(response: Response, kind: str, token: str, *, days: int | None) -> None:
    """Hand a token to the browser.

    Args:
        response: what is about to be sent.
        kind: ``SESSION`` or ``DEVICE``.
        token: kept by us only as a hash.
        days: None ends with the browser, as on a shared computer.
    """
    response.set_cookie(
        _name(kind),
        token,
        max_age=None if days is None else days * DAY_S,
        path="/",
        secure=_secure(),
        httponly=True,
        samesite="Lax",
    )


def drop_cookie(response: Response, kind: str) -> None:
    """Take a token back."""
    response.delete_cookie(_name(kind), path="/", secure=_secure(), httponly=True, samesite="Lax")


def _secure() -> bool:
    return bool(current_app.config["SESSION_COOKIE_SECURE"])


def _name(kind: str) -> str:
    # The prefix makes browsers refuse the cookie from a sibling domain; it needs https.
    return f"__Host-muv-{kind}" if _secure() else f"muv-{kind}"
