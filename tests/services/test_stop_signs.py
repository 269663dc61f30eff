"""Signs that hang, are renewed and taken down, and who reads them, on both databases."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    MistypedCode,
    MuvError,
    NotAllowed,
    NotFound,
    NotPossible,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.core.people.actor import SYSTEM, Actor
from muvengine.services.keep_sign import make_sign, revoke_sign
from muvengine.services.prune_records import prune_records
from muvengine.services.save_shop import save_shop
from muvengine.services.scan_stop import Reading, scan_stop
from tests.people import participant
from tests.services.test_stops import (
    BAKERY,
    CAFE,
    ORGANISER,
    WALK,
    counted,
    hang,
    passed,
    scan,
    sign,
    with_signs,
)
from tests.town import NOON, Town, gpx


@pytest.fixture
def town(engine: Engine) -> Town:
    """A street with two signs."""
    return with_signs(engine)


def test_the_same_sign_within_ten_minutes_is_one_visit(town: Town) -> None:
    first = scan(town, NOON)
    again = scan(town, NOON + timedelta(minutes=9))
    assert (again.again, again.at) == (True, first.at)
    assert not scan(town, NOON + timedelta(minutes=9), shop=CAFE).again
    assert not scan(town, NOON + timedelta(minutes=10)).again
    assert len(counted(town)) == 3


def test_a_retry_hears_the_same(town: Town) -> None:
    first = scan(town, NOON, key="tap")
    assert scan(town, NOON + timedelta(seconds=5), key="tap") == first
    assert len(counted(town)) == 1


def test_a_square_and_a_code_are_one_sign(town: Town) -> None:
    token = sign(town).token
    assert scan(town, NOON, said=f"https://town.example/s/{token}").shop == BAKERY.name
    assert scan(town, NOON, said=sign(town).code.lower()).again


@pytest.mark.parametrize(
    ("said", "refusal"),
    [("AAAAAAAAA", MistypedCode), ("", MistypedCode), ("000000000", UnknownCode)],
)
def test_what_is_no_sign_is_told(town: Town, said: str, refusal: type[MuvError]) -> None:
    reading = Reading(town.person.id, said)
    attempt = reading.attempt(town.me, town.key())
    with pytest.raises(refusal):
        scan_stop(town.open_uow, town.shelf, reading, attempt=attempt, now=NOON)


def test_a_renewed_or_revoked_sign_says_nothing(town: Town) -> None:
    old = sign(town)
    hang(town)
    for said in (old.code, old.token):
        with pytest.raises(NotPossible):
            scan(town, NOON, said=said)
    new = sign(town).code
    revoke_sign(town.open_uow, BAKERY.key, actor=ORGANISER, now=NOON)
    with pytest.raises(NotPossible):
        scan(town, NOON, said=new)
    with pytest.raises(NotFound):
        revoke_sign(town.open_uow, BAKERY.key, actor=ORGANISER, now=NOON)
    with town.open_reading() as uow:
        acts = [act.act for act in uow.audit.list() if act.ref_id == BAKERY.key]
    assert acts[:3] == ["stop.revoke", "stop.renew", "stop.make"]


def test_a_shop_that_left_has_no_sign(town: Town) -> None:
    code = sign(town).code
    save_shop(town.open_uow, replace(BAKERY, open=False), actor=SYSTEM, now=NOON)
    with pytest.raises(NotPossible):
        scan(town, NOON, said=code)
    with pytest.raises(NotPossible):
        hang(town)


@pytest.mark.parametrize("kind", ["participant", "mediator", "device"])
def test_only_organisers_hang_signs(town: Town, kind: str) -> None:
    with pytest.raises(NotAllowed):
        make_sign(town.open_uow, "ana", actor=Actor(kind, 1), now=NOON, new_token=town.dice)
    with pytest.raises(NotAllowed):
        revoke_sign(town.open_uow, "ana", actor=Actor(kind, 1), now=NOON)


def test_whoever_reads_for_somebody_is_kept_with_it(town: Town) -> None:
    karim = Actor("mediator", participant(town.open_uow, "Karim").id, town.person.id)
    scan(town, NOON, actor=karim)
    with town.open_reading() as uow:
        [by] = uow.connection.exec_driver_sql("SELECT scanned_by FROM stop_scan").scalars()
        acts = [act for act in uow.audit.list() if act.act == "stop.scan"]
    assert by == karim.id
    assert [act.actor for act in acts] == [karim]


def test_who_tries_codes_is_slowed_down(town: Town) -> None:
    for number in range(10):
        scan(town, NOON + timedelta(seconds=number))
    with pytest.raises(TooManyAttempts):
        scan(town, NOON + timedelta(seconds=11))


def test_scans_are_forgotten_in_time(town: Town) -> None:
    scan(town, passed(BAKERY))
    town.send(gpx(WALK))
    scan(town, NOON)
    for days, left in ((30, 2), (32, 1), (181, 0)):
        prune_records(town.open_uow, now=NOON + timedelta(days=days))
        assert len(counted(town)) == left
