"""People come in with what they have, and guessing is slow."""

from __future__ import annotations

from datetime import datetime, timedelta
from itertools import count

import pytest
from argon2 import PasswordHasher

from muvengine.core.errors import BadCredentials, TooManyAttempts
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.link import DEMO, ONCE
from muvengine.core.vouchers.code import in_groups
from muvengine.formats.slow_hash import outdated
from muvengine.reads.audit_trail import audit_trail
from muvengine.reads.who import signed_in
from muvengine.services.make_link import make_link
from muvengine.services.sign_in import Browser, by_card, by_link, by_password
from muvengine.services.sign_out import sign_out, sign_out_everywhere
from muvengine.services.void_card import void_card
from muvengine.store.unit_of_work import UnitOfWork
from tests.people import NOON, PASSWORD, Dice, OpenUow, card, participant, staff

HERE = Browser("192.0.2.7")


def elsewhere(number: int) -> Browser:
    return Browser(f"198.51.100.{number}")


def enter_by_card(
    open_uow: OpenUow, text: str, pin: str, browser: Browser = HERE, now: datetime = NOON
) -> str:
    return by_card(
        open_uow, card=text, pin=pin, browser=browser, now=now, new_token=Dice("session")
    )


def wrong(pin: str) -> str:
    return f"{(int(pin) + 1) % 10_000:04d}"


