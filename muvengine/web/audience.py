"""Permission is given by the folder: one blueprint an audience, one guard a blueprint."""

from __future__ import annotations

from collections.abc import Callable
from enum import StrEnum
from typing import Final

from flask import Blueprint, redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotAllowed, SignInNeeded
from muvengine.core.people.actor import Role
from muvengine.reads.second_factor import codes_of
from muvengine.web import here
from muvengine.web.on_mandate import may_open
from muvengine.web.scripted import is_scripted


class Audience(StrEnum):
    """Who a folder of pages is for; the value names the blueprint."""

    PUBLIC = "public"
    ACCOUNT = "account"
    PARTICIPANT = "participant"
    SHOP = "shop"
    MEDIATOR = "mediator"
    ORGANISER = "organiser"


PREFIXES: Final = {
    Audience.PUBLIC: "/",
    Audience.ACCOUNT: "/",
    Audience.PARTICIPANT: "/me",
    Audience.SHOP: "/shop",
    Audience.MEDIATOR: "/desk",
    Audience.ORGANISER: "/organiser",
}


def pages_for(audience: Audience) -> Blueprint:
    """Start an audience's blueprint, with its guard already at the door."""
    pages = Blueprint(audience.value, "muvengine.web", url_prefix=PREFIXES[audience])
    pages.before_request(_GUARDS[audience])
    return pages


def _anybody() -> None:
    return None


def _participant() -> Response | None:
    who = here.signed_in()
    if who is None:
        if is_scripted():
            raise SignInNeeded
        return _to_sign_in()
    if who.subject.role is not Role.PARTICIPANT:
        # Staff play under a card of their own; a mediator comes here only with somebody.
        if who.person.role is Role.MEDIATOR and not is_scripted():
            return redirect(url_for("mediator.home"))
        raise NotAllowed(audience=Audience.PARTICIPANT.value)
    if who.on_mandate and not may_open(request.endpoint or "", may_spend=who.may_spend):
        raise NotAllowed(audience="mandate")
    return None


def _staff(role: Role) -> Callable[[], Response | None]:
    def guard() -> Response | None:
        who = here.signed_in()
        if who is None:
            return _to_sign_in()
        if who.person.role is not role:
            raise NotAllowed(audience=role.value)
        if role is Role.ORGANISER and _owes_codes(who.person.id):
            return redirect(url_for("account.access"))
        return None

    return guard


def _owes_codes(person_id: int) -> bool:
    """Tell whether somebody must set up their codes before doing anything else."""
    if not here.programme().codes_required:
        return False
    return not codes_of(here.wiring().open_reading, person_id).on


def _shop() -> Response | None:
    if here.device() is None:
        if is_scripted():
            raise SignInNeeded
        return redirect(url_for("account.pair"))
    return None


def _to_sign_in() -> Response:
    # Only the path goes along: an address from outside must not be a place to return to.
    back = request.full_path.rstrip("?") if request.method == "GET" else None
    return redirect(url_for("account.sign_in", back=back))


_GUARDS: Final[dict[Audience, Callable[[], Response | None]]] = {
    Audience.PUBLIC: _anybody,
    Audience.ACCOUNT: _anybody,
    Audience.PARTICIPANT: _participant,
    Audience.SHOP: _shop,
    Audience.MEDIATOR: _staff(Role.MEDIATOR),
    Audience.ORGANISER: _staff(Role.ORGANISER),
}
