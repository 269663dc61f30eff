"""Past trips scored anew, as tests do it: other rules, a rehearsal, two organisers, a worker."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Final

from muvengine.bootstrap import Wiring, wire_engine
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.rehearsal_kept import Wanted
from muvengine.core.rules.rehearsal_report import Report
from muvengine.core.rules.rescoring_act import Outcome, RescoringAct, Terms
from muvengine.core.rules.version import Version
from muvengine.jobs.rehearsals import work_all
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.ask_rescoring import approve_rescoring, ask_rescoring, wish
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.start_rehearsal import start_rehearsal
from muvengine.services.start_rehearsal import wish as wish_rehearsal
from muvengine.services.work_rescoring import work_rescoring
from muvengine.settings import Settings
from muvengine.store.score_rebuild import Difference
from tests.people import Dice
from tests.town import NOON, RULES, SECRET, ZONE, Town

# Its examples tell of its own prices.
SOURCE: Final = RULES.read_text("utf-8").partition("\nexamples:\n")[0] + "\n"
FIRST: Final = NOON.date() - timedelta(days=9)
LAST: Final = NOON.date()
REASONS: Final = {"fr": "Le vélo payait trop peu", "en": "Cycling paid too little"}
TAKE_BACK: Final = "the council has decided so"
# The second version holds from the next day on; a day later it has begun.
LATER: Final = NOON + timedelta(days=2)
DEARER: Final = ("- {up_to: 2, points: 12}", "- {up_to: 2, points: 15}")
CHEAPER: Final = ("- {up_to: 2, points: 12}", "- {up_to: 2, points: 6}")


def next_version(*changes: tuple[str, str], number: int = 2) -> str:
    """Write the next version of the shipped rules."""
    text = SOURCE.replace("\nversion: 1\n", f"\nversion: {number}\n", 1)
    for old, new in changes:
        assert old in text, old
        text = text.replace(old, new, 1)
    return text


@dataclass
class Recount:
    """A town, its two organisers, and the version that scores anew."""

    town: Town
    ines: Actor
    hugo: Actor
    version: Version
    source: str

    @property
    def wiring(self) -> Wiring:
        made = wire_engine(Settings(secret_key=SECRET), self.town.engine)
        return replace(made, now=partial(LATER.astimezone, ZONE))

    def rehearse(self, first: date = FIRST, last: date = LAST) -> Report:
        """Rehearse the version on a period, to the end."""
        wanted = Wanted(self.source.encode(), first, last)
        public_id = start_rehearsal(
            self.town.open_uow,
            self.town.open_reading,
            wanted,
            attempt=wish_rehearsal(wanted, self.ines, self.town.key()),
            now=LATER,
            new_token=self.town.dice,
        )
        work_all(self.wiring)
        with self.town.open_reading() as uow:
            report = uow.simulations.get(public_id).report
        assert report is not None
        return report

    def ask(self, take_back: str = "", *, first: date = FIRST, last: date = LAST) -> str:
        terms = Terms(self.version.id, first, last, REASONS, take_back)
        return ask_rescoring(
            self.town.open_uow,
            terms,
            attempt=wish(terms, self.ines, self.town.key()),
            now=LATER,
            new_token=self.town.dice,
        )

    def approve(self, public_id: str, by: Actor | None = None) -> None:
        approve_rescoring(self.town.open_uow, public_id, actor=by or self.hugo, now=LATER)

    def begun(self, take_back: str = "") -> str:
        """Rehearse, ask, approve; nothing is scored yet."""
        with self.town.open_reading() as uow:
            rehearsed = uow.rescorings.rehearsed(self.version.sha256, FIRST, LAST)
        if rehearsed is None:
            self.rehearse()
        public_id = self.ask(take_back)
        self.approve(public_id)
        return public_id

    def list_all(self, public_id: str) -> None:
        """List the trips of every day, and score none yet."""
        with self.town.open_uow() as uow:
            act = uow.rescorings.get(public_id)
            day = act.terms.first
            while day <= act.terms.last:
                assert uow.rescorings.listed(act, day)
                uow.rescoring_trips.list_day(act, day)
                act, day = uow.rescorings.get(public_id), day + timedelta(days=1)
            uow.commit()

    def work(self, *, now: datetime = LATER) -> int:
        town = self.town
        return work_rescoring(
            town.open_uow, town.open_reading, town.shelf, now=lambda: now, until=None
        )

    def act(self, public_id: str) -> RescoringAct:
        with self.town.open_reading() as uow:
            return uow.rescorings.get(public_id)

    def done(self, take_back: str = "") -> Outcome:
        """Go the whole way, and give what was done."""
        public_id = self.begun(take_back)
        self.work()
        outcome = self.act(public_id).outcome
        assert outcome is not None
        return outcome

    def differing(self) -> list[Difference]:
        with self.town.open_reading() as uow:
            return list(uow.score_rebuild.differing())


def recount(town: Town, *changes: tuple[str, str], number: int = 2) -> Recount:
    """Publish other rules from the next day on, by whoever runs the server."""
    source = next_version(*changes, number=number)
    first_day = (NOON + timedelta(days=number - 1)).date()
    publication = Publication(source.encode(), first_day)
    version = publish_rulebook(town.open_uow, publication, actor=SYSTEM, now=NOON)
    with town.open_reading() as uow:
        kept = uow.rulebooks.source(version.id)
    ines, hugo = (_organiser(town, name) for name in ("Ines", "Hugo"))
    return Recount(town, ines, hugo, version, kept)


def _organiser(town: Town, name: str) -> Actor:
    # Without a password: making one hard to guess takes long.
    new = NewStaff(name, f"{name.lower()}@centre.example", Role.ORGANISER, "fr")
    person = add_staff(town.open_uow, staff=new, actor=SYSTEM, now=NOON, new_token=Dice(name))
    return Actor(Role.ORGANISER, person.id)
