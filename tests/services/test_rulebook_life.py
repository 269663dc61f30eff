"""A rulebook is written by one organiser and put in force by another, or taken back in time."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import Engine

from muvengine.core.errors import (
    BadInput,
    NotAllowed,
    NotFound,
    NotPossible,
    RulebookRefused,
)
from muvengine.core.ledger.attempt import Attempt
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.rules.draft import DraftState, DraftText
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.reads.rulebook_life import next_text
from muvengine.services.keep_draft import drop_draft, keep_draft
from muvengine.services.propose_rulebook import approve_rulebook
from muvengine.services.return_draft import return_draft
from muvengine.services.seed_drafts import seed_drafts
from muvengine.services.seed_town import seed_town
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import Dice
from tests.rulebooks import Office, open_office, small
from tests.town import NOON

MAY = date(2026, 5, 1)


@pytest.fixture
def office(engine: Engine) -> Office:
    return open_office(engine)


def test_a_draft_is_proposed_approved_and_keeps_whose_hands_it_went_through(
    office: Office,
) -> None:
    version = office.published(DraftText(small(), note="As the council asked"))
    assert (version.version, version.effective_from) == (2, MAY)
    with office.open_reading() as uow:
        [kept, _] = uow.rulebooks.history()
        assert uow.rulebooks.source(version.id) == small()
        assert uow.rulebook_drafts.waiting() == ()
    hands = kept.hands
    assert (hands.written_by, hands.proposed_by) == (office.ines.id, office.ines.id)
    assert (hands.second_by, hands.published_by) == (office.hugo.id, office.hugo.id)
    assert kept.version.note == "As the council asked"
    assert office.acts() == [
        "rulebook.publish", "rulebook.draft", "rulebook.propose", "rulebook.publish",
        "rulebook.approve",
    ]  # fmt: skip


def test_a_draft_may_be_wrong_until_it_is_proposed(office: Office) -> None:
    draft_id = office.draft("this is: [no rulebook")
    with pytest.raises(RulebookRefused) as refused:
        office.propose(draft_id)
    assert refused.value.facts["problems"]
    assert office.read(draft_id).state is DraftState.OPEN


@pytest.mark.parametrize("hand", ["ines", "hugo", "karim", "system"])
def test_only_another_organiser_approves(office: Office, hand: str) -> None:
    draft_id = office.draft()
    office.edit(draft_id, small(points=15), by=office.hugo)
    office.propose(draft_id)
    actor = SYSTEM if hand == "system" else getattr(office, hand)
    with pytest.raises(NotAllowed):
        office.approve(draft_id, by=actor)
    assert office.versions() == [1]
    assert office.approve(draft_id, by=office.awa).version == 2


def test_who_did_not_write_a_draft_does_not_propose_it(office: Office) -> None:
    with pytest.raises(NotAllowed):
        office.propose(office.draft(), by=office.hugo)


def test_a_proposed_draft_stands_still(office: Office) -> None:
    draft_id = office.proposed()
    with pytest.raises(NotPossible) as refused:
        office.edit(draft_id, small(points=99), by=office.ines)
    assert refused.value.facts == {"state": "proposed"}
    with pytest.raises(NotPossible):
        office.propose(draft_id)


def test_what_is_given_back_is_changed_and_proposed_again(office: Office) -> None:
    draft_id = office.proposed()
    return_draft(office.open_uow, draft_id, "12 is too much", actor=office.hugo, now=NOON)
    draft = office.read(draft_id)
    assert (draft.state, draft.answer) == (DraftState.OPEN, "12 is too much")
    assert (draft.proposed_by, draft.proposed_at) == (None, None)
    office.edit(draft_id, small(points=11), by=office.ines)
    assert office.propose(draft_id).answer == ""
    office.approve(draft_id)
    assert office.versions() == [1, 2]


def test_nobody_approves_what_they_have_not_read(office: Office) -> None:
    draft_id = office.proposed()
    return_draft(office.open_uow, draft_id, "", actor=office.ines, now=NOON)
    office.edit(draft_id, small(points=99), by=office.ines)
    office.propose(draft_id)
    with pytest.raises(NotPossible) as refused:
        office.approve(draft_id, revision=1)
    assert refused.value.facts == {"state": "changed"}
    assert office.versions() == [1]


def test_a_change_never_overwrites_the_change_of_a_colleague(office: Office) -> None:
    draft_id = office.draft()
    office.edit(draft_id, small(points=13), by=office.hugo)
    with pytest.raises(NotPossible) as refused:
        office.edit(draft_id, small(points=14), by=office.ines, revision=1)
    assert refused.value.facts == {"state": "changed"}
    same = office.edit(draft_id, small(points=13), by=office.hugo, revision=1)
    assert same.revision == 2, "the same text sent twice is one change"


def test_a_draft_is_kept_once_however_often_it_is_sent(office: Office) -> None:
    text = DraftText(small())
    attempt = Attempt.of(office.ines, "again", "keep_draft", text)
    first = keep_draft(office.open_uow, text, attempt=attempt, now=NOON)
    assert keep_draft(office.open_uow, text, attempt=attempt, now=NOON) == first


@pytest.mark.parametrize(("text", "fields"), [
    (DraftText(" \n"),                      {"text": "missing"}),
    (DraftText("a" * 300_000),              {"text": "long"}),
    (DraftText("a: b\0"),                   {"text": "letters"}),
    (DraftText("a: b", note="x" * 501),     {"note": "long"}),
])  # fmt: skip
def test_what_cannot_be_kept_is_said(
    office: Office, text: DraftText, fields: dict[str, str]
) -> None:
    with pytest.raises(BadInput) as refused:
        office.draft(text)
    assert refused.value.facts["fields"] == fields


def test_a_draft_that_is_given_up_is_over(office: Office) -> None:
    draft_id = office.proposed()
    drop_draft(office.open_uow, draft_id, actor=office.awa, now=NOON)
    for act in (
        lambda: office.approve(draft_id),
        lambda: office.propose(draft_id),
        lambda: office.edit(draft_id, small(points=2), by=office.ines),
        lambda: drop_draft(office.open_uow, draft_id, actor=office.awa, now=NOON),
    ):
        with pytest.raises(NotPossible) as refused:
            act()
        assert refused.value.facts == {"state": "dropped"}


def test_an_unknown_draft_is_not_found(office: Office) -> None:
    with pytest.raises(NotFound):
        office.approve(99, revision=1)


def test_the_seed_town_has_a_draft_that_a_colleague_may_publish(engine: Engine) -> None:
    def open_uow() -> UnitOfWork:
        return UnitOfWork(engine)

    folder, now = shipped("seed_data"), NOON
    rules = shipped("rules/muv.yaml").read_bytes()
    seed_town(open_uow, read_town(folder), rules, now=now, new_token=Dice())
    offered = next_text(open_uow, now)
    proposed, written = seed_drafts(open_uow, folder, offered, now=now)
    with open_uow() as uow:
        states = [uow.rulebook_drafts.get(number).state for number in (proposed, written)]
        claire = uow.people.by_any_id("organisation@muv.example")
    assert states == [DraftState.PROPOSED, DraftState.OPEN]
    assert claire is not None
    hand = Actor(Role.ORGANISER, claire.id)
    version = approve_rulebook(open_uow, proposed, 1, actor=hand, now=now)
    assert (version.version, version.effective_from) == (2, date(2026, 4, 13))
