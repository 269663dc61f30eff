"""An organiser asks for past trips to be scored anew; a second one decides."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime
from typing import Any, Final

from muvengine.core.errors import BadInput, NotAllowed, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import REASON_CHARACTERS_MAX, REASON_CHARACTERS_MIN
from muvengine.core.people.actor import Actor, Role
from muvengine.core.rules.life import begun
from muvengine.core.rules.rehearsal_kept import RehearsalState
from muvengine.core.rules.rescoring_act import ActState, RescoringAct, Terms
from muvengine.core.rules.version import Version
from muvengine.services.attempt import OpenUow, once
from muvengine.store.unit_of_work import UnitOfWork
from muvengine.words.catalogue import in_full

ENDPOINT: Final = "ask_rescoring"


def wish(terms: Terms, actor: Actor, key: str) -> Attempt:
    """Give the attempt under which this is asked for, once."""
    return Attempt.of(actor, key, ENDPOINT, terms)


def ask_rescoring(
    open_uow: OpenUow,
    terms: Terms,
    *,
    attempt: Attempt,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep what is asked for, and give its public id; nothing is scored yet.

    Args:
        open_uow: starts a writing transaction.
        terms: see there.
        attempt: see ``wish``.
        now: aware.
        new_token: draws the public id.

    Raises:
        BadInput: ``fields``: days out of order or to come, a reason too short or too long or
            not in every language of the programme.
        NotFound: no such version.
        NotPossible: ``state``: ``open`` while another act is not over, ``not_begun`` or
            ``withdrawn`` of a version that nobody was judged by, ``not_rehearsed`` where no
            rehearsal of exactly this text on exactly these days is finished.
        KeyReused: the attempt's key was used for something else.
    """
    public_id = new_token()

    def keep(uow: UnitOfWork) -> dict[str, Any]:
        programme = uow.programme.get()
        today = now.astimezone(programme.zone).date()
        _check(terms, in_full(programme.locales), today)
        _keep(uow, terms, public_id, attempt.actor, now, today)
        return {"rescoring": public_id}

    return str(once(open_uow, attempt, keep).value["rescoring"])


def _keep(
    uow: UnitOfWork, terms: Terms, public_id: str, actor: Actor, now: datetime, today: date
) -> None:
    # One act at a time: two hands must not both find that there is none.
    uow.rulebooks.alone()
    if uow.rescorings.open_one() is not None:
        raise NotPossible(state="open")
    version = begun(uow.rulebooks.lived(terms.version_id), today)
    rehearsal_id = _rehearsed(uow, version, terms)
    asked = RescoringAct(0, public_id, terms, rehearsal_id, ActState.ASKED, now, actor.id)
    uow.rescorings.add(asked)
    meta = {"version": version.id, "sha256": version.sha256}
    uow.audit.append(actor, "rescoring.ask", "rescoring", public_id, meta, at=now)


def approve_rescoring(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let it begin, by the hand of a second organiser.

    Raises:
        NotFound: no such act.
        NotAllowed: who asked for it, or no organiser.
        NotPossible: ``state``: it was decided already.
    """
    with open_uow() as uow:
        act = _read(uow, public_id, ActState.ASKED)
        if actor.kind != Role.ORGANISER or not act.second_may_be(actor.id):
            raise NotAllowed(act="approve")
        decided = {"decided_at": now, "decided_by": actor.id}
        _turn(uow, act, ActState.RUNNING, actor, now, "rescoring.approve", **decided)
        uow.commit()


def drop_rescoring(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Say no, or take back what one has asked for oneself; nothing was scored.

    Raises:
        NotFound: no such act.
        NotPossible: ``state``: it was decided already.
    """
    with open_uow() as uow:
        act = _read(uow, public_id, ActState.ASKED)
        decided = {"decided_at": now, "decided_by": actor.id}
        _turn(uow, act, ActState.DROPPED, actor, now, "rescoring.drop", **decided)
        uow.commit()


def stop_rescoring(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let a running act stand still; trips that are done stay as they are.

    Raises:
        NotFound: no such act.
        NotPossible: ``state``: it does not run.
    """
    with open_uow() as uow:
        act = _read(uow, public_id, ActState.RUNNING)
        _turn(uow, act, ActState.STOPPED, actor, now, "rescoring.stop")
        uow.commit()


def go_on(open_uow: OpenUow, public_id: str, *, actor: Actor, now: datetime) -> None:
    """Let an act that was stopped run again.

    Raises:
        NotFound: no such act.
        NotPossible: ``state``: it was not stopped.
    """
    with open_uow() as uow:
        act = _read(uow, public_id, ActState.STOPPED)
        _turn(uow, act, ActState.RUNNING, actor, now, "rescoring.go_on")
        uow.commit()


def _rehearsed(uow: UnitOfWork, version: Version, terms: Terms) -> int:
    public_id = uow.rescorings.rehearsed(version.sha256, terms.first, terms.last)
    rehearsal = uow.simulations.get(public_id) if public_id else None
    if rehearsal is None or rehearsal.state is not RehearsalState.DONE:
        raise NotPossible(state="not_rehearsed")
    return rehearsal.id


def _check(terms: Terms, locales: tuple[str, ...], today: date) -> None:
    wrong = {}
    if terms.last > today:
        wrong["last"] = "future"
    elif terms.first > terms.last:
        wrong["last"] = "order"
    for locale in locales:
        if not _fits(terms.reasons.get(locale, "")):
            wrong[f"reason_{locale}"] = "length"
    if terms.take_back and not _fits(terms.take_back):
        wrong["take_back"] = "length"
    if wrong:
        raise BadInput(fields=wrong)


def _fits(reason: str) -> bool:
    return REASON_CHARACTERS_MIN <= len(reason.strip()) <= REASON_CHARACTERS_MAX


def _read(uow: UnitOfWork, public_id: str, state: ActState) -> RescoringAct:
    act = uow.rescorings.get(public_id)
    if act.state is not state:
        raise NotPossible(state=act.state.value)
    return act


def _turn(
    uow: UnitOfWork,
    act: RescoringAct,
    after: ActState,
    actor: Actor,
    now: datetime,
    told: str,
    **values: object,
) -> None:
    """Move an act on, and write down by whose hand."""
    if not uow.rescorings.turn(act, after, **values):
        raise NotPossible(state="changed")
    uow.audit.append(actor, told, "rescoring", act.public_id, at=now)
