"""Flask-Login on our own session rows: no remember cookie, nothing kept in the form cookie."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Request
from flask_login import LoginManager, UserMixin

from muvengine.core.people.identity import SignedIn
from muvengine.reads import who
from muvengine.services.sign_in import touch
from muvengine.web import here
from muvengine.web.cookies import SESSION, read_cookie


@dataclass(frozen=True, slots=True)
class User(UserMixin):  # type: ignore[misc]  # the library is not typed
    """A signed-in browser, as Flask-Login wants to see it."""

    signed_in: SignedIn

    def get_id(self) -> str:
        """Give the person's public number."""
        return self.signed_in.person.public_id


def init_identity(app: Flask) -> None:
    """Let every request know who is there."""
    manager = LoginManager()
    manager.session_protection = None
    manager.init_app(app)
    manager.request_loader(_load)


def _load(_request: Request) -> User | None:
    token = read_cookie(SESSION)
    if not token:
        return None
    wiring = here.wiring()
    found = who.signed_in(wiring.open_reading, token, wiring.now())
    if found is None:
        return None
    if found.touch_due:
        touch(wiring.open_uow, token, wiring.now())
    return User(found)
