"""Rules and games that are written, rehearsed and counted anew, before their rows are guarded."""

from __future__ import annotations

from datetime import datetime

from muvengine.core.rules.draft import DraftText
from muvengine.core.rules.rehearsal_kept import KeptRehearsal, RehearsalState, Wanted
from muvengine.core.rules.rescoring_act import ActState, RescoringAct, Terms
from muvengine.store.unit_of_work import UnitOfWork


def write_rules_rows(uow: UnitOfWork, now: datetime) -> None:
    """Write a row into each guarded table around the rules."""
    for drafts in (uow.rulebook_drafts, uow.game_drafts):
        drafts.add(DraftText("a: b"), by=None, now=now)
    uow.simulations.add(_rehearsal(now), ())
    terms = Terms(1, now.date(), now.date(), {"en": "the price was wrong"})
    uow.rescorings.add(RescoringAct(0, "abc", terms, 1, ActState.ASKED, now, None))
    uow.connection.exec_driver_sql(
        "INSERT INTO rescoring_trip (rescoring_id, trip_id, person_id, sheet_id, state, why, "
        "points_before, points_after, tries) SELECT 1, t.id, t.person_id, s.id, 'waiting', '', "
        "0, 0, 0 FROM trip t JOIN trip_score s ON s.trip_id = t.id"
    )


def _rehearsal(now: datetime) -> KeptRehearsal:
    wanted = Wanted(b"a: b", now.date(), now.date())
    running = RehearsalState.RUNNING
    return KeptRehearsal(0, "abc", wanted, "muv", 2, "0", running, False, now, None)  # noqa: FBT003  a row's value
