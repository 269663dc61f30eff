"""What makes the till a page that can be installed and opened without network."""

from __future__ import annotations

from flask import Response, jsonify, url_for

from muvengine.web import here
from muvengine.web.assets import asset
from muvengine.web.packed import STATIC
from muvengine.web.public.pages import pages


@pages.get("/sw.js")
def worker() -> Response:
    """Give the service worker; from the root, so that it may keep the till's page.

    Open to everybody, and the same for everybody: a redirect would stop its renewal.
    """
    script = (STATIC / "js" / "till" / "worker.js").read_text(encoding="utf-8")
    response = Response(script, content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response


@pages.get("/till.webmanifest")
def manifest() -> Response:
    """Tell a browser how to put the till on a tablet's first screen."""
    response = jsonify(
        name=here.say("till.app_name", town=here.programme().name),
        short_name=here.say("till.app_name_short"),
        lang=here.locale(),
        start_url=url_for("shop.till"),
        scope=url_for("shop.till"),
        id=url_for("shop.till"),
        display="standalone",
        background_color="#ffffff",
        theme_color="#08361f",
        icons=[
            {"src": asset("img/icon.svg"), "sizes": "any", "type": "image/svg+xml"},
        ],
    )
    response.content_type = "application/manifest+json"
    return response
