"""Files sent together are judged exactly once, whoever works and whatever dies."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import DatabaseAway, FileTooBig, NotFound
from muvengine.core.people.actor import Actor
from muvengine.core.trips.batch import Batch, BatchItem, ItemState
from muvengine.reads.ledger_check import check_ledger
from muvengine.reads.uploads import upload as read_upload
from muvengine.services import start_upload as module
from muvengine.services import work_upload as worker
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload
from muvengine.services.submit_trip import submit_trip
from muvengine.services.work_upload import TRIES_MAX, _submission, work_upload, work_uploads
from muvengine.store.upload_batches import LEASE
from tests.formats.tracks.documents import zipped
from tests.town import NOON, Town, found, gpx, ride

FILES = 6


@pytest.fixture
def town(engine: Engine) -> Town:
    return found(engine)


def open_batch(town: Town, key: str = "batch") -> str:
    wish = Upload(town.person.id, "walk")
    attempt = wish.attempt(town.me, key)
    return start_upload(town.open_uow, wish, attempt=attempt, now=NOON, new_token=town.dice)


def sent(town: Town, files: int = FILES) -> str:
    public_id = open_batch(town)
    for number in range(1, files + 1):
        made = ride(start=NOON - timedelta(hours=5 * number), seed=number)
        file = SentFile(f"{number}.gpx", gpx(made))
        add_to_upload(town.open_uow, town.shelf, public_id, file, town.me, number)
    return public_id


def step(town: Town, *, now: datetime = NOON) -> bool:
    return work_upload(town.open_uow, town.shelf, now=lambda: now, new_token=town.dice)


def batch(town: Town, public_id: str) -> Batch:
    with town.open_reading() as uow:
        return uow.uploads.get(public_id)


def test_every_file_becomes_a_trip_and_its_bytes_are_forgotten(town: Town) -> None:
    public_id = sent(town)
    while step(town):
        pass
    items = batch(town, public_id).items
    assert [item.state for item in items] == [ItemState.KEPT] * FILES
    assert len({item.trip_id for item in items}) == FILES
    with town.open_reading() as uow:
        left = uow.connection.exec_driver_sql(
            "SELECT count(*) FROM upload_item WHERE sealed IS NOT NULL"
        )
        assert left.scalar_one() == 0


def test_many_workers_judge_each_file_once(town: Town) -> None:
    public_id = sent(town)

    def work(_worker: int) -> int:
        return work_uploads(
            partial(step, town), now=lambda: NOON, until=NOON + timedelta(seconds=1)
        )

    with ThreadPoolExecutor(4) as workers:
        done = sum(workers.map(work, range(4)))
    assert done == FILES
    assert len({item.trip_id for item in batch(town, public_id).items}) == FILES
    assert check_ledger(town.open_reading) == ()


def test_a_worker_that_died_after_the_trip_was_kept_is_followed_by_one_that_finds_it(
    town: Town,
) -> None:
    public_id = sent(town, files=1)
    with town.open_uow() as uow:
        claimed = uow.uploads.claim(NOON)
        uow.commit()
    assert claimed is not None
    data = gpx(ride(start=NOON - timedelta(hours=5), seed=1))
    submission = _submission(claimed, data)
    kept = submit_trip(
        town.open_uow,
        town.shelf,
        submission,
        attempt=submission.attempt(f"upload-{public_id}-1"),
        now=NOON,
        new_token=town.dice,
    )
    assert not step(town), "it is claimed: nobody else takes it yet"
    assert step(town, now=NOON + LEASE + timedelta(seconds=1))
    [item] = batch(town, public_id).items
    assert (item.state, item.trip_id) == (ItemState.KEPT, kept.public_id)
    with town.open_reading() as uow:
        assert len(uow.trips.page(town.person.id, before=None, most=9)) == 1


def test_a_file_that_brings_the_worker_down_again_and_again_is_given_up(town: Town) -> None:
    public_id = sent(town, files=1)
    later = NOON
    for _ in range(TRIES_MAX):
        with town.open_uow() as uow:
            assert uow.uploads.claim(later)
            uow.commit()
        later += LEASE + timedelta(seconds=1)
    assert step(town, now=later)
    [item] = batch(town, public_id).items
    assert (item.state, item.code) == (ItemState.FAILED, "fault")


def test_a_database_that_is_away_is_not_held_against_the_file(
    town: Town, monkeypatch: pytest.MonkeyPatch
) -> None:
    public_id = sent(town, files=1)

    def away(*_arguments: object, **_more: object) -> None:
        raise DatabaseAway

    with monkeypatch.context() as patched:
        patched.setattr(worker, "submit_trip", away)
        for _ in range(TRIES_MAX + 2):
            with pytest.raises(DatabaseAway):
                step(town)
    assert step(town), "it waits, and nobody has to wait for a lease"
    assert [item.state for item in batch(town, public_id).items] == [ItemState.KEPT]


def test_a_kept_trip_is_not_unsaid_by_whoever_took_its_worker_for_dead(town: Town) -> None:
    public_id = sent(town, files=1)
    with town.open_uow() as uow:
        claimed = uow.uploads.claim(NOON)
        uow.commit()
    assert claimed is not None
    assert step(town, now=NOON + LEASE + timedelta(seconds=1))
    gave_up = BatchItem(1, "", 0, ItemState.FAILED, code="fault")
    with town.open_uow() as uow:
        uow.uploads.finish(claimed.id, gave_up, None, NOON)
        uow.commit()
    [item] = batch(town, public_id).items
    assert item.state is ItemState.KEPT
    assert item.trip_id


def test_refusals_are_kept_with_their_facts(town: Town) -> None:
    public_id = open_batch(town)
    old = gpx(ride(start=NOON - timedelta(days=30)))
    data = zipped(old__gpx=old, good__gpx=gpx(ride()), again__gpx=gpx(ride()))
    after = add_to_upload(town.open_uow, town.shelf, public_id, SentFile("x.zip", data), town.me, 1)
    assert after == 4
    while step(town):
        pass
    codes = {item.name: item.code for item in batch(town, public_id).items}
    assert codes == {"old.gpx": "time_old", "again.gpx": "", "good.gpx": "duplicate"}
    old_item = next(item for item in batch(town, public_id).items if item.name == "old.gpx")
    assert old_item.facts["days_back_max"] == 7


def test_the_same_file_under_the_same_number_is_kept_once(town: Town) -> None:
    public_id = open_batch(town)
    for _ in range(2):
        file = SentFile("a.gpx", gpx(ride()))
        add_to_upload(town.open_uow, town.shelf, public_id, file, town.me, 1)
    assert len(batch(town, public_id).items) == 1
    assert open_batch(town) == public_id, "the same attempt gives the same batch"


def test_only_who_opened_it_adds_to_it(town: Town) -> None:
    public_id = open_batch(town)
    stranger = Actor("participant", town.person.id + 1)
    with pytest.raises(NotFound):
        add_to_upload(town.open_uow, town.shelf, public_id, SentFile("a", b"<gpx"), stranger, 1)


def test_a_batch_has_an_end(town: Town) -> None:
    public_id = open_batch(town)
    with pytest.raises(FileTooBig):
        add_to_upload(
            town.open_uow,
            town.shelf,
            public_id,
            SentFile("a", b"<gpx"),
            town.me,
            module.FILES_MAX + 1,
        )


def test_the_bytes_that_wait_are_sealed(town: Town) -> None:
    sent(town, files=1)
    with town.open_reading() as uow:
        sealed = uow.connection.exec_driver_sql("SELECT sealed FROM upload_item").scalar_one()
    assert b"gpx" not in bytes(sealed)


def test_a_batch_is_shown_to_its_owner_and_to_who_helps_them_only(town: Town) -> None:
    public_id = sent(town, files=1)
    mine = town.person.id
    for actor in (Actor("participant", mine), Actor("mediator", 77, mine)):
        assert read_upload(town.open_reading, public_id, actor).left == 1
    for actor in (Actor("participant", mine + 1), Actor("mediator", 77), Actor("organiser", mine)):
        with pytest.raises(NotFound):
            read_upload(town.open_reading, public_id, actor)
