"""A town in which everybody walked, and rehearsals are asked for in so many parts."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Final

from sqlalchemy import Engine

from muvengine.bootstrap import Wiring, wire_engine
from muvengine.core.people.actor import SYSTEM
from muvengine.core.rules.rehearsal_kept import KeptRehearsal, Played, Wanted, nameless
from muvengine.core.rules.rehearsal_report import Report
from muvengine.reads.rehearsal import added_up, plan, play
from muvengine.services.start_rehearsal import start_rehearsal, wish
from muvengine.services.work_rehearsal import Play
from muvengine.settings import Settings
from muvengine.store.simulation_parts import ClaimedPart
from tests.conftest import Clock
from tests.people import participant
from tests.town import NOON, RULES, SECRET, Town, found, gpx, ride

PEOPLE: Final = 5
SOURCE: Final = RULES.read_bytes()
DEARER: Final = SOURCE.replace(b"- {up_to: 2, points: 12}", b"- {up_to: 2, points: 24}", 1)
CAPPED: Final = DEARER.replace(
    b"\ncaps:\n",
    b"\ncaps:\n  - {cap: budget, label: {en: All, fr: Tous}, points: 90, per: [programme, season], "
    b"on_reach: stop_and_alert}\n",
    1,
)
WANTED: Final = Wanted(DEARER, NOON.date() - timedelta(days=9), NOON.date())


@dataclass
class Stage:
    """A town in which everybody walked, and rehearsals are asked for."""

    town: Town
    wiring: Wiring
    clock: Clock

    def ask(self, wanted: Wanted = WANTED, parts: int = PEOPLE) -> str:
        """Ask for a rehearsal in so many parts, which a real one has with some thousand trips."""
        reading = self.town.open_reading
        public_id = start_rehearsal(
            self.town.open_uow,
            reading,
            wanted,
            attempt=wish(wanted, SYSTEM, self.town.key()),
            now=NOON,
            new_token=self.town.dice,
        )
        dealt = plan(reading, wanted, parts)
        assert len(dealt) == parts
        with self.town.open_uow() as uow:
            uow.connection.exec_driver_sql("DELETE FROM simulation_part")
            asked = uow.simulations.get(public_id)
            uow.simulations.add(replace(asked, public_id=f"{public_id}-parts"), dealt)
            uow.connection.exec_driver_sql(
                f"UPDATE simulation SET state = 'failed' WHERE id = {asked.id}"  # noqa: S608  a number
            )
            uow.commit()
        return f"{public_id}-parts"

    def kept(self, public_id: str) -> KeptRehearsal:
        with self.town.open_reading() as uow:
            return uow.simulations.get(public_id)

    def report(self, wanted: Wanted = WANTED, parts: int = 1) -> Report:
        """Give what a rehearsal that nobody keeps finds."""
        reading = self.town.open_reading
        played = [play(reading, wanted, part.groups) for part in plan(reading, wanted, parts)]
        report = added_up(reading, wanted, played)
        assert report is not None
        return nameless(report)


def staged(engine: Engine) -> Stage:
    """Found the town, and let everybody walk once."""
    town, clock = found(engine), Clock(NOON)
    for seed in range(1, PEOPLE + 1):
        walker = replace(town, person=participant(town.open_uow, f"Person {seed}"))
        walker.send(gpx(ride(seed=seed)))
    url = engine.url.render_as_string(hide_password=False)
    settings = Settings(database_url=url, secret_key=SECRET)
    return Stage(town, replace(wire_engine(settings, engine), now=clock), clock)


def counting(play_it: Play, heard: Counter[int]) -> Play:
    def counted(claimed: ClaimedPart, still: Callable[[], None]) -> Played:
        heard[claimed.number] += 1
        return play_it(claimed, still)

    return counted
