"""What people of the seed town have reported on routes and at shops."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any, Final

from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.core.people.identity import Person
from muvengine.core.spots.report import Category, ReportState, Where
from muvengine.formats.town_files import load_yaml
from muvengine.services.answer_report import answer_report
from muvengine.services.attempt import OpenUow
from muvengine.services.report_problem import Problem, report_problem
from muvengine.services.see_report import SeenToo, see_report

NewToken = Callable[[], str]
DAY: Final = timedelta(days=1)


def seed_reports(
    open_uow: OpenUow,
    folder: Path,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: NewToken,
) -> int:
    """Let people report what ``reports.yaml`` says; give how many reports there are.

    Args:
        open_uow: starts a writing transaction.
        folder: the seed data.
        people: participants by key.
        now: in the town's zone; the moment of the start.
        new_token: draws keys.
    """
    entries = load_yaml(folder / "reports.yaml")["reports"]
    for entry in entries:
        made_at = now - entry["days_ago"] * DAY
        report_id = _report(open_uow, entry, people, made_at, new_token)
        for key in entry.get("seen_by", ()):
            seen, hand = SeenToo(people[key].id, report_id), _hand(people[key])
            attempt = seen.attempt(hand, new_token())
            see_report(open_uow, seen, attempt=attempt, now=min(made_at + DAY, now))
        for days, said in enumerate(entry.get("answers", ()), 2):
            at, state = min(made_at + days * DAY, now), ReportState(said["state"])
            answer_report(open_uow, report_id, state, said["words"], actor=SYSTEM, now=at)
    return len(entries)


def _report(
    open_uow: OpenUow,
    entry: Mapping[str, Any],
    people: Mapping[str, Person],
    now: datetime,
    new_token: NewToken,
) -> int:
    person = people[entry["by"]]
    where = Where(entry.get("route", ""), entry.get("shop", ""))
    said = Problem(person.id, Category(entry["category"]), where, entry.get("words", ""))
    attempt = said.attempt(_hand(person), new_token())
    return report_problem(open_uow, said, attempt=attempt, now=now)


def _hand(person: Person) -> Actor:
    return Actor(person.role, person.id)
