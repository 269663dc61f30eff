"""The seed town's trips, uploaded as people would, and the traces kept aside for a visitor."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Final
from zoneinfo import ZoneInfo

from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.trips.judgement import Claim
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.trip_plans import TripPlan, TripPlans, make_fixes
from muvengine.services.release_points import release_points
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.submit_trip import Submission, submit_trip

CHANNEL: Final = "seed"
# People upload when they are home.
HOME_AFTER: Final = timedelta(minutes=20)


@dataclass(frozen=True, slots=True)
class AsideTrace:
    """A trace a visitor may upload: its file, the mode to declare, the verdict to expect."""

    file: Path
    mode: str
    expect: str


def seed_trips(
    open_uow: OpenUow,
    shelf: Shelf,
    plans: TripPlans,
    people: Mapping[str, Person],
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> int:
    """Upload the planned trips of the last days in order of time, and give how many.

    Each is uploaded as of twenty minutes after its end, so that points of the older ones
    have waited long enough and can be spent.

    Args:
        open_uow: starts a writing transaction.
        shelf: of this process.
        plans: the trips.
        people: participants by the key the plan names them by.
        now: aware; the moment of the start.
        new_token: draws public ids.
    """
    zone = shelf.yardstick(now=now).programme.zone
    today = now.astimezone(zone).date()
    for plan in sorted(plans.uploaded, key=lambda plan: (-plan.days_ago, plan.at)):
        data, end = _file(plan, today, zone)
        person = people[plan.person]
        actor = Actor(person.role, person.id)
        submission = Submission(person.id, actor, data, Claim(plan.mode), CHANNEL)
        attempt = submission.attempt(f"seed-{plan.key}-{today.isoformat()}")
        submit_trip(
            open_uow,
            shelf,
            submission,
            attempt=attempt,
            now=end + HOME_AFTER,
            new_token=new_token,
        )
    release_points(open_uow, now=now)
    return len(plans.uploaded)


def write_aside(
    plans: TripPlans, folder: Path, *, today: date, zone: ZoneInfo
) -> tuple[AsideTrace, ...]:
    """Write the traces kept aside, dated yesterday, in the place of older ones."""
    folder.mkdir(parents=True, exist_ok=True)
    for old in folder.glob("*.gpx"):
        old.unlink()
    written: list[AsideTrace] = []
    for plan in plans.aside:
        data, _end = _file(plan, today, zone)
        file = folder / f"{plan.key}.gpx"
        file.write_bytes(data)
        written.append(AsideTrace(file, plan.mode, plan.expect))
    return tuple(written)


def _file(plan: TripPlan, today: date, zone: ZoneInfo) -> tuple[bytes, datetime]:
    """Give what a telephone would upload, and when it stopped recording."""
    fixes = make_fixes(plan, today, zone)
    end = datetime.fromtimestamp(float(fixes.t_s[-1]), zone)
    return write_gpx(fixes, plan.key, plan.creator).encode(), end
