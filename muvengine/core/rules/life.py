"""What a published rulebook version has been through, and by whose hands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from muvengine.core.errors import NotPossible
from muvengine.core.rules.version import Version, in_force


@dataclass(frozen=True, slots=True)
class Hands:
    """Who did what to a version; numbers of people, None for the system and for nobody.

    Attributes:
        written_at, written_by: when it was begun, by whom.
        proposed_at, proposed_by: who asked a colleague to put it in force.
        second_by: the colleague.
        published_by: whose act put it in force.
    """

    published_by: int | None = None
    written_at: datetime | None = None
    written_by: int | None = None
    proposed_at: datetime | None = None
    proposed_by: int | None = None
    second_by: int | None = None


class Stage(StrEnum):
    """Where a version stands on a day."""

    COMING = "coming"
    IN_FORCE = "in_force"
    OVER = "over"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class Lived:
    """A version that was published once, and its history."""

    version: Version
    hands: Hands
    withdrawn_at: datetime | None = None
    withdrawn_by: int | None = None
    withdrawn: bool = False


def stages(lived: Iterable[Lived], today: date) -> dict[int, Stage]:
    """Tell by number where each version stands on a local day."""
    entries = tuple(lived)
    holding = in_force((one.version for one in entries if not one.withdrawn), today)
    found: dict[int, Stage] = {}
    for one in entries:
        version = one.version
        if one.withdrawn:
            found[version.id] = Stage.WITHDRAWN
        elif version.effective_from > today:
            found[version.id] = Stage.COMING
        else:
            here = holding is not None and holding.id == version.id
            found[version.id] = Stage.IN_FORCE if here else Stage.OVER
    return found


def begun(lived: Lived, today: date) -> Version:
    """Give a version that has begun, and so can never be taken back.

    Raises:
        NotPossible: ``state``: ``withdrawn`` or ``not_begun``.
    """
    if lived.withdrawn:
        raise NotPossible(state="withdrawn")
    if lived.version.effective_from > today:
        raise NotPossible(state="not_begun")
    return lived.version