def test_a_card_opens_by_its_qr_or_its_number(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    printed = card(open_uow, fatou)
    for text in (printed.token, printed.token.lower(), in_groups(printed.number).lower()):
        token = by_card(
            open_uow, card=text, pin=printed.pin, browser=HERE, now=NOON, new_token=Dice(text)
        )
        who = signed_in(open_uow, token, NOON)
        assert who is not None
        assert who.person == fatou
        assert not who.shared_computer


@pytest.mark.parametrize(("text", "pin"), [
    ("{number}",   "{wrong}"),
    ("{token}",    "{wrong}"),
    ("{token}",    ""),
    ("{token}",    "{pin}0"),
    ("A" * 26,     "{pin}"),
    ("000000000",  "{pin}"),
    ("nonsense",   "{pin}"),
    ("",           ""),
])  # fmt: skip
def test_whatever_is_wrong_is_refused_in_the_same_words(
    open_uow: OpenUow, text: str, pin: str
) -> None:
    printed = card(open_uow, participant(open_uow))
    facts = {
        "number": printed.number,
        "token": printed.token,
        "pin": printed.pin,
        "wrong": wrong(printed.pin),
    }
    with pytest.raises(BadCredentials) as refused:
        enter_by_card(open_uow, text.format_map(facts), pin.format_map(facts))
    assert refused.value.facts == {}


def test_a_void_card_opens_nothing_and_its_sessions_end(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    printed = card(open_uow, fatou)
    token = enter_by_card(open_uow, printed.token, printed.pin)
    assert void_card(open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON) == 1
    assert signed_in(open_uow, token, NOON) is None
    with pytest.raises(BadCredentials):
        enter_by_card(open_uow, printed.number, printed.pin)


def test_a_card_voided_while_its_code_is_checked_opens_nothing(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    printed = card(open_uow, fatou)
    opened = count(1)

    def open_late() -> UnitOfWork:
        # Looking and paying come first; the third transaction begins the session.
        if next(opened) == 3:
            void_card(open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON)
        return open_uow()

    with pytest.raises(BadCredentials):
        enter_by_card(open_late, printed.token, printed.pin)
    assert next(opened) == 4


def test_a_reprinted_card_replaces_the_old_one(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    old, new = card(open_uow, fatou), card(open_uow, fatou, seed="again")
    with pytest.raises(BadCredentials):
        enter_by_card(open_uow, old.token, old.pin)
    enter_by_card(open_uow, new.token, new.pin)


def test_five_wrong_pins_close_the_card_from_everywhere_and_by_both_names(
    open_uow: OpenUow,
) -> None:
    printed = card(open_uow, participant(open_uow))
    for number, text in enumerate([printed.token, printed.number] * 2 + [printed.token]):
        with pytest.raises(BadCredentials):
            enter_by_card(open_uow, text, wrong(printed.pin), elsewhere(number))
    for text in (printed.token, printed.number):
        with pytest.raises(TooManyAttempts) as refused:
            enter_by_card(open_uow, text, printed.pin, elsewhere(77))
        assert refused.value.facts == {"retry_after_s": 180, "minutes": 3}
    enter_by_card(open_uow, printed.token, printed.pin, now=NOON + timedelta(minutes=3))


def test_no_card_takes_more_than_40_guesses_in_a_day(open_uow: OpenUow) -> None:
    printed = card(open_uow, participant(open_uow))
    tried = 0
    for minute in range(0, 24 * 60, 20):
        at = NOON + timedelta(minutes=minute)
        try:
            enter_by_card(open_uow, printed.token, wrong(printed.pin), elsewhere(minute % 250), at)
        except BadCredentials:
            tried += 1
        except TooManyAttempts:
            continue
    # Twenty in hand, and twenty more come back over the day.
    assert 20 <= tried <= 40


def test_a_success_costs_nothing(open_uow: OpenUow) -> None:
    printed = card(open_uow, participant(open_uow))
    for _ in range(12):
        token = enter_by_card(open_uow, printed.token, printed.pin)
        sign_out(open_uow, token, NOON)
        with open_uow() as uow:
            uow.sessions.forget(NOON + timedelta(days=1))
            uow.commit()


def test_one_address_cannot_try_many_cards(open_uow: OpenUow) -> None:
    printed = card(open_uow, participant(open_uow))
    for number in range(30):
        with pytest.raises(BadCredentials):
            enter_by_card(open_uow, f"nobody {number}", "4071")
    with pytest.raises(TooManyAttempts):
        enter_by_card(open_uow, printed.token, printed.pin)
    enter_by_card(open_uow, printed.token, printed.pin, elsewhere(1))


def test_many_failures_from_everywhere_leave_one_mark_for_the_organiser(
    open_uow: OpenUow,
) -> None:
    for number in range(203):
        with pytest.raises(BadCredentials):
            by_link(open_uow, link="x", browser=elsewhere(number), now=NOON, new_token=Dice())
    acts = [act.act for act in audit_trail(open_uow)]
    assert acts.count("alarm.sign_in") == 1


def test_staff_come_in_with_a_password(open_uow: OpenUow) -> None:
    maud = staff(open_uow)
    token = by_password(
        open_uow,
        email=" Maud@Centre.example",
        password="trois ve\u0301los verts",
        browser=HERE,
        now=NOON,
        new_token=Dice(),
    )
    who = signed_in(open_uow, token, NOON)
    assert who is not None
    assert who.person == maud


@pytest.mark.parametrize(
    ("email", "password"),
    [
        ("maud@centre.example", "other password"),
        ("x@y.example", PASSWORD),
        ("", ""),
        ("maud@centre.example", PASSWORD + "x" * 200),
    ],
)
def test_a_wrong_password_or_an_unknown_address_is_refused_alike(
    open_uow: OpenUow, email: str, password: str
) -> None:
    staff(open_uow)
    with pytest.raises(BadCredentials) as refused:
        by_password(
            open_uow, email=email, password=password, browser=HERE, now=NOON, new_token=Dice()
        )
    assert refused.value.facts == {}


def test_a_weak_old_hash_is_made_strong_at_sign_in(open_uow: OpenUow) -> None:
    maud = staff(open_uow)
    weak = PasswordHasher(time_cost=1, memory_cost=8192, parallelism=1).hash(PASSWORD)
    with open_uow() as uow:
        uow.people.change(maud.id, password_hash=weak)
        uow.commit()
    by_password(
        open_uow,
        email="maud@centre.example",
        password=PASSWORD,
        browser=HERE,
        now=NOON,
        new_token=Dice(),
    )
    with open_uow() as uow:
        found = uow.people.password_of("maud@centre.example")
    assert found is not None
    assert not outdated(found[1])


def test_a_link_opens_once_and_for_ten_minutes(open_uow: OpenUow) -> None:
    maud = staff(open_uow)
    dice = Dice("link")

    def link() -> str:
        return make_link(
            open_uow, person_id=maud.id, actor=SYSTEM, now=NOON, new_token=dice, kind=ONCE
        )

    def enter(token: str, after: timedelta) -> str:
        return by_link(open_uow, link=token, browser=HERE, now=NOON + after, new_token=dice)

    fresh = link()
    session = enter(fresh, timedelta(minutes=9))
    assert signed_in(open_uow, session, NOON + timedelta(minutes=9)) is not None
    with pytest.raises(BadCredentials):
        enter(fresh, timedelta(minutes=9))
    with pytest.raises(BadCredentials):
        enter(link(), timedelta(minutes=10))


def test_a_link_of_the_demo_opens_again(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    dice = Dice("link")
    link = make_link(
        open_uow, person_id=fatou.id, actor=SYSTEM, now=NOON, new_token=dice, kind=DEMO
    )
    tokens = {
        by_link(open_uow, link=link, browser=HERE, now=NOON, new_token=dice) for _ in range(3)
    }
    assert len(tokens) == 3


def test_signing_in_again_ends_the_browsers_last_session(open_uow: OpenUow) -> None:
    printed = card(open_uow, participant(open_uow))
    first = enter_by_card(open_uow, printed.token, printed.pin)
    again = Browser(HERE.address, shared_computer=True, token=first)
    second = by_card(
        open_uow, card=printed.token, pin=printed.pin, browser=again, now=NOON, new_token=Dice("b")
    )
    assert second != first
    assert signed_in(open_uow, first, NOON) is None
    who = signed_in(open_uow, second, NOON)
    assert who is not None
    assert who.shared_computer


def test_signing_out_ends_it_for_good(open_uow: OpenUow) -> None:
    maud = staff(open_uow, role=Role.ORGANISER)
    dice = Dice()
    tokens = []
    for _ in range(2):
        link = make_link(open_uow, person_id=maud.id, actor=SYSTEM, now=NOON, new_token=dice)
        tokens.append(by_link(open_uow, link=link, browser=HERE, now=NOON, new_token=dice))
    sign_out(open_uow, tokens[0], NOON)
    sign_out(open_uow, tokens[0], NOON)
    assert signed_in(open_uow, tokens[0], NOON) is None
    assert signed_in(open_uow, tokens[1], NOON) is not None
    assert sign_out_everywhere(open_uow, person_id=maud.id, actor=SYSTEM, now=NOON) == 1
    assert signed_in(open_uow, tokens[1], NOON) is None
