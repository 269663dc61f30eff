"""What is kept of somebody, and what they have agreed to."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.ledger.account import available, pending
from muvengine.core.people.centre import KnownAt
from muvengine.core.people.identity import Person
from muvengine.store.people import Said
from muvengine.store.unit_of_work import UnitOfWork

OpenReading = Callable[[], UnitOfWork]


@dataclass(frozen=True, slots=True)
class Privacy:
    """What somebody may know and decide.

    Attributes:
        kept: how much of each subject, see ``SUBJECTS``.
        said: when they agreed to play, and that traces are not kept.
        letter_at: since when they want the letter; None where they do not.
        board_name, board_at: as whom they are on boards, and since when.
        centres: those that know them, by name.
    """

    kept: Mapping[str, int]
    said: Said
    letter_at: datetime | None
    board_name: str
    board_at: datetime | None
    centres: tuple[KnownAt, ...]


@dataclass(frozen=True, slots=True)
class StillHeld:
    """What is lost with an account: points to spend, points on their way, codes of vouchers."""

    points: int
    waiting: int
    vouchers: tuple[str, ...]


def privacy(open_reading: OpenReading, person: Person) -> Privacy:
    """Tell what is kept of a person and what they agreed to."""
    with open_reading() as uow:
        player = uow.board_players.get(person.id)
        return Privacy(
            kept=uow.personal.counts(person.id),
            said=uow.people.said(person.id),
            letter_at=uow.week_letters.asked_at(person.id),
            board_name=player.name if player else "",
            board_at=player.joined_at if player else None,
            centres=uow.centres.of_person(person.id),
        )


def still_held(open_reading: OpenReading, person_id: int) -> StillHeld:
    """Tell what somebody would lose with their account."""
    with open_reading() as uow:
        return StillHeld(
            points=uow.ledger.balance(available(person_id)),
            waiting=uow.ledger.balance(pending(person_id)),
            vouchers=tuple(one.code for one in uow.vouchers.all_of(person_id) if one.usable),
        )
