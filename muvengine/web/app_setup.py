"""How an app is set up, on the page of its owner and on the telephone itself."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from markupsafe import Markup

from muvengine.core.people.sender import App
from muvengine.formats.app_setup import setup_link, setup_square
from muvengine.formats.qr import SCREEN_CHARACTERS_MAX, qr_svg
from muvengine.web import here

# Where each app is found, by the words that name the shop.
STORES: Final[Mapping[App, Mapping[str, str]]] = {
    App.GPSLOGGER: {"fdroid": "https://f-droid.org/packages/com.mendhak.gpslogger/"},
    App.TRACCAR: {
        "play": "https://play.google.com/store/apps/details?id=org.traccar.client",
        "apple": "https://apps.apple.com/app/traccar-client/id843156974",
    },
}


def link(app: App, token: str) -> str:
    """Give the link that sets the app up on this telephone."""
    return setup_link(here.wiring().settings.base_url, app, token)


def square(app: App, token: str) -> Markup | None:
    """Draw the square that sets the app up on another telephone; None where it would not fit."""
    text = setup_square(here.wiring().settings.base_url, app, token)
    if len(text) > SCREEN_CHARACTERS_MAX:
        return None
    return Markup(qr_svg(text, exact=True, on_screen=True))  # noqa: S704  drawn by ourselves from our own address
