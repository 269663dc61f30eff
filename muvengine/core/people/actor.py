"""Roles and the words for who acts, by whose hand."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a person may open; a shop's tablet is a device, not a person."""

    PARTICIPANT = "participant"
    MEDIATOR = "mediator"
    ORGANISER = "organiser"


@dataclass(frozen=True, slots=True)
class Actor:
    """Whose hand did it, and for whom.

    Attributes:
        kind: participant, mediator, organiser, device or system.
        id: the person's or device's number; None for the system.
        on_behalf_of: the participant a mediator helps.
    """

    kind: str
    id: int | None = None
    on_behalf_of: int | None = None

    @property
    def key(self) -> str:
        """Scope of this actor's attempt keys."""
        return f"{self.kind}:{self.id or 0}"


SYSTEM = Actor("system")
