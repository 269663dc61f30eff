"""The address behind a sign of a treasure hunt: on to the page that asks, by way of signing in."""

from __future__ import annotations

from flask import redirect, url_for
from werkzeug.wrappers import Response

from muvengine.web.account.pages import pages


# A QR in capitals is smaller, and a phone keeps the capitals of the path.
@pages.get("/h/<token>")
@pages.get("/H/<token>")
def hunt_sign(token: str) -> Response:
    """Lead to the participant's page; its door remembers where somebody was heading."""
    return redirect(url_for("participant.hunt_sign", token=token))
