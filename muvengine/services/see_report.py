"""Another person has seen it too: that confirms a report."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from muvengine.core.errors import NotAllowed, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.ledger.journal import By
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.spots.report import seen_too
from muvengine.services.attempt import OpenUow, once
from muvengine.services.report_problem import helper_of
from muvengine.services.settle_report import REF, hold_report, settle_report
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class SeenToo:
    """Who has seen what another person reported.

    Attributes:
        person_id: the second person.
        report_id: number of the report.
    """

    person_id: int
    report_id: int

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is kept, once."""
        return Attempt.of(actor, key, "see_report", self)


def see_report(open_uow: OpenUow, seen: SeenToo, *, attempt: Attempt, now: datetime) -> None:
    """Keep that somebody has seen it too; the first one confirms the report.

    Args:
        open_uow: starts a writing transaction.
        seen: who, and which report.
        attempt: ``seen.attempt(actor, key)``; its actor is the second person, or a mediator who
            helps them.
        now: aware.

    Raises:
        NotAllowed: staff who would see it for themselves.
        NotFound: no such report.
        NotPossible: ``state`` is seen (by this person before), or see ``seen_too``.
    """
    helper_id = helper_of(attempt.actor)
    if helper_id == seen.person_id:
        raise NotAllowed(audience=Role.PARTICIPANT.value)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        report, there = hold_report(uow, seen.report_id)
        after = seen_too(report, seen.person_id, helper_id, now)
        if not uow.reports.add_witness(report.id, seen.person_id, helper_id, now=now):
            raise NotPossible(state="seen")
        if after != report:
            uow.reports.turn(after)
            # Neither hears who the other is: no hand of theirs stands in the reporter's wallet.
            settle_report(uow, after, By(SYSTEM, now), there=there)
        if helper_id is not None:
            meta = {"person": seen.person_id}
            uow.audit.append(attempt.actor, "report.see", REF, str(report.id), meta, at=now)
        return {}

    once(open_uow, attempt, work)
