"""A person is enrolled by somebody's hand, once and with consent."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from muvengine.core.errors import BadInput, NotAllowed, NotFound, NotPossible
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.people.identity import Person
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.person import person
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.enrol_person import enrol_person
from muvengine.services.issue_card import issue_card
from muvengine.services.set_locale import set_locale
from muvengine.services.set_password import set_password
from muvengine.services.set_usual_mode import set_usual_mode
from muvengine.services.void_card import void_card
from tests.people import NOON, PASSWORD, Dice, OpenUow, participant, staff

ASKED = Enrolment("Fatou", "fr", "bus", consent=True, note="mardi")


def enrol(open_uow: OpenUow, enrolment: Enrolment, actor: Actor) -> Person:
    return enrol_person(
        open_uow, enrolment=enrolment, actor=actor, now=NOON, new_token=Dice("enrol")
    )


def test_a_mediator_enrols_and_both_are_remembered(open_uow: OpenUow) -> None:
    maud = staff(open_uow)
    fatou = enrol(open_uow, ASKED, Actor("mediator", maud.id))
    assert (fatou.name, fatou.locale, fatou.usual_mode) == ("Fatou", "fr", "bus")
    assert fatou.role is Role.PARTICIPANT
    act = audit_trail(open_uow, about=fatou.id)[0]
    assert act.act == "person.enrol"
    assert act.actor == Actor("mediator", maud.id, on_behalf_of=fatou.id)


def test_without_consent_or_with_a_mode_we_do_not_know_nobody_is_kept(open_uow: OpenUow) -> None:
    for wrong in (Enrolment("Fatou", "fr"), Enrolment("Fatou", "fr", "rocket", consent=True)):
        with pytest.raises(BadInput):
            enrol(open_uow, wrong, SYSTEM)
    assert audit_trail(open_uow) == ()


@pytest.mark.parametrize("kind", ["participant", "device"])
def test_participants_and_tablets_have_no_hand_in_it(open_uow: OpenUow, kind: str) -> None:
    fatou, hand = participant(open_uow), Actor(kind, 1)
    with pytest.raises(NotAllowed):
        enrol(open_uow, ASKED, hand)
    with pytest.raises(NotAllowed):
        issue_card(open_uow, person_id=fatou.id, actor=hand, now=NOON, new_token=Dice())
    with pytest.raises(NotAllowed):
        void_card(open_uow, person_id=fatou.id, actor=hand, now=NOON)


def test_staff_have_no_card_and_strangers_neither(open_uow: OpenUow) -> None:
    maud = staff(open_uow)
    with pytest.raises(NotPossible):
        issue_card(open_uow, person_id=maud.id, actor=SYSTEM, now=NOON, new_token=Dice())
    with pytest.raises(NotFound):
        issue_card(open_uow, person_id=99, actor=SYSTEM, now=NOON, new_token=Dice())


def test_two_cards_never_share_a_number(open_uow: OpenUow) -> None:
    fatou, omar = participant(open_uow), participant(open_uow, "Omar")
    drawn = Dice("number")
    number = drawn()

    def dice(*tokens: str) -> Callable[[], str]:
        return iter(tokens).__next__

    # Token, PIN, number; the second card draws the same number, then another.
    first = dice(drawn(), drawn(), number)
    second = dice(drawn(), drawn(), number, drawn())
    cards = [
        issue_card(open_uow, person_id=person.id, actor=SYSTEM, now=NOON, new_token=tokens)
        for person, tokens in ((fatou, first), (omar, second))
    ]
    assert cards[0].number != cards[1].number


def test_what_opens_a_card_is_nowhere_in_the_database(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    printed = issue_card(open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON, new_token=Dice())
    with open_uow() as uow:
        rows = uow.connection.exec_driver_sql("SELECT * FROM card").all()
        acts = uow.connection.exec_driver_sql("SELECT * FROM audit_event").all()
    kept = f"{rows} {acts}"
    assert printed.number in kept
    assert printed.token not in kept
    assert f"'{printed.pin}'" not in kept


def test_a_person_shows_the_card_that_opens_now(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    assert person(open_uow, fatou.public_id).card is None
    for seed in ("one", "two"):
        printed = issue_card(
            open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON, new_token=Dice(seed)
        )
        found = person(open_uow, fatou.public_id)
        assert found.card is not None
        assert found.card.number == printed.number
    assert len(found.cards) == 2
    void_card(open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON)
    assert person(open_uow, fatou.public_id).card is None


def test_usual_mode_and_language_can_be_changed_and_taken_back(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    hand = Actor("participant", fatou.id)
    set_usual_mode(open_uow, person_id=fatou.id, mode="bike", actor=hand, now=NOON)
    set_locale(open_uow, person_id=fatou.id, locale="en", offered=("fr", "en"))
    now_fatou = person(open_uow, fatou.public_id).person
    assert (now_fatou.usual_mode, now_fatou.locale) == ("bike", "en")
    set_usual_mode(open_uow, person_id=fatou.id, mode=None, actor=hand, now=NOON)
    assert person(open_uow, fatou.public_id).person.usual_mode is None
    with pytest.raises(BadInput):
        set_usual_mode(open_uow, person_id=fatou.id, mode="rocket", actor=hand, now=NOON)
    with pytest.raises(BadInput):
        set_locale(open_uow, person_id=fatou.id, locale="xx", offered=("fr", "en"))


@pytest.mark.parametrize(("changed", "field"), [
    ({"email": "no address"},        "email"),
    ({"email": "MAUD@centre.example"}, "email"),
    ({"password": "short"},          "password"),
    ({"name": ""},                   "name"),
    ({"role": Role.PARTICIPANT},     "role"),
])  # fmt: skip
def test_a_colleague_needs_a_name_an_address_of_their_own_and_a_good_password(
    open_uow: OpenUow, changed: dict[str, str], field: str
) -> None:
    staff(open_uow)
    given = {"name": "Léa", "email": "lea@centre.example", "password": PASSWORD} | changed
    role = Role(given.pop("role", Role.MEDIATOR))
    new = NewStaff(given["name"], given["email"], role, "fr", given["password"])
    with pytest.raises(BadInput) as refused:
        add_staff(open_uow, staff=new, actor=SYSTEM, now=NOON, new_token=Dice("lea"))
    assert list(refused.value.facts["fields"]) == [field]  # type: ignore[call-overload]


def test_only_organisers_add_colleagues(open_uow: OpenUow) -> None:
    new = NewStaff("Léa", "lea@centre.example", Role.ORGANISER, "fr", PASSWORD)
    with pytest.raises(NotAllowed):
        add_staff(open_uow, staff=new, actor=Actor("mediator", 1), now=NOON, new_token=Dice())


def test_participants_choose_no_password(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    with pytest.raises(NotPossible):
        set_password(open_uow, person=fatou, password=PASSWORD, now=NOON)
