"""The signed cookie that forms are bound to."""

from __future__ import annotations

from typing import Final

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface

API: Final = "/api/v1/"
"""A page for people stands here; what lies below knows its callers by a token alone."""


class FormSessions(SecureCookieSessionInterface):
    """Open the cookie for pages alone: elsewhere nobody may come to depend on one."""

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read it; None where there is to be none, which Flask then keeps empty."""
        path = request.path
        below = path.startswith(API) and path != API
        return None if below else super().open_session(app, request)
