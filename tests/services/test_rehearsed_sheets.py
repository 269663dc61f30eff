"""The rules in force, rehearsed on a town's kept sheets, give each of them again to the point."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal
from typing import Final

import pytest
from sqlalchemy import Engine, text

from muvengine.core.rules.conditions import Flag
from muvengine.core.rules.rehearsal_outcomes import outcomes_of
from muvengine.core.rules.rehearse import Happened, Kept, Rehearsal
from muvengine.core.rules.rulebook import Band, PerKm
from muvengine.formats.rulebook_yaml.read import read_rulebook
from tests.core.rules.building import bonus, book, earn, percent
from tests.services.test_base_of_a_day import judged_again, walk
from tests.town import NOON, RULES, Town, found
from tests.trip_acts import answer, contest, correct, drawn, withdraw

SHIPPED: Final = read_rulebook(RULES.read_bytes())


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def kept_sheets(town: Town) -> list[Happened]:
    """Read every sheet in the order in which it was made."""
    query = text(
        "SELECT s.trip_id, s.score_no, t.person_id, t.score_no = s.score_no AS last"
        " FROM trip_score s JOIN trip t ON t.id = s.trip_id ORDER BY s.id"
    )
    with town.open_reading() as uow:
        rows = uow.connection.execute(query).all()
        sheets = [uow.scores.get(row.trip_id, row.score_no) for row in rows]
    return [
        Happened(
            trip=row.trip_id,
            person=row.person_id,
            score_no=row.score_no,
            last=bool(row.last),
            counts=sheet.score.counts,
            kept=Kept(
                sheet.facts, sheet.version_id, sheet.score.status, outcomes_of(sheet.score.lines)
            ),
        )
        for row, sheet in zip(rows, sheets, strict=True)
    ]


def lived(town: Town) -> None:
    """Days of trips that are corrected, asked about, refused, accepted and taken back."""
    walk(town, 6, now=NOON - timedelta(days=40))
    first, second, third = (walk(town, hours, now=NOON - timedelta(days=1)) for hours in (5, 4, 2))
    judged_again(town, first)
    correct(town, second, "run")
    withdraw(town, third)
    answer(town, drawn(town), accept=True)
    today = [walk(town, hours) for hours in (3, 1)]
    correct(town, today[0], "bus")
    contest(town, today[1])
    answer(town, today[1], accept=False)
    judged_again(town, today[0])


def test_the_rules_in_force_give_every_sheet_again(town: Town) -> None:
    lived(town)
    sheets = kept_sheets(town)
    rehearsal = Rehearsal(lambda _kept: SHIPPED)
    rehearsal.play(sheets)
    report = rehearsal.report()
    assert (report.unlike, report.first_unlike) == (0, ())
    assert report.sheets == len(sheets) > report.total.trips == 7
    assert report.total.base == report.total.candidate == town.pending() + town.spendable() > 0


def test_another_rulebook_is_paid_on_the_same_facts(town: Town) -> None:
    lived(town)
    walks = earn("walk-km", PerKm((Band(Decimal(20)),)), "walk", "run")
    once = bonus("once", percent(50), Flag("first_of_mode", value=True))
    rehearsal = Rehearsal(lambda _kept: book(walks, once))
    rehearsal.play(kept_sheets(town))
    report = rehearsal.report()
    assert report.total.base == town.pending() + town.spendable()
    assert report.rules["walk-km"].candidate > report.rules["walk-km"].base > 0
    # The first walk and the first run, each found again after a person had looked.
    assert report.rules["once"].candidate_times == 2
    assert report.rules["trip"].candidate_times == 0 < report.rules["trip"].base_times
