"""What every response tells the browser to allow."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from flask import Flask, request
from werkzeug.wrappers import Response

FIXED: Final = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(self), geolocation=(self), microphone=(), payment=()",
}
YEAR_S: Final = 31_536_000


def init_headers(app: Flask, *, secure: bool, tile_url: str) -> None:
    """Add the headers to every response, errors included."""
    policy = content_policy(tile_url)

    @app.after_request
    def _add(response: Response) -> Response:
        for name, value in FIXED.items():
            response.headers.setdefault(name, value)
        response.headers.setdefault("Content-Security-Policy", policy)
        if secure:
            response.headers["Strict-Transport-Security"] = f"max-age={YEAR_S}"
        if request.endpoint == "static":
            # The address carries the file's hash: it can never change.
            if "v" in request.args:
                response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
        else:
            response.headers.setdefault("Cache-Control", "no-store")
        return response


def content_policy(tile_url: str) -> str:
    """Write the Content-Security-Policy: everything from here, nothing inline.

    Args:
        tile_url: the map background's address, or empty.
    """
    tiles = ""
    if tile_url:
        parts = urlsplit(tile_url.replace("{s}", "*"))
        tiles = f" {parts.scheme}://{parts.netloc}"
    return (
        "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'none'; "
        f"form-action 'self'; img-src 'self' data:{tiles}"
    )
