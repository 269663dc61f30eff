"""Addresses that a script of ours asks: they answer JSON, refusals too."""

from __future__ import annotations

from datetime import datetime
from http import HTTPStatus
from typing import Any, Final
from urllib.parse import urlsplit

from flask import Response, jsonify, request
from werkzeug.exceptions import HTTPException

from muvengine.core.errors import MuvError, NotAllowed
from muvengine.web import here
from muvengine.web.refused import BY_STATUS, words_for
from muvengine.words.http_status import status_of

SCRIPTED: Final = frozenset(
    {
        "shop.snapshot",
        "shop.redeem_tap",
        "shop.undo_tap",
        "shop.last",
        "participant.send_recording",
    }
)
# Facts that the script words or acts on itself.
TOLD: Final = ("retry_after_s", "at", "shop", "percent", "face_cents")


def is_scripted() -> bool:
    """Tell whether a script waits for this answer."""
    return request.endpoint in SCRIPTED


def from_our_page(mark: str, audience: str) -> None:
    """Refuse what another site's page could make a browser send.

    An installed page is open for weeks, so its form token grows old.  In its place stands a
    header that no form of another site can send, and the browser's own word on where a request
    began.

    Raises:
        NotAllowed: the mark is missing, or the browser tells of another origin.
    """
    began = request.headers.get("Sec-Fetch-Site", "same-origin")
    origin = request.headers.get("Origin")
    ours = {request.host, urlsplit(here.wiring().settings.base_url).netloc}
    foreign = origin is not None and urlsplit(origin).netloc not in ours
    if request.headers.get(mark) != "1" or began != "same-origin" or foreign:
        raise NotAllowed(audience=audience)


def refused(error: MuvError) -> Response:
    """Answer a refusal: its code, and a sentence in the language of the page."""
    told: dict[str, Any] = {name: _plain(error.facts[name]) for name in TOLD if name in error.facts}
    return _problem(status_of(error), {"code": error.code, "sentence": words_for(error), **told})


def http_error(error: HTTPException) -> Response:
    """Answer what HTTP itself refuses."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
        return _problem(status, {"code": "broken", "sentence": here.say("layout.broken")})
    code = {HTTPStatus.BAD_REQUEST: "bad_request", HTTPStatus.UNSUPPORTED_MEDIA_TYPE: "media_type"}
    known = BY_STATUS.get(status)
    name = known.code if known is not None else code.get(status, "bad_input")
    return _problem(status, {"code": name, "sentence": here.say("refusals.bad_input")})


def _problem(status: HTTPStatus, body: dict[str, Any]) -> Response:
    answer = jsonify(body)
    answer.status = status
    answer.content_type = "application/problem+json"
    if "retry_after_s" in body:
        answer.headers["Retry-After"] = str(body["retry_after_s"])
    return answer


def _plain(value: object) -> object:
    return here.local(value).isoformat() if isinstance(value, datetime) else value
