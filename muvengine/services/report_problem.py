"""Report something that is in the way on a set route or at a place of the town."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, time
from typing import Any

from muvengine.core.errors import BadInput, NotAllowed, NotFound, NotPossible
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor, Role
from muvengine.core.routes.set_route import LIVE
from muvengine.core.spots.report import TWIN_WITHIN, Category, Report, Where, check_report
from muvengine.services.attempt import OpenUow, once
from muvengine.services.settle_report import REF
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class Problem:
    """What somebody reports.

    Attributes:
        person_id: the reporter.
        category: what is wrong.
        where: see ``Where``.
        words: the reporter's own; empty for none.
        another: it is not what others have reported there already.
    """

    person_id: int
    category: Category
    where: Where
    words: str = ""
    another: bool = False

    def attempt(self, actor: Actor, key: str) -> Attempt:
        """Give the attempt under which this is kept, once."""
        return Attempt.of(actor, key, "report_problem", self)


def report_problem(open_uow: OpenUow, said: Problem, *, attempt: Attempt, now: datetime) -> int:
    """Keep a report, and give its number.

    Args:
        open_uow: starts a writing transaction.
        said: see ``Problem``.
        attempt: ``said.attempt(actor, key)``; its actor is the reporter, or a mediator who helps.
        now: aware.

    Raises:
        NotAllowed: staff who would report for themselves.
        NotFound: no such person, shop or stop; no such route, or one that is not open.
        BadInput, LimitReached: see ``check_report``; a ``place`` that is no stop of the route.
        NotPossible: ``state`` is twin: ``report`` tells which report says the same there,
            ``mine`` whether it is the reporter's own.
    """
    helper_id = helper_of(attempt.actor)
    if helper_id == said.person_id:
        raise NotAllowed(audience=Role.PARTICIPANT.value)
    words = " ".join(said.words.split())
    new = Report(said.person_id, said.category, said.where, now, now, words, helper_id)

    def work(uow: UnitOfWork) -> dict[str, Any]:
        uow.trips.lock_owner(said.person_id)
        zone = uow.programme.get().zone
        morning = datetime.combine(now.astimezone(zone).date(), time(), zone).astimezone(UTC)
        check_report(new, uow.reports.made_since(said.person_id, morning))
        _check_place(uow, said.where)
        twin = uow.reports.twin(said.where, said.category, now - TWIN_WITHIN)
        if twin is not None and not said.another:
            mine = twin.person_id == said.person_id
            raise NotPossible(state="twin", report=twin.id, mine=mine)
        report_id = uow.reports.add(new)
        if helper_id is not None:
            meta = {"person": said.person_id}
            uow.audit.append(attempt.actor, "report.make", REF, str(report_id), meta, at=now)
        return {"report": report_id}

    return int(once(open_uow, attempt, work).value["report"])


def helper_of(actor: Actor) -> int | None:
    """Give the mediator whose hand it is; None for a person's own."""
    return None if actor.kind == Role.PARTICIPANT else actor.id


def _check_place(uow: UnitOfWork, where: Where) -> None:
    if where.shop and not uow.shops.get(key=where.shop).open:
        raise NotFound(kind="shop")
    if not where.route:
        return
    route = uow.routes.get(where.route)
    if route.state != LIVE:
        raise NotFound(kind="route")
    if where.shop and where.shop not in route.stops:
        raise BadInput(fields={"place": "wrong"})
