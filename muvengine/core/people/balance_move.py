"""One person's points leave an account that opens nothing any more for another of theirs."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BalanceMove:
    """What is asked for.

    Attributes:
        from_id: whose account is emptied and closed to its cards.
        to_id: whose account the points go to.
        reason: at least five characters; both accounts show it.
        approved_by: number of a second member of staff, for more than 200 points.
    """

    from_id: int
    to_id: int
    reason: str
    approved_by: int | None = None


@dataclass(frozen=True, slots=True)
class KeptMove:
    """A move that was made; points that come in later follow it.

    Attributes:
        id: the row's number.
        from_id, to_id, reason: see ``BalanceMove``.
    """

    id: int
    from_id: int
    to_id: int
    reason: str
