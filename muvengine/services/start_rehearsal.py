"""An organiser asks what other rules would have paid; parts are dealt, and played by a job."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from hashlib import sha256
from typing import Any, Final

from muvengine.core.errors import BadInput, NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.core.rules.rehearsal_kept import Dealt, KeptRehearsal, RehearsalState, Wanted
from muvengine.core.rules.rulebook import Rulebook
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "start_rehearsal"
# They are played one after the other: a fourth would wait long, and nobody would read it.
RUNNING_MAX: Final = 3


def wish(wanted: Wanted, actor: Actor, key: str) -> Attempt:
    """Give the attempt under which a rehearsal is asked for, once."""
    told = (wanted.source, wanted.first, wanted.last, wanted.base_id)
    return Attempt.of(actor, key, ENDPOINT, told)


def start_rehearsal(
    open_uow: OpenUow,
    open_reading: OpenUow,
    wanted: Wanted,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep what shall be rehearsed, in parts, and give its public id.

    Args:
        open_uow: starts a writing transaction.
        open_reading: starts a reading one; who has trips is counted in it.
        wanted: what, and on which trips.
        attempt: see ``wish``; the same one gives the same rehearsal.
        now: aware.
        new_token: draws the public id.

    Raises:
        BadInput: ``fields`` names ``first`` or ``last``: ``order`` or ``future``.
        RulebookRefused: with ``problems``; its examples need not hold yet.
        NotFound: no such base, or nobody has set this town up yet.
        NotPossible: ``state`` is ``many`` where enough of them run already.
        KeyReused: the attempt's key was used for something else.
    """
    with open_reading() as uow:
        _check_days(wanted, now.astimezone(uow.programme.get().zone).date())
        candidate = _read(wanted.source)
        parts = _dealt(uow, wanted, candidate)
    rehearsal = _new(wanted, candidate, attempt.actor.id, now, new_token())

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        if uow.simulations.running() >= RUNNING_MAX:
            raise NotPossible(state="many")
        uow.simulations.add(rehearsal, parts)
        return {"rehearsal": rehearsal.public_id}

    return str(once(open_uow, attempt, keep).value["rehearsal"])


def _check_days(wanted: Wanted, today: date) -> None:
    if wanted.last > today:
        raise BadInput(fields={"last": "future"})
    if wanted.first > wanted.last:
        raise BadInput(fields={"last": "order"})


def _dealt(uow: UnitOfWork, wanted: Wanted, candidate: Rulebook) -> list[Dealt]:
    books = [candidate]
    if wanted.base_id is not None:
        if wanted.base_id not in {version.id for version in uow.rulebooks.published()}:
            raise NotFound(kind="rulebook")
        books.append(_read(uow.rulebooks.source(wanted.base_id).encode()))
    return uow.happenings.dealt(books, wanted.first, wanted.last)


def _read(source: bytes) -> Rulebook:
    from muvengine.formats.rulebook_yaml.read import read_rulebook  # noqa: PLC0415  slow

    return read_rulebook(source)


def _new(
    wanted: Wanted, candidate: Rulebook, asked_by: int | None, now: datetime, public_id: str
) -> KeptRehearsal:
    return KeptRehearsal(
        id=0,
        public_id=public_id,
        wanted=wanted,
        name=candidate.name,
        version=candidate.version,
        sha256=sha256(wanted.source).hexdigest(),
        state=RehearsalState.RUNNING,
        together=False,
        asked_at=now,
        asked_by=asked_by,
    )
