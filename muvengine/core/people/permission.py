"""Whose hand may act on another person's account."""

from __future__ import annotations

from typing import Final

from muvengine.core.errors import NotAllowed
from muvengine.core.people.actor import SYSTEM, Actor, Role

ORGANISERS: Final = frozenset({Role.ORGANISER.value, SYSTEM.kind})
HELPERS: Final = ORGANISERS | {Role.MEDIATOR.value}


def require_helper(actor: Actor) -> None:
    """Let mediators, organisers and the system through.

    Raises:
        NotAllowed: a participant or a tablet.
    """
    if actor.kind not in HELPERS:
        raise NotAllowed(audience=Role.MEDIATOR.value)


def require_organiser(actor: Actor) -> None:
    """Let organisers and the system through.

    Raises:
        NotAllowed: anybody else.
    """
    if actor.kind not in ORGANISERS:
        raise NotAllowed(audience=Role.ORGANISER.value)
