"""A text on its way: written by one organiser, put in force by another."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum


class DraftOf(StrEnum):
    """What a text will be once it is published."""

    RULEBOOK = "rulebook"
    GAME = "game"


class DraftState(StrEnum):
    """How far a draft has come.

    An open one is written; a proposed one stands still and waits for a second organiser, who
    publishes it or gives it back; the others are over.
    """

    OPEN = "open"
    PROPOSED = "proposed"
    PUBLISHED = "published"
    DROPPED = "dropped"


@dataclass(frozen=True, slots=True)
class DraftText:
    """What an organiser writes.

    Attributes:
        source: the text; it may be wrong still.
        first_day: from which it shall hold; None for the day written in a rulebook, and for
            the next week of a game.
        note: what changes and why.
    """

    source: str = field(repr=False)
    first_day: date | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """A draft at rest.

    Attributes:
        id: the row's number.
        text: see there.
        sha256: of the source.
        revision: rises with each change of the text: whoever read an older one is told.
        state: see ``DraftState``.
        created_by, edited_by, proposed_by, closed_by: numbers of organisers; None for the
            system, and for what has not happened.
        answer: why it was given back the last time.
        version_id: of what was published from it.
    """

    id: int
    text: DraftText
    sha256: str
    revision: int
    state: DraftState
    created_at: datetime
    created_by: int | None
    edited_at: datetime
    edited_by: int | None
    proposed_at: datetime | None = None
    proposed_by: int | None = None
    answer: str = ""
    closed_at: datetime | None = None
    closed_by: int | None = None
    version_id: int | None = None

    def written_by(self, person_id: int | None) -> bool:
        """Tell whether somebody began this draft or changed it last: they may propose it."""
        return person_id is not None and person_id in {self.created_by, self.edited_by}

    def second_may_be(self, person_id: int | None) -> bool:
        """Tell whether somebody may put this draft in force: a person who did not write it."""
        hands = {self.created_by, self.edited_by, self.proposed_by}
        return person_id is not None and person_id not in hands
