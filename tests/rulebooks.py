"""Small rulebooks for tests, quick to check, and the organisers who write them."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import count
from typing import Final

from sqlalchemy import Engine

from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.draft import Draft, DraftText
from muvengine.core.rules.version import Version
from muvengine.core.trips.programme import Programme
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.keep_draft import Change, edit_draft, keep_draft
from muvengine.services.propose_rulebook import approve_rulebook, propose_rulebook
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.set_programme import set_programme
from muvengine.services.withdraw_rulebook import withdraw_rulebook
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import NOON, Dice
from tests.town import ZONE

_TEXT: Final = """\
schema: muv.rules/v1
rulebook: {name}
version: {version}
label: {{en: Soft mobility, fr: Mobilité douce}}
effective: {{from: {first_day}{until}}}
modes:
  walk:
    label: {{en: On foot, fr: À pied}}
    family: foot
    co2: walk
    limits: {{distance_m_min: 200, duration_s_min: 120, fixes_min: 10, p85_kmh_max: 15}}
earn:
  - rule: walk-km
    label: {{en: On foot, fr: À pied}}
    per_km: [{{points: {points}}}]
    legs: {{mode: [walk]}}
"""


def small(
    version: int = 2,
    first_day: date = date(2026, 5, 1),
    *,
    until: date | None = None,
    points: int = 12,
    name: str = "muv",
) -> str:
    """Write a rulebook of one rule."""
    end = f", until: {until}" if until else ""
    return _TEXT.format(name=name, version=version, first_day=first_day, until=end, points=points)


@dataclass
class Office:
    """A town with a rulebook of one rule, three organisers and a mediator."""

    engine: Engine
    ines: Actor
    hugo: Actor
    awa: Actor
    karim: Actor
    keys: count[int] = field(default_factory=count)

    def open_uow(self) -> UnitOfWork:
        return UnitOfWork(self.engine)

    def open_reading(self) -> UnitOfWork:
        return UnitOfWork(self.engine, read_only=True)

    def draft(self, text: str | DraftText = "", *, by: Actor | None = None) -> int:
        written = text if isinstance(text, DraftText) else DraftText(text or small())
        attempt = Attempt.of(by or self.ines, f"key-{next(self.keys)}", "keep_draft", written)
        return keep_draft(self.open_uow, written, attempt=attempt, now=NOON)

    def read(self, draft_id: int) -> Draft:
        with self.open_reading() as uow:
            return uow.rulebook_drafts.get(draft_id)

    def edit(self, draft_id: int, text: str, *, by: Actor, revision: int = 1) -> Draft:
        change = Change(draft_id, revision, DraftText(text))
        return edit_draft(self.open_uow, change, actor=by, now=NOON)

    def propose(self, draft_id: int, *, by: Actor | None = None, now: datetime = NOON) -> Draft:
        revision = self.read(draft_id).revision
        actor = by or self.ines
        return propose_rulebook(self.open_uow, draft_id, revision, actor=actor, now=now)

    def approve(
        self, draft_id: int, *, by: Actor | None = None, now: datetime = NOON, revision: int = 0
    ) -> Version:
        read = revision or self.read(draft_id).revision
        return approve_rulebook(self.open_uow, draft_id, read, actor=by or self.hugo, now=now)

    def proposed(self, text: str | DraftText = "") -> int:
        draft_id = self.draft(text)
        self.propose(draft_id)
        return draft_id

    def published(self, text: str | DraftText = "") -> Version:
        return self.approve(self.proposed(text))

    def withdraw(self, version: Version, *, now: datetime = NOON) -> None:
        withdraw_rulebook(self.open_uow, version.id, actor=self.awa, now=now)

    def versions(self) -> list[int]:
        with self.open_reading() as uow:
            return [version.version for version in uow.rulebooks.published()]

    def acts(self) -> list[str]:
        with self.open_reading() as uow:
            acts = [act.act for act in uow.audit.list() if act.act.startswith("rulebook.")]
        return acts[::-1]


def open_office(engine: Engine, until: date | None = None) -> Office:
    """Set the town up in an empty database; its first rulebook may have an end."""

    def open_uow() -> UnitOfWork:
        return UnitOfWork(engine)

    def colleague(name: str, role: Role = Role.ORGANISER) -> Actor:
        # Without a password: making one hard to guess takes long.
        new = NewStaff(name, f"{name.lower()}@centre.example", role, "fr")
        person = add_staff(open_uow, staff=new, actor=SYSTEM, now=NOON, new_token=Dice(name))
        return Actor(role, person.id)

    programme = Programme("Salon", None, ZONE, ("fr", "en"))
    set_programme(open_uow, programme, actor=SYSTEM, now=NOON)
    first = small(1, date(2026, 1, 1), until=until)
    publish_rulebook(open_uow, Publication(first.encode()), actor=SYSTEM, now=NOON)
    ines, hugo, awa = (colleague(name) for name in ("Ines", "Hugo", "Awa"))
    return Office(engine, ines, hugo, awa, colleague("Karim", Role.MEDIATOR))
