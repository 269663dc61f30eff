"""The till's page, and the bare copy of it that a tablet keeps for when it has no network."""

from __future__ import annotations

from typing import Any, Final

from flask import Response, make_response, render_template

from muvengine.web import here
from muvengine.web.assets import GIFTS
from muvengine.web.headers import content_policy
from muvengine.web.shop.pages import pages
from muvengine.words.catalogue import unfilled

# In the order in which the browser runs them.
SCRIPTS: Final = (
    "field",
    "code",
    "words",
    "drawing",
    "shelf",
    "link",
    "signed_text",
    "snapshot",
    "decide",
    "queue",
    "take",
    "sound",
    "answer",
    "banner",
    "list",
    "camera",
    "main",
)
# Milliseconds after which the tablet decides by itself: nobody waits longer at a counter.
RACE_MS: Final = 600
DRAWINGS: Final = (
    "arrow-counterclockwise",
    "check-circle",
    "check-circle-fill",
    "cloud-upload",
    "exclamation-triangle",
    "hourglass-split",
    "question-circle",
    "wifi",
    "wifi-off",
    "x-circle-fill",
)


@pages.get("/shell")
def shell() -> Response:
    """Give the till's page with nobody's name and no form token: what a worker may keep."""
    return till_page(bare=True, who=None, told=None)


def till_page(*, bare: bool, **facts: Any) -> Response:  # noqa: ANN401  what a template may be told
    """Draw the till; this page alone may run the compiled reader of QR codes."""
    page = render_template(
        "shop/till.html",
        bare=bare,
        race_ms=RACE_MS,
        scripts=SCRIPTS,
        drawings=DRAWINGS,
        gifts=GIFTS,
        words=unfilled("till", here.locale()),
        **facts,
    )
    response = make_response(page)
    policy = content_policy(here.wiring().settings.tile_url)
    response.headers["Content-Security-Policy"] = f"{policy}; script-src 'self' 'wasm-unsafe-eval'"
    return response
