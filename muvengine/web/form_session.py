"""The signed cookie that forms are bound to."""

from __future__ import annotations

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface


class FormSessions(SecureCookieSessionInterface):
    """Open the cookie for pages alone: elsewhere nobody may come to depend on one.

    Args:
        but_below: a page for people stands at this path, and what lies below knows its callers
            by a token.
    """

    def __init__(self, *, but_below: str) -> None:
        self._but_below = but_below

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read it; None where there is to be none, which Flask then keeps empty."""
        path = request.path
        below = path.startswith(self._but_below) and path != self._but_below
        return None if below else super().open_session(app, request)
