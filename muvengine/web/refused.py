"""Turn a refusal, or a mishap, into a page in plain words with a way on."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from functools import wraps
from http import HTTPStatus
from typing import Any, TypeVar

from flask import current_app, render_template, request
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException
from werkzeug.wrappers import Response

from muvengine.core.errors import (
    BadInput,
    FileTooBig,
    MuvError,
    NotAllowed,
    NotFound,
    RulebookRefused,
    StorageRefused,
)
from muvengine.web import here
from muvengine.words.catalogue import LANGUAGES, SOURCE_LOCALE, direction, say
from muvengine.words.figures import Cents, FullDay
from muvengine.words.http_status import status_of

Answer = tuple[str, int, dict[str, str]]
E = TypeVar("E", bound=Exception)
A = TypeVar("A")

BY_STATUS: dict[int, type[MuvError]] = {
    403: NotAllowed,
    404: NotFound,
    405: NotFound,
    413: FileTooBig,
}


def words_for(error: MuvError) -> str:
    """Put a refusal into words in the language of this page."""
    if error.facts.get("none_until"):
        return here.say("shop_hand.refused_none", **facts_for_people(error))
    if "outing" in error.facts:
        return here.say("outings.counted_already", **facts_for_people(error))
    if isinstance(error, NotAllowed) and error.facts.get("audience") == "mandate":
        return here.say("mandates.not_yours")
    return here.say(f"refusals.{error.code}", **facts_for_people(error))


def facts_for_people(error: MuvError) -> dict[str, Any]:
    """Give a refusal's facts as people read them: local times, money, names."""
    facts: dict[str, Any] = {}
    for name, value in error.facts.items():
        if name.endswith("_cents") and isinstance(value, int):
            facts[name.removesuffix("_cents")] = Cents(value)
        elif isinstance(value, datetime):
            facts[name] = here.local(value)
        elif isinstance(value, date) and isinstance(error, RulebookRefused):
            # Rules are made for other years too.
            facts[name] = FullDay(value)
        else:
            facts[name] = value
    return facts


def _even_while_away(answer: Callable[[E], A]) -> Callable[[E], A | Answer]:
    """Let a page that says what went wrong be drawn although the database went meanwhile."""

    @wraps(answer)
    def answered(error: E) -> A | Answer:
        try:
            return answer(error)
        except StorageRefused as fault:
            return refused(fault)

    return answered


@_even_while_away
def refused(error: MuvError) -> Answer:
    """Answer a refusal that no view turned into something better."""
    status = status_of(error)
    headers = {}
    if "retry_after_s" in error.facts:
        headers["Retry-After"] = str(error.facts["retry_after_s"])
    if isinstance(error, StorageRefused):
        return _away(error), status, headers
    page = render_template("refused.html", sentence=words_for(error), code=error.code)
    return page, status, headers


def _away(error: StorageRefused) -> str:
    """Draw a page without asking the database for anything, not even the town's name."""
    locale = request.accept_languages.best_match(LANGUAGES) or SOURCE_LOCALE
    current_app.logger.error("storage: %s", error.code, exc_info=error)
    template = current_app.jinja_env.get_template("away.html")
    return template.render(
        locale=locale,
        direction=direction(locale),
        title=say("layout.away_title", locale),
        sentence=say(f"refusals.{error.code}", locale),
        again=say("layout.to_start", locale),
        code=error.code,
    )


@_even_while_away
def stale_form(_error: CSRFError) -> tuple[str, int]:
    """Answer a form whose token is missing or too old."""
    page = render_template("refused.html", sentence=here.say("layout.stale_form"), code="csrf")
    return page, HTTPStatus.BAD_REQUEST


@_even_while_away
def http_error(error: HTTPException) -> Response | Answer:
    """Answer what HTTP itself refuses."""
    status = error.code or HTTPStatus.INTERNAL_SERVER_ERROR
    if status < HTTPStatus.BAD_REQUEST:
        return error.get_response()
    if status == HTTPStatus.INTERNAL_SERVER_ERROR:
        page = render_template("refused.html", sentence=here.say("layout.broken"), code="broken")
        return page, status, {}
    refusal = BY_STATUS.get(status, BadInput)()
    page = render_template("refused.html", sentence=words_for(refusal), code=refusal.code)
    return page, status, {}
