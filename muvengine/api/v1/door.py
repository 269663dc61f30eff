"""Who may call what: a bearer token opens the resources of its audience."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from hashlib import sha256
from typing import Final, cast

from flask import current_app, g, request
from flask_smorest import Blueprint

from muvengine.bootstrap import Wiring
from muvengine.core.errors import KeyMissing, NotAllowed, SignInNeeded
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Device, Person, SignedIn
from muvengine.reads.who import bearer

PREFIX: Final = "/api/v1"
KEY_CHARACTERS_MAX: Final = 80


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


def person() -> Person:
    """Give the participant whose token it is."""
    return cast("Person", g.api_person)


def who() -> SignedIn:
    """Give who calls, and for whom."""
    return cast("SignedIn", g.api_who)


def tablet() -> Device:
    """Give the shop's device whose token it is."""
    return cast("Device", g.api_device)


def attempt(endpoint: str, *content: bytes | str) -> Attempt:
    """Give the attempt of a write.

    Args:
        endpoint: the act, part of what a key stands for.
        content: everything that makes two requests the same.

    Raises:
        KeyMissing: no usable ``Idempotency-Key``.
    """
    key = request.headers.get("Idempotency-Key", "").strip()
    if not key or len(key) > KEY_CHARACTERS_MAX or not key.isprintable():
        raise KeyMissing(header="Idempotency-Key", characters_max=KEY_CHARACTERS_MAX)
    digest = sha256()
    for part in content:
        piece = part.encode() if isinstance(part, str) else part
        digest.update(len(piece).to_bytes(8, "big") + piece)
    hand = tablet().actor if "api_device" in g else who().actor
    return Attempt(actor=hand, key=key, endpoint=endpoint, request_hash=digest.hexdigest())


def _found() -> SignedIn | Device:
    scheme, _, token = request.headers.get("Authorization", "").partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise SignInNeeded
    found = bearer(wiring().open_reading, token.strip(), wiring().now())
    if found is None:
        raise SignInNeeded
    return found


def _participant_only() -> None:
    found = _found()
    if not isinstance(found, SignedIn) or found.subject.role is not Role.PARTICIPANT:
        raise NotAllowed(audience=Caller.PARTICIPANT.value)
    g.api_who = found
    g.api_person = found.subject


def _device_only() -> None:
    found = _found()
    if not isinstance(found, Device):
        raise NotAllowed(audience=Caller.DEVICE.value)
    g.api_device = found


_GUARDS: Final[dict[Caller, Callable[[], None]]] = {
    Caller.PARTICIPANT: _participant_only,
    Caller.DEVICE: _device_only,
}
