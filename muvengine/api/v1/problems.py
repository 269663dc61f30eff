"""Refusals as problem+json (RFC 9457), with our stable code."""

from __future__ import annotations

import json
from datetime import datetime
from http import HTTPStatus
from typing import Final, cast
from zoneinfo import ZoneInfo

from flask import Response, current_app, request
from werkzeug.exceptions import HTTPException

from muvengine.bootstrap import Wiring
from muvengine.core.errors import MuvError
from muvengine.reads.programme import programme
from muvengine.words.catalogue import LANGUAGES, SOURCE_LOCALE, known, say
from muvengine.words.figures import Cents
from muvengine.words.http_status import status_of

LOCALES: Final = (SOURCE_LOCALE, *LANGUAGES)
# What HTTP itself refuses, by status.
CODES: Final = {
    400: "bad_request",
    401: "sign_in_needed",
    403: "not_allowed",
    404: "not_found",
    405: "method",
    413: "too_big",
    415: "media_type",
    422: "bad_input",
    429: "too_many_attempts",
}


def refused(error: MuvError) -> Response:
    """Answer a refusal of the engine."""
    headers = {}
    if "retry_after_s" in error.facts:
        headers["Retry-After"] = str(error.facts["retry_after_s"])
    return problem(status_of(error), error.code, facts=error.facts, headers=headers)


def http_error(error: HTTPException) -> Response:
    """Answer what HTTP, or a body's schema, refused."""
    status = HTTPStatus(error.code or HTTPStatus.INTERNAL_SERVER_ERROR)
    facts: dict[str, object] = {}
    data = getattr(error, "data", None) or {}
    if "messages" in data:
        facts["fields"] = data["messages"]
    headers = dict(data.get("headers") or {})
    if status is HTTPStatus.UNAUTHORIZED:
        headers["WWW-Authenticate"] = "Bearer"
    return problem(status, CODES.get(status, "broken"), facts=facts, headers=headers)


def problem(
    status: HTTPStatus,
    code: str,
    *,
    facts: dict[str, object] | None = None,
    headers: dict[str, str] | None = None,
) -> Response:
    """Write one problem document.

    Args:
        status: of the answer.
        code: stable, see the list of refusals.
        facts: what is behind the code; times in ISO 8601, amounts in cents.
        headers: to be added.
    """
    facts = facts or {}
    body = {
        "type": "about:blank",
        "title": status.phrase,
        "status": int(status),
        "code": code,
        "detail": _sentence(code, facts),
        "facts": facts,
    }
    return Response(
        json.dumps(body, ensure_ascii=False, default=_plain),
        status=status,
        headers=headers,
        content_type="application/problem+json",
    )


def _plain(value: object) -> str:
    return value.isoformat() if isinstance(value, datetime) else str(value)


def _sentence(code: str, facts: dict[str, object]) -> str:
    locale = request.accept_languages.best_match(LOCALES) or LOCALES[0]
    if not known(f"refusals.{code}"):
        return code
    spoken: dict[str, object] = {}
    for name, value in facts.items():
        if name.endswith("_cents") and isinstance(value, int):
            spoken[name.removesuffix("_cents")] = Cents(value)
        elif isinstance(value, datetime):
            spoken[name] = value.astimezone(_zone())
        else:
            spoken[name] = value
    return say(f"refusals.{code}", locale, **spoken)


def _zone() -> ZoneInfo:
    wiring = cast("Wiring", current_app.extensions["muv"])
    return programme(wiring.open_reading).zone
