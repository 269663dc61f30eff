"""What makes a participant's pages an application of their phone, which other apps share to."""

from __future__ import annotations

from typing import Final

from flask import Response, jsonify, url_for

from muvengine.web import here
from muvengine.web.assets import asset
from muvengine.web.public.pages import pages

# Kinds as apps name them, often wrongly, and endings for those that name none at all.
SHARED_KINDS: Final = (
    "application/gpx+xml",
    "application/gpx",
    "application/vnd.garmin.tcx+xml",
    "application/vnd.google-earth.kml+xml",
    "application/vnd.google-earth.kmz",
    "application/vnd.ant.fit",
    "application/geo+json",
    "application/json",
    "application/zip",
    "application/gzip",
    "application/xml",
    "text/xml",
    "application/octet-stream",
    ".gpx",
    ".tcx",
    ".kml",
    ".kmz",
    ".fit",
    ".geojson",
    ".json",
    ".zip",
    ".gz",
)
ICONS: Final = (
    ("img/icon-192.png", "192x192", "any"),
    ("img/icon-512.png", "512x512", "any"),
    ("img/icon-maskable-512.png", "512x512", "maskable"),
)


@pages.get("/phone.webmanifest")
def phone_manifest() -> Response:
    """Tell a browser how to put these pages on a phone's first screen, and what to share here."""
    response = jsonify(
        name=here.say("phone.app_name", town=here.programme().name),
        short_name=here.say("phone.app_name_short"),
        lang=here.locale(),
        id=url_for("participant.home"),
        start_url=url_for("participant.home"),
        scope="/",
        display="standalone",
        background_color="#ffffff",
        theme_color="#08361f",
        icons=[
            {"src": asset(path), "sizes": sizes, "type": "image/png", "purpose": purpose}
            for path, sizes, purpose in ICONS
        ],
        share_target={
            "action": url_for("public.share_trip"),
            "method": "POST",
            "enctype": "multipart/form-data",
            "params": {"files": [{"name": "file", "accept": list(SHARED_KINDS)}]},
        },
    )
    response.content_type = "application/manifest+json"
    return response
