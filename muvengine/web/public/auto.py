"""Set an app up on the telephone that opens this: the address holds its token, and nothing else."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response, render_template

from muvengine.core.errors import NotFound
from muvengine.core.people.sender import App
from muvengine.formats.app_setup import gpslogger_properties
from muvengine.reads.senders import sender_by_token
from muvengine.web import app_setup, here
from muvengine.web.public.pages import pages


@pages.get("/auto/<token>")
def set_up(token: str) -> str | tuple[str, int]:
    """Show one button; nothing of whose app it is."""
    sender = sender_by_token(here.wiring().open_reading, token)
    if sender is None:
        return render_template("public/auto.html", app=None), HTTPStatus.NOT_FOUND
    return render_template(
        "public/auto.html",
        app=sender.app,
        stores=app_setup.STORES[sender.app],
        link=app_setup.link(sender.app, token),
    )


@pages.get("/auto/<token>.properties")
def properties(token: str) -> Response:
    """Give GPSLogger its settings."""
    wiring = here.wiring()
    sender = sender_by_token(wiring.open_reading, token)
    if sender is None or sender.app is not App.GPSLOGGER:
        raise NotFound(kind="sender")
    text = gpslogger_properties(wiring.settings.base_url, token)
    return Response(text, content_type="text/plain; charset=utf-8")
