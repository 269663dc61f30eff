"""Do a write once, however often it is sent.

The key is claimed before any business check.  The work runs in a savepoint: a refusal undoes
the work and keeps the key with its answer, all in one transaction.  A refusal kept in a second
transaction would leave a hole through which a waiting copy could succeed.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from functools import cache
from typing import Any

from muvengine.core.errors import MuvError, StorageRefused
from muvengine.core.ledger.attempt import Answer, Attempt, Replay
from muvengine.store.retry import pause_briefly, retried
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
Work = Callable[[UnitOfWork], Any]
OnRefused = Callable[[UnitOfWork, MuvError], None]
Admit = Callable[[UnitOfWork], None]


def _nothing_more(_uow: UnitOfWork, _refusal: MuvError) -> None:
    return


def everybody(_uow: UnitOfWork) -> None:
    """Keep nobody waiting."""


def once(
    open_uow: OpenUow,
    attempt: Attempt,
    work: Work,
    *,
    admit: Admit = everybody,
    on_refused: OnRefused = _nothing_more,
    pause: Callable[[int], None] = pause_briefly,
) -> Answer:
    """Run ``work`` unless this attempt was made before, and give its answer.

    Args:
        open_uow: starts a writing transaction.
        attempt: claims the write.
        work: everything that must happen together; gives JSON.
        admit: refuses who must wait, of a new write only; such a refusal is not kept, so that
            the same key is good later.
        on_refused: writes what is kept although the work was undone.
        pause: waits between tries when the database lost a race.

    Raises:
        KeyReused: the key was used before for something else.
        StorageRefused: nothing was done, and the key is still free.
        MuvError: the refusal of ``admit``; the key is still free.
        MuvError: the refusal of ``work``; of the earlier attempt, when it was refused.
    """
    answer = retried(lambda: _once(open_uow, attempt, work, admit, on_refused), pause)
    if isinstance(answer, MuvError):
        raise answer
    return answer


def _once(
    open_uow: OpenUow, attempt: Attempt, work: Work, admit: Admit, on_refused: OnRefused
) -> Answer | MuvError:
    """Make one try; a refusal is given back, so that it is raised after the commit."""
    with open_uow() as uow:
        replay = uow.attempts.claim(attempt)
        if replay is not None:
            return _again(replay)
        admit(uow)
        try:
            answer = Answer(work(uow), replayed=False)
        except StorageRefused:
            # Nothing was answered yet: the same key is good once the database is back.
            raise
        except MuvError as refusal:
            uow.attempts.undo()
            on_refused(uow, refusal)
            uow.attempts.refuse(attempt, refusal.code, packed_facts(refusal.facts))
            uow.commit()
            return refusal
        with uow.on_one_way():
            uow.attempts.answer(attempt, answer.value)
            uow.commit()
    return answer


def _again(replay: Replay) -> Answer | MuvError:
    if not replay.refused:
        return Answer(replay.answer, replayed=True)
    return refusal_of(replay.answer["code"], replay.answer["facts"])


def refusal_of(code: str, facts: Mapping[str, Any]) -> MuvError:
    """Make a refusal again from its code and facts as ``packed_facts`` wrote them."""
    return _refusals()[code](**_unpacked(facts))


@cache
def _refusals() -> dict[str, type[MuvError]]:
    found: dict[str, type[MuvError]] = {}
    waiting = [MuvError]
    while waiting:
        refusal = waiting.pop()
        found[refusal.code] = refusal
        waiting.extend(refusal.__subclasses__())
    return found


def packed_facts(facts: Mapping[str, object]) -> dict[str, Any]:
    """Write a refusal's facts as values that JSON can hold."""
    return {name: _pack(value) for name, value in facts.items()}


def _pack(value: object) -> object:
    """Write days and moments as JSON, so that a replayed refusal says the very same."""
    if isinstance(value, datetime):
        return {"moment": value.isoformat()}
    if isinstance(value, date):
        return {"day": value.isoformat()}
    return value


def _unpacked(facts: Mapping[str, Any]) -> dict[str, object]:
    return {name: _unpack(value) for name, value in facts.items()}


def _unpack(value: Any) -> object:  # noqa: ANN401  any JSON
    if isinstance(value, dict) and "moment" in value:
        return datetime.fromisoformat(value["moment"])
    if isinstance(value, dict) and "day" in value:
        return date.fromisoformat(value["day"])
    return value
