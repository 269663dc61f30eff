"""A code beside the password: good once, guessed slowly, lost without being locked out."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta

import pytest

from muvengine.core.errors import BadCredentials, NotAllowed, NotPossible, TooManyAttempts
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.second_factor import HALF_LASTS, STEP_S, step_at
from muvengine.formats.totp import code_of
from muvengine.reads.second_factor import code_is_due, codes_of
from muvengine.reads.who import signed_in
from muvengine.services.second_factor import (
    Guess,
    begin_second_factor,
    begun_secret,
    by_code,
    code_seal,
    renew_codes,
    reset_second_factor,
    stop_second_factor,
)
from muvengine.services.sign_in import Browser, Vouching, by_password, check_colleague
from tests.people import NOON, PASSWORD, Dice, OpenUow, participant, staff

SEAL = code_seal("a secret of thirty-two characters")
HERE = "192.0.2.7"
STEP = timedelta(seconds=STEP_S)


class Phone:
    """Inès' phone, and her ten codes on paper."""

    def __init__(self, open_uow: OpenUow, person: Person) -> None:
        self.open_uow, self.person, self.dice = open_uow, person, Dice(f"phone{person.id}")
        self.secret = begin_second_factor(open_uow, SEAL, person, now=NOON, new_token=self.dice)
        self.papers = self.renew(NOON)

    def shows(self, now: datetime) -> str:
        return code_of(self.secret, step_at(now))

    def renew(self, now: datetime) -> tuple[str, ...]:
        guess = Guess(self.person, self.shows(now))
        return renew_codes(self.open_uow, SEAL, guess, now=now, new_token=self.dice)

    def half(self, now: datetime) -> str:
        assert self.person.email
        return by_password(
            self.open_uow,
            email=self.person.email,
            password=PASSWORD,
            browser=Browser(HERE, shared_computer=True),
            now=now,
            new_token=self.dice,
        )

    def enter(self, half: str, typed: str, now: datetime) -> str:
        return by_code(
            self.open_uow,
            SEAL,
            typed=typed,
            browser=Browser(HERE, token=half),
            now=now,
            new_token=self.dice,
        )


@pytest.fixture
def ines(open_uow: OpenUow) -> Phone:
    return Phone(open_uow, staff(open_uow, "Inès", Role.ORGANISER))


def test_a_password_alone_opens_nothing(ines: Phone) -> None:
    later = NOON + STEP
    half = ines.half(later)
    assert signed_in(ines.open_uow, half, later) is None
    assert code_is_due(ines.open_uow, half, later)
    whole = ines.enter(half, ines.shows(later), later)
    who = signed_in(ines.open_uow, whole, later)
    assert who is not None
    assert who.person.id == ines.person.id
    # The choice of the first page holds on the second.
    assert who.shared_computer
    assert not code_is_due(ines.open_uow, half, later)


def test_a_code_is_good_once_also_within_its_thirty_seconds(ines: Phone) -> None:
    later = NOON + STEP
    ines.enter(ines.half(later), ines.shows(later), later)
    with pytest.raises(BadCredentials):
        ines.enter(ines.half(later), ines.shows(later), later)
    # Nor is an older one that nobody used.
    with pytest.raises(BadCredentials):
        ines.enter(ines.half(later), ines.shows(NOON), later)


def test_of_two_who_show_the_same_code_at_once_one_comes_in(ines: Phone) -> None:
    later = NOON + STEP
    halves = [ines.half(later) for _ in range(2)]

    def enter(half: str) -> bool:
        try:
            ines.enter(half, ines.shows(later), later)
        except BadCredentials:
            return False
        return True

    with ThreadPoolExecutor(2) as hands:
        assert sorted(hands.map(enter, halves)) == [False, True]


def test_a_half_session_ends_after_ten_minutes(ines: Phone) -> None:
    half, later = ines.half(NOON), NOON + HALF_LASTS
    with pytest.raises(BadCredentials):
        ines.enter(half, ines.shows(later), later)


def test_six_digits_are_guessed_slowly_from_wherever(ines: Phone) -> None:
    later = NOON + STEP
    half = ines.half(later)
    wrong = f"{(int(ines.shows(later)) + 1) % 1_000_000:06d}"
    for _ in range(5):
        with pytest.raises(BadCredentials):
            ines.enter(half, wrong, later)
    with pytest.raises(TooManyAttempts):
        ines.enter(ines.half(later), ines.shows(later), later)


