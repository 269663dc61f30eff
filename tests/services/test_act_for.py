"""A mediator helps one participant at a time, and both can read it later."""

from __future__ import annotations

import pytest

from muvengine.core.errors import NotAllowed, NotFound
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person, SignedIn
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.who import signed_in
from muvengine.services.act_for import act_for, stop_helping
from muvengine.services.make_link import make_link
from muvengine.services.sign_in import Browser, by_link
from tests.people import NOON, Dice, OpenUow, participant, staff


def session_of(open_uow: OpenUow, person: Person) -> tuple[str, SignedIn]:
    dice = Dice(f"session {person.id}")
    link = make_link(open_uow, person_id=person.id, actor=SYSTEM, now=NOON, new_token=dice)
    here = Browser("192.0.2.7")
    token = by_link(open_uow, link=link, browser=here, now=NOON, new_token=dice)
    who = signed_in(open_uow, token, NOON)
    assert who is not None
    return token, who


def test_help_begins_and_ends_and_is_remembered_for_both(open_uow: OpenUow) -> None:
    maud, fatou = staff(open_uow), participant(open_uow)
    token, who = session_of(open_uow, maud)
    assert act_for(open_uow, token=token, who=who, public_id=fatou.public_id, now=NOON) == fatou
    helping = signed_in(open_uow, token, NOON)
    assert helping is not None
    assert helping.subject == fatou
    assert helping.actor == Actor("mediator", maud.id, on_behalf_of=fatou.id)
    stop_helping(open_uow, token=token, who=helping, now=NOON)
    alone = signed_in(open_uow, token, NOON)
    assert alone is not None
    assert alone.acting_for is None
    about_fatou = [act.act for act in audit_trail(open_uow, about=fatou.id)]
    assert about_fatou == ["help.end", "help.begin", "person.enrol"]
    about_maud = {act.act for act in audit_trail(open_uow, about=maud.id)}
    assert {"help.begin", "help.end"} <= about_maud


def test_helping_the_next_person_ends_with_the_one_before(open_uow: OpenUow) -> None:
    maud, fatou, omar = staff(open_uow), participant(open_uow), participant(open_uow, "Omar")
    token, who = session_of(open_uow, maud)
    for person in (fatou, omar):
        act_for(open_uow, token=token, who=who, public_id=person.public_id, now=NOON)
    helping = signed_in(open_uow, token, NOON)
    assert helping is not None
    assert helping.acting_for == omar


def test_nobody_helps_herself_or_a_colleague(open_uow: OpenUow) -> None:
    maud, lea = staff(open_uow), staff(open_uow, "Lea", Role.ORGANISER)
    token, who = session_of(open_uow, maud)
    for person in (maud, lea):
        with pytest.raises(NotFound):
            act_for(open_uow, token=token, who=who, public_id=person.public_id, now=NOON)
    with pytest.raises(NotFound):
        act_for(open_uow, token=token, who=who, public_id="unknown", now=NOON)


def test_only_mediators_help(open_uow: OpenUow) -> None:
    fatou, omar = participant(open_uow), participant(open_uow, "Omar")
    lea = staff(open_uow, "Lea", Role.ORGANISER)
    for person in (fatou, lea):
        token, who = session_of(open_uow, person)
        with pytest.raises(NotAllowed):
            act_for(open_uow, token=token, who=who, public_id=omar.public_id, now=NOON)


def test_ending_without_helping_leaves_no_trace(open_uow: OpenUow) -> None:
    token, who = session_of(open_uow, staff(open_uow))
    stop_helping(open_uow, token=token, who=who, now=NOON)
    assert "help.end" not in [act.act for act in audit_trail(open_uow)]
