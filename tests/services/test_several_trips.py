"""A file that holds the trips of several days is parted where many files are taken."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from functools import partial

import numpy as np
import pytest
from sqlalchemy import Engine

from muvengine.core.errors import FileTooBig, TooLong
from muvengine.core.traces.fixes import Fixes
from muvengine.core.trips.batch import BatchItem, ItemState
from muvengine.core.trips.judgement import Claim
from muvengine.formats.containers import PackLimits, Part
from muvengine.formats.several_trips import trips_of
from muvengine.services.import_trips import ImportedFile, Importing, import_trips
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload
from muvengine.services.submit_trip import Submission, submit_trip
from muvengine.services.work_upload import work_upload, work_uploads
from tests.formats.tracks.documents import zipped
from tests.town import NOON, Town, found, gpx, ride

DAYS = 3


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def day(number: int) -> Fixes:
    return ride(start=NOON - timedelta(days=number, hours=5), seed=number)


def week(*, first: int = 1, days: int = DAYS) -> Fixes:
    """The walks of several days, the oldest first."""
    parts = [day(number) for number in range(first + days - 1, first - 1, -1)]
    numbered = [
        replace(part, piece=np.full(len(part), place, dtype=np.int32))
        for place, part in enumerate(parts)
    ]
    return Fixes(
        **{name: np.concatenate([getattr(one, name) for one in numbered])
           for name in Fixes.__slots__}
    )  # fmt: skip


def sent(town: Town, data: bytes, *, key: str = "batch", name: str = "week.gpx") -> str:
    wish = Upload(town.person.id, "walk")
    attempt = wish.attempt(town.me, key)
    public_id = start_upload(town.open_uow, wish, attempt=attempt, now=NOON, new_token=town.dice)
    add_to_upload(town.open_uow, town.shelf, public_id, SentFile(name, data), town.me, 1)
    return public_id


def worked(town: Town, public_id: str) -> tuple[BatchItem, ...]:
    step = partial(work_upload, town.open_uow, town.shelf, now=lambda: NOON, new_token=town.dice)
    work_uploads(step, now=lambda: NOON, until=NOON + timedelta(seconds=1))
    with town.open_reading() as uow:
        return uow.uploads.get(public_id).items


def send_alone(town: Town, data: bytes, key: str) -> str:
    submission = Submission(town.person.id, town.me, data, Claim("walk"))
    return submit_trip(
        town.open_uow,
        town.shelf,
        submission,
        attempt=submission.attempt(key),
        now=NOON,
        new_token=town.dice,
    ).public_id


def test_each_trip_has_a_line_and_is_judged_by_itself(town: Town) -> None:
    items = worked(town, sent(town, gpx(week())))
    assert [item.name for item in items] == [f"week.gpx ({n}/{DAYS})" for n in (1, 2, 3)]
    assert [item.state for item in items] == [ItemState.KEPT] * DAYS
    with town.open_reading() as uow:
        trips = [uow.trips.get(item.trip_id) for item in items]
    assert [trip.local_day.isoformat() for trip in trips] == [
        "2026-04-04", "2026-04-05", "2026-04-06",
    ]  # fmt: skip


def test_alone_such_a_file_is_refused_as_too_long(town: Town) -> None:
    with pytest.raises(TooLong):
        send_alone(town, gpx(week()), "whole")


def test_a_day_sent_before_is_found_again_among_the_others(town: Town) -> None:
    send_alone(town, gpx(day(2)), "alone")
    items = worked(town, sent(town, gpx(week())))
    assert [item.code for item in items] == ["", "duplicate", ""]


def test_a_day_sent_after_the_others_is_found_too(town: Town) -> None:
    worked(town, sent(town, gpx(week())))
    items = worked(town, sent(town, gpx(day(1)), key="later", name="monday.gpx"))
    assert [(item.name, item.code) for item in items] == [("monday.gpx", "duplicate")]


def test_sending_a_file_again_keeps_nothing_twice(town: Town) -> None:
    public_id = sent(town, gpx(week()))
    same = SentFile("week.gpx", gpx(week()))
    assert add_to_upload(town.open_uow, town.shelf, public_id, same, town.me, 1) == DAYS + 1
    assert len(worked(town, public_id)) == DAYS
    again = worked(town, sent(town, gpx(week()), key="other"))
    assert [item.code for item in again] == ["duplicate"] * DAYS


def test_a_trip_too_old_is_refused_and_the_others_are_not(town: Town) -> None:
    items = worked(town, sent(town, gpx(week(first=5))))
    assert [item.code for item in items] == ["time_old", "", ""]


def test_files_in_a_zip_are_parted_too(town: Town) -> None:
    data = zipped(a__gpx=gpx(week(first=2, days=2)), b__gpx=gpx(day(1)))
    items = worked(town, sent(town, data, name="all.zip"))
    assert [item.name for item in items] == ["a.gpx (1/2)", "a.gpx (2/2)", "b.gpx"]
    assert {item.state for item in items} == {ItemState.KEPT}


def test_a_batch_counts_trips_not_files(town: Town) -> None:
    public_id = sent(town, gpx(day(1)))
    file = SentFile("week.gpx", gpx(week()))
    with pytest.raises(FileTooBig):
        add_to_upload(town.open_uow, town.shelf, public_id, file, town.me, 499)


def imported(town: Town, data: bytes) -> list[ImportedFile]:
    importing = Importing(town.person.id, town.me, "walk")
    parts = trips_of(Part("week.gpx", data), PackLimits())
    return list(
        import_trips(
            town.open_uow,
            town.shelf,
            parts,
            importing,
            now=lambda: NOON,
            new_token=town.dice,
        )
    )


def test_importing_again_sends_no_trip_twice(town: Town) -> None:
    first, again = imported(town, gpx(week())), imported(town, gpx(week()))
    assert [one.name for one in first] == [f"week.gpx ({n}/{DAYS})" for n in (1, 2, 3)]
    assert all(one.trip and not one.trip.replayed for one in first)
    assert all(one.trip and one.trip.replayed for one in again)
    assert [one.trip and one.trip.public_id for one in again] == [
        one.trip and one.trip.public_id for one in first
    ]
