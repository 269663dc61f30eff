"""The service workers: what keeps pages for when there is no network.

Each begins with what they share.  They come from the root, so that they may keep pages of other
folders, and are the same for everybody: a redirect would stop their renewal.
"""

from __future__ import annotations

from typing import Final

from flask import Response

from muvengine.web.packed import STATIC
from muvengine.web.public.pages import pages

SHARED: Final = "kept_pages.js"


@pages.get("/sw.js")
def till_worker() -> Response:
    """Give the worker that keeps the till's page; tablets know it by this address."""
    return _worker("till/worker.js")


@pages.get("/phone-sw.js")
def phone_worker() -> Response:
    """Give the worker that keeps a participant's recorder and vouchers on their own phone."""
    return _worker("phone/worker.js")


def _worker(name: str) -> Response:
    parts = [(STATIC / "js" / part).read_text(encoding="utf-8") for part in (SHARED, name)]
    response = Response("\n".join(parts), content_type="text/javascript; charset=utf-8")
    response.headers["Cache-Control"] = "no-cache"
    return response