def test_a_code_on_paper_opens_once(ines: Phone) -> None:
    later = NOON + STEP
    assert len(set(ines.papers)) == 10
    ines.enter(ines.half(later), ines.papers[3].lower(), later)
    assert codes_of(ines.open_uow, ines.person.id).paper_left == 9
    with pytest.raises(BadCredentials):
        ines.enter(ines.half(later), ines.papers[3], later)


def test_new_codes_on_paper_take_the_place_of_the_old(ines: Phone) -> None:
    later = NOON + STEP
    ines.renew(later)
    with pytest.raises(BadCredentials):
        ines.enter(ines.half(later), ines.papers[0], later)


def test_neither_seed_nor_papers_are_kept_in_clear(ines: Phone) -> None:
    with ines.open_uow() as uow:
        sealed = uow.second_factors.get(ines.person.id)
        kept = uow.connection.exec_driver_sql("SELECT code_hash FROM recovery_code").scalars()
        hashes = set(kept)
    assert sealed is not None
    assert ines.secret.hex().encode() not in sealed.sealed
    assert all(paper.replace("-", "") not in one for one in hashes for paper in ines.papers)


def test_a_seed_counts_only_when_the_phone_has_shown_a_code(open_uow: OpenUow) -> None:
    maud, dice = staff(open_uow), Dice("maud")
    secret = begin_second_factor(open_uow, SEAL, maud, now=NOON, new_token=dice)
    assert begun_secret(open_uow, SEAL, maud.id) == secret
    assert not codes_of(open_uow, maud.id).on
    with pytest.raises(BadCredentials):
        renew_codes(open_uow, SEAL, Guess(maud, "000000"), now=NOON, new_token=dice)
    again = begin_second_factor(open_uow, SEAL, maud, now=NOON, new_token=dice)
    assert begun_secret(open_uow, SEAL, maud.id) == again != secret


def test_a_seed_in_use_is_not_shown_and_not_replaced(ines: Phone) -> None:
    assert begun_secret(ines.open_uow, SEAL, ines.person.id) is None
    with pytest.raises(NotPossible):
        begin_second_factor(ines.open_uow, SEAL, ines.person, now=NOON, new_token=ines.dice)


def test_participants_have_cards(open_uow: OpenUow) -> None:
    fatou = participant(open_uow)
    with pytest.raises(NotPossible):
        begin_second_factor(open_uow, SEAL, fatou, now=NOON, new_token=Dice())


def test_who_stops_shows_a_last_code(ines: Phone) -> None:
    later = NOON + STEP
    with pytest.raises(BadCredentials):
        stop_second_factor(ines.open_uow, SEAL, Guess(ines.person, "000000"), now=later)
    guess = Guess(ines.person, ines.papers[0])
    stop_second_factor(ines.open_uow, SEAL, guess, now=later)
    assert signed_in(ines.open_uow, ines.half(later), later) is not None


def test_another_organiser_takes_lost_codes_away_and_it_is_written_down(ines: Phone) -> None:
    later = NOON + STEP
    inside = ines.enter(ines.half(later), ines.shows(later), later)
    omar = staff(ines.open_uow, "Omar", Role.ORGANISER)
    maud = staff(ines.open_uow)
    for hand in (Actor(Role.ORGANISER, ines.person.id), Actor(Role.MEDIATOR, maud.id)):
        with pytest.raises(NotAllowed):
            reset_second_factor(ines.open_uow, ines.person.id, actor=hand, now=later)
    hand = Actor(Role.ORGANISER, omar.id)
    reset_second_factor(ines.open_uow, ines.person.id, actor=hand, now=later)
    assert signed_in(ines.open_uow, inside, later) is None
    assert signed_in(ines.open_uow, ines.half(later), later) is not None
    with ines.open_uow() as uow:
        acts = uow.connection.exec_driver_sql(
            "SELECT actor_id FROM audit_event WHERE act = 'codes.reset'"
        )
        assert acts.scalars().all() == [omar.id]
    # The server's administrator helps a town with one organiser.
    reset_second_factor(ines.open_uow, omar.id, actor=SYSTEM, now=later)


def test_a_colleague_who_vouches_gives_the_code_too(ines: Phone) -> None:
    later = NOON + STEP
    assert ines.person.email
    for typed, good in (("", False), (ines.shows(later), True)):
        vouching = Vouching(ines.person.email, PASSWORD, typed, HERE)
        if good:
            found = check_colleague(ines.open_uow, SEAL, vouching, now=later)
            assert found.id == ines.person.id
        else:
            with pytest.raises(BadCredentials):
                check_colleague(ines.open_uow, SEAL, vouching, now=later)
