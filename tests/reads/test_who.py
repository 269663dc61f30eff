"""A token says who is there, for as long as it holds."""

from __future__ import annotations

from datetime import datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import Engine, insert

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Device, SignedIn
from muvengine.core.people.token import token_hash
from muvengine.core.trips.programme import Bearings, Programme
from muvengine.reads.who import at_the_door, bearer, device_by_token, signed_in
from muvengine.services.make_api_token import make_api_token
from muvengine.services.make_link import make_link
from muvengine.services.set_password import set_password
from muvengine.services.set_programme import set_programme
from muvengine.services.sign_in import Browser, by_link, touch
from muvengine.store.tables import metadata
from muvengine.store.unit_of_work import UnitOfWork
from tests.money import PARIS
from tests.people import NOON, Dice, OpenUow, participant, staff

SECOND = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)


def session(open_uow: OpenUow, role: Role, *, shared: bool = False) -> str:
    person = (
        participant(open_uow) if role is Role.PARTICIPANT else staff(open_uow, "Maud", role=role)
    )
    dice = Dice(role)
    link = make_link(open_uow, person_id=person.id, actor=SYSTEM, now=NOON, new_token=dice)
    browser = Browser("192.0.2.7", shared_computer=shared)
    return by_link(open_uow, link=link, browser=browser, now=NOON, new_token=dice)


@pytest.mark.parametrize(("role", "shared", "idle"), [
    (Role.PARTICIPANT, False, timedelta(days=30)),
    (Role.PARTICIPANT, True,  timedelta(minutes=10)),
    (Role.MEDIATOR,    False, timedelta(minutes=30)),
    (Role.ORGANISER,   False, timedelta(minutes=30)),
])  # fmt: skip
def test_a_session_at_rest_ends(
    open_uow: OpenUow,
    role: Role,
    shared: bool,  # noqa: FBT001  a column of the table
    idle: timedelta,
) -> None:
    token = session(open_uow, role, shared=shared)
    assert signed_in(open_uow, token, NOON + idle) is not None
    assert signed_in(open_uow, token, NOON + idle + SECOND) is None
    touch(open_uow, token, NOON + idle)
    assert signed_in(open_uow, token, NOON + idle + SECOND) is not None


@pytest.mark.parametrize(("role", "longest"), [
    (Role.PARTICIPANT, timedelta(days=180)),
    (Role.ORGANISER,   timedelta(hours=12)),
])  # fmt: skip
def test_even_a_busy_session_ends(open_uow: OpenUow, role: Role, longest: timedelta) -> None:
    token = session(open_uow, role)
    last = NOON + longest - SECOND
    touch(open_uow, token, last)
    assert signed_in(open_uow, token, last) is not None
    assert signed_in(open_uow, token, NOON + longest) is None


def test_a_session_is_marked_as_seen_once_a_minute(open_uow: OpenUow) -> None:
    token = session(open_uow, Role.PARTICIPANT)

    def due(at: datetime) -> bool:
        who = signed_in(open_uow, token, at)
        assert who is not None
        return who.touch_due

    assert not due(NOON + MINUTE - SECOND)
    assert due(NOON + MINUTE)
    touch(open_uow, token, NOON + MINUTE)
    assert not due(NOON + MINUTE)
    # A clock set back does not make the session older than it is.
    touch(open_uow, token, NOON)
    assert not due(NOON + MINUTE + SECOND)


def test_an_invented_token_is_nobody(open_uow: OpenUow) -> None:
    token = session(open_uow, Role.PARTICIPANT)
    for invented in ("", token[:-1], token_hash(token), "x" * 500):
        assert signed_in(open_uow, invented, NOON) is None
        assert bearer(open_uow, invented, NOON) is None


def test_choosing_a_password_ends_every_session(open_uow: OpenUow) -> None:
    token = session(open_uow, Role.ORGANISER)
    who = signed_in(open_uow, token, NOON)
    assert who is not None
    set_password(open_uow, person=who.person, password="quatre trams bleus", now=NOON)
    assert signed_in(open_uow, token, NOON) is None


def test_a_bearer_token_is_a_person_or_a_tablet(open_uow: OpenUow, engine: Engine) -> None:
    fatou = participant(open_uow)
    ana = tablet(open_uow)
    dice = Dice("api")
    hand = Actor("organiser", 1)
    of_fatou = make_api_token(
        open_uow, owner=fatou, name="phone", actor=hand, now=NOON, new_token=dice
    )
    of_ana = make_api_token(open_uow, owner=ana, name="till", actor=hand, now=NOON, new_token=dice)
    assert bearer(open_uow, of_fatou, NOON) == SignedIn(fatou)
    assert bearer(open_uow, of_ana, NOON) == ana
    assert bearer(open_uow, "paired", NOON) == ana
    set_programme(open_uow, Programme("Salon", None, PARIS), actor=SYSTEM, now=NOON)
    here = Bearings(PARIS, 0)
    assert at_the_door(open_uow, of_fatou, NOON) == (SignedIn(fatou), here)
    assert at_the_door(open_uow, of_ana, NOON) == (ana, here)
    assert at_the_door(open_uow, "invented", NOON) is None
    # A glance finds the same, whoever is looked for first.
    glance = partial(UnitOfWork, engine, glance=True)
    assert at_the_door(glance, of_ana, NOON, tablet=True) == (ana, here)
    assert at_the_door(glance, of_fatou, NOON, tablet=True) == (SignedIn(fatou), here)
    assert at_the_door(glance, "invented", NOON, tablet=True) is None
    assert device_by_token(open_uow, of_fatou, NOON) is None
    # A browser's session and an app's token are two things.
    assert signed_in(open_uow, of_fatou, NOON) is None


def test_a_revoked_tablet_opens_nothing_by_any_token(open_uow: OpenUow) -> None:
    ana = tablet(open_uow)
    token = make_api_token(
        open_uow, owner=ana, name="till", actor=SYSTEM, now=NOON, new_token=Dice()
    )
    assert device_by_token(open_uow, "paired", NOON) == ana
    with open_uow() as uow:
        device = metadata.tables["shop_device"]
        uow.connection.execute(device.update().values(revoked_at=NOON))
        uow.commit()
    assert device_by_token(open_uow, "paired", NOON) is None
    assert bearer(open_uow, token, NOON) is None


def tablet(open_uow: OpenUow) -> Device:
    shop, device = metadata.tables["shop"], metadata.tables["shop_device"]
    with open_uow() as uow:
        shop_id = uow.connection.execute(
            insert(shop)
            .values(
                key="ana", name="Chez Ana", lat=43.6, lon=5.1, about={}, hours={}, created_at=NOON
            )
            .returning(shop.c.id)
        ).scalar_one()
        device_id = uow.connection.execute(
            insert(device)
            .values(
                shop_id=shop_id, name="counter", token_hash=token_hash("paired"), paired_at=NOON
            )
            .returning(device.c.id)
        ).scalar_one()
        uow.commit()
    return Device(device_id, shop_id, "ana", "Chez Ana", "counter")
