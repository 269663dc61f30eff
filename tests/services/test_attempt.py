from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta

import pytest
from sqlalchemy.exc import OperationalError

from muvengine.core.errors import AlreadyRedeemed, KeyMissing, KeyReused, NotEnough, VoucherExpired
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import Actor
from muvengine.services.attempt import once
from muvengine.store.retry import TRIES_MAX, retried
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import NOON, town

OpenUow = Callable[[], UnitOfWork]
FATOU = Actor("participant", 1)
LOCKED = OperationalError("BEGIN", None, Exception("database is locked"))
FULL = OperationalError("SELECT", None, Exception("disk is full"))
ATTEMPT = Attempt(FATOU, "key", "endpoint", "hash")


@pytest.mark.parametrize("key", ["", "x" * 81, "a\0b", "a\nb", "\ud800"])
def test_a_key_that_no_database_takes_is_refused(key: str) -> None:
    with pytest.raises(KeyMissing):
        Attempt(FATOU, key, "endpoint", "hash")


def test_the_second_copy_hears_the_first_answer(open_uow: OpenUow) -> None:
    runs = []

    def work(_uow: UnitOfWork) -> dict[str, object]:
        runs.append(1)
        return {"id": len(runs), "words": ["déjà", None, 1.5]}

    first, second = once(open_uow, ATTEMPT, work), once(open_uow, ATTEMPT, work)
    assert (first.value, first.replayed) == ({"id": 1, "words": ["déjà", None, 1.5]}, False)
    assert (second.value, second.replayed) == (first.value, True)
    assert runs == [1]


@pytest.mark.parametrize("refusal", [
    NotEnough(available=3, needed=5),
    AlreadyRedeemed(at=datetime(2026, 4, 7, 12, tzinfo=UTC), shop="Le Fournil"),
    VoucherExpired(last_day=date(2026, 4, 7)),
])  # fmt: skip
def test_a_refusal_is_replayed_word_for_word(open_uow: OpenUow, refusal: NotEnough) -> None:
    def work(_uow: UnitOfWork) -> None:
        raise refusal

    heard = []
    for _ in range(2):
        with pytest.raises(type(refusal)) as caught:
            once(open_uow, ATTEMPT, work)
        heard.append(caught.value.facts)
    assert heard[0] == heard[1] == refusal.facts


def test_a_refusal_undoes_the_work_and_keeps_what_must_be_kept(open_uow: OpenUow) -> None:
    place = town(open_uow)
    person = place.person()

    def work(uow: UnitOfWork) -> None:
        uow.people.change(person.id, name="Somebody else")
        raise NotEnough

    def keep(uow: UnitOfWork, refusal: Exception) -> None:
        assert isinstance(refusal, NotEnough)
        uow.people.change(person.id, usual_mode="walk")

    with pytest.raises(NotEnough):
        once(open_uow, ATTEMPT, work, on_refused=keep)
    with open_uow() as uow:
        kept = uow.people.get(person.id)
    assert (kept.name, kept.usual_mode) == (person.name, "walk")


@pytest.mark.parametrize("other", [
    Attempt(FATOU, "key", "elsewhere", "hash"),
    Attempt(FATOU, "key", "endpoint", "other hash"),
])  # fmt: skip
def test_a_key_stands_for_one_request(open_uow: OpenUow, other: Attempt) -> None:
    once(open_uow, ATTEMPT, lambda _: 1)
    with pytest.raises(KeyReused):
        once(open_uow, other, lambda _: 2)


def test_a_fault_keeps_nothing_and_may_be_sent_again(open_uow: OpenUow) -> None:
    def fail(_uow: UnitOfWork) -> None:
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        once(open_uow, ATTEMPT, fail)
    assert once(open_uow, ATTEMPT, lambda _: "done").replayed is False


def test_old_keys_are_forgotten(open_uow: OpenUow) -> None:
    once(open_uow, ATTEMPT, lambda _: 1)
    with open_uow() as uow:
        assert uow.attempts.prune(before=NOON - timedelta(days=3650)) == 0
        assert uow.attempts.prune(before=NOON + timedelta(days=3650)) == 1


def test_a_lost_race_is_run_again_a_few_times_and_then_told() -> None:
    pauses: list[int] = []

    def lose() -> None:
        raise LOCKED

    with pytest.raises(OperationalError):
        retried(lose, pauses.append)
    assert pauses == list(range(TRIES_MAX - 1))


def test_a_fault_is_not_run_again() -> None:
    pauses: list[int] = []

    def fail() -> None:
        raise FULL

    with pytest.raises(OperationalError):
        retried(fail, pauses.append)
    assert pauses == []
