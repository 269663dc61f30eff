"""Who may call what: a bearer token opens the resources of its audience."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from enum import StrEnum
from hashlib import sha256
from http import HTTPStatus
from typing import Any, Final, NoReturn, cast
from zoneinfo import ZoneInfo

from flask import current_app, g, request
from flask_smorest import Blueprint
from werkzeug.exceptions import UnsupportedMediaType

from muvengine.bootstrap import Wiring
from muvengine.core.errors import NotAllowed, SignInNeeded
from muvengine.core.ledger.attempt import KEY_CHARACTERS_MAX, Attempt
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Device, Person, SignedIn
from muvengine.core.trips.programme import Bearings
from muvengine.reads.who import at_the_door
from muvengine.words.catalogue import LANGUAGES, SOURCE_LOCALE

PREFIX: Final = "/api/v1"
# What a till did before it was revoked is still heard here.
LATE: Final = "api_tills.redeem"
LOCALES: Final = (SOURCE_LOCALE, *LANGUAGES)
KEY_PARAMETER: Final = {
    "in": "header",
    "name": "Idempotency-Key",
    "required": True,
    "schema": {"type": "string", "minLength": 1, "maxLength": KEY_CHARACTERS_MAX},
    "description": "Drawn once per intended write; the same key hears the same answer.",
}


class Caller(StrEnum):
    """Whose token a resource takes."""

    PARTICIPANT = "participant"
    DEVICE = "device"


def resources_for(name: str, caller: Caller, description: str) -> Blueprint:
    """Start a resource's blueprint, with its guard already at the door."""
    resources = Blueprint(f"api_{name}", __name__, url_prefix=PREFIX, description=description)
    resources.before_request(_GUARDS[caller])
    return resources


def wiring() -> Wiring:
    """Give the wiring of this application."""
    return cast("Wiring", current_app.extensions["muv"])


def zone() -> ZoneInfo:
    """Give the programme's zone."""
    return bearings().zone


def bearings() -> Bearings:
    """Give what is known of the town since its door was opened."""
    return cast("Bearings", g.api_bearings)


def now() -> datetime:
    """Tell the time on the town's clocks."""
    return wiring().now().astimezone(zone())


def today() -> date:
    """Tell the day on the town's calendar."""
    return now().date()


def person() -> Person:
    """Give the participant whose token it is."""
    return cast("Person", g.api_person)


def who() -> SignedIn:
    """Give who calls, and for whom."""
    return cast("SignedIn", g.api_who)


def tablet() -> Device:
    """Give the shop's device whose token it is."""
    return cast("Device", g.api_device)


def key() -> str:
    """Give what names this write; empty when the caller gave none."""
    return request.headers.get("Idempotency-Key", "").strip()


def locale() -> str:
    """Choose the language of titles."""
    return request.accept_languages.best_match(LOCALES) or LOCALES[0]


def attempt(endpoint: str, *content: bytes | str) -> Attempt:
    """Give the attempt of a write.

    Args:
        endpoint: the act, part of what a key stands for.
        content: everything that makes two requests the same.

    Raises:
        KeyMissing: no usable ``Idempotency-Key``.
    """
    digest = sha256()
    for part in content:
        piece = part.encode() if isinstance(part, str) else part
        digest.update(len(piece).to_bytes(8, "big") + piece)
    hand = tablet().actor if "api_device" in g else who().actor
    return Attempt(actor=hand, key=key(), endpoint=endpoint, request_hash=digest.hexdigest())


def answer(body: object, *, replayed: bool) -> tuple[Any, int, dict[str, str]]:
    """Answer a write: 201 when it was done now, 200 with a mark when it was done before."""
    if replayed:
        return body, HTTPStatus.OK, {"Idempotency-Hit": "true"}
    return body, HTTPStatus.CREATED, {}


def unsupported() -> NoReturn:
    """Refuse a kind of content that is not taken here."""
    raise UnsupportedMediaType


def _found(expected: Caller) -> SignedIn | Device:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignInNeeded
    found = at_the_door(
        wiring().open_glance,
        token.strip(),
        wiring().now(),
        tablet=expected is Caller.DEVICE,
        late=request.endpoint == LATE,
    )
    if found is None:
        raise SignInNeeded
    known, g.api_bearings = found
    return known


def _participant_only() -> None:
    found = _found(Caller.PARTICIPANT)
    if not isinstance(found, SignedIn) or found.subject.role is not Role.PARTICIPANT:
        raise NotAllowed(audience=Caller.PARTICIPANT.value)
    g.api_who = found
    g.api_person = found.subject


def _device_only() -> None:
    found = _found(Caller.DEVICE)
    if not isinstance(found, Device):
        raise NotAllowed(audience=Caller.DEVICE.value)
    g.api_device = found


_GUARDS: Final[dict[Caller, Callable[[], None]]] = {
    Caller.PARTICIPANT: _participant_only,
    Caller.DEVICE: _device_only,
}
