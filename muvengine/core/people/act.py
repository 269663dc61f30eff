"""An act worth remembering: who did what, to what, for whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime

from muvengine.core.people.actor import Actor


@dataclass(frozen=True, slots=True)
class Act:
    """One line of the audit trail.

    Attributes:
        id: rises with time.
        at: when.
        actor: by whose hand, and for whom.
        act: what was done, as ``person.enrol``.
        ref_kind: what it was done to, as ``person``; empty when it speaks for itself.
        ref_id: which one.
        meta: small facts; no secret, no place.
    """

    id: int
    at: datetime
    actor: Actor
    act: str
    ref_kind: str = ""
    ref_id: str = ""
    meta: Mapping[str, object] = field(default_factory=dict)
