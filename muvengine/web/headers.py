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
    everywhere = FIXED | {"Content-Security-Policy": content_policy(tile_url)}
    if secure:
        everywhere["Strict-Transport-Security"] = f"max-age={YEAR_S}"
    dynamic = everywhere | {"Cache-Control": "no-store"}

    @app.after_request
    def _add(response: Response) -> Response:
        said = {name.lower() for name in response.headers.keys()}  # noqa: SIM118  no mapping
        unsaid = everywhere if request.endpoint == "static" else dynamic
        response.headers.extend(
            [(name, value) for name, value in unsaid.items() if name.lower() not in said]
        )
        if request.endpoint == "static" and "v" in request.args:
            # The address carries the file's hash: it can never change.
            response.headers["Cache-Control"] = f"public, max-age={YEAR_S}, immutable"
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
