"""The town answers what a shop contested: refused, or put right on the next statement."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from muvengine.core.errors import NotPossible
from muvengine.core.ledger import events
from muvengine.core.ledger.attempt import Answer, Attempt
from muvengine.core.ledger.journal import By, given_reason
from muvengine.core.vouchers.contest import Contest, ContestState, check_correction
from muvengine.services.attempt import OpenUow, once
from muvengine.services.contest_line import line_of
from muvengine.store.unit_of_work import UnitOfWork

ENDPOINT: Final = "decide_contest"


@dataclass(frozen=True, slots=True)
class Decision:
    """An organiser's answer.

    Attributes:
        contest_id: which question.
        cents: 0 refuses; above zero the shop is owed more, below it gives back.
        reason: five to 200 characters; the shop reads it.
    """

    contest_id: int
    cents: int
    reason: str


def decide_contest(
    open_uow: OpenUow, decision: Decision, *, attempt: Attempt, now: datetime
) -> Answer:
    """Answer a contest, once.

    Money due to the shop leaves the budget now.  Money that comes back is taken when the
    statement that carries the correction is closed (see ``core.vouchers.contest``).

    Args:
        open_uow: starts a writing transaction.
        decision: the answer.
        attempt: claims the write; its actor decides.
        now: aware.

    Raises:
        ReasonMissing: fewer than five characters.
        NotFound: no such contest.
        NotPossible: it was answered before.
        BadInput: the correction cannot be right; see ``check_correction``.
        Unfunded: the budget holds less.
        KeyReused: the key was used for something else.
    """
    by = By(attempt.actor, now, given_reason(decision.reason))

    return once(open_uow, attempt, lambda uow: _decide(uow, decision, by))


def _decide(uow: UnitOfWork, decision: Decision, by: By) -> dict[str, Any]:
    contest, cents = uow.contests.get(decision.contest_id), decision.cents
    if contest.state is not ContestState.OPEN:
        raise NotPossible(state=contest.state.value)
    if cents:
        _check(uow, contest, cents)
    # The row first: of two hands, one waits for it and then finds it answered.
    if not uow.contests.decide(
        contest.id, cents=cents, answer=by.reason, now=by.at, by=by.actor.id
    ):
        raise NotPossible(state="decided")
    if cents > 0:
        post_correction(uow, contest.id, contest.shop_id, cents, by)
    number, meta = str(contest.id), {"cents": cents}
    uow.audit.append(by.actor, "contest.decide", "contest", number, meta, at=by.at)
    return {"id": contest.id}


def post_correction(uow: UnitOfWork, contest_id: int, shop_id: int, cents: int, by: By) -> None:
    """Move a correction's money, once for each contest.

    Raises:
        Unfunded: the budget holds less.
        NotPossible: the shop is owed less.
    """
    posted = uow.ledger.post(events.statement_correct(contest_id, shop_id, cents, by), by.at)
    uow.contests.posted(contest_id, posted.id)


def _check(uow: UnitOfWork, contest: Contest, cents: int) -> None:
    statement = uow.settlements.get(contest.settlement_id)
    check_correction(line_of(uow, statement, contest.line), cents)
