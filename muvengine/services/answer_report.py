"""An organiser answers a report: it is so, it is being mended, or it is not."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import Actor
from muvengine.core.people.permission import require_organiser
from muvengine.core.spots.report import ReportState, answered
from muvengine.services.attempt import OpenUow
from muvengine.services.settle_report import REF, hold_report, settle_report


def answer_report(
    open_uow: OpenUow,
    report_id: int,
    state: ReportState,
    words: str,
    *,
    actor: Actor,
    now: datetime,
) -> None:
    """Turn a report into another state; what it brought goes back with a refusal.

    Args:
        open_uow: starts a writing transaction.
        report_id: number of the report.
        state: what it becomes.
        words: a sentence that the reporter reads.
        actor: an organiser.
        now: aware.

    Raises:
        NotAllowed: this is for organisers.
        NotFound: no such report.
        NotPossible, ReasonMissing: see ``answered``.
    """
    require_organiser(actor)
    with open_uow() as uow:
        report, there = hold_report(uow, report_id)
        after = answered(report, state, words, now)
        uow.reports.turn(after)
        settle_report(uow, after, By(actor, now, after.answer), there=there)
        meta = {"state": after.state.value, "reason": after.answer}
        uow.audit.append(actor, "report.answer", REF, str(report_id), meta, at=now)
        uow.commit()
