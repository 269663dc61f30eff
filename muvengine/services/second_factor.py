"""Staff sign in with a code beside their password: begun, shown once, asked for, taken away."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from muvengine.core.errors import BadCredentials, NotAllowed, NotPossible
from muvengine.core.people import limits
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.permission import require_organiser
from muvengine.core.people.second_factor import (
    RECOVERY_CODES,
    drawn_secret,
    recovery_code,
    recovery_hash,
    steps_to_try,
    tidy_code,
)
from muvengine.core.people.token import token_hash
from muvengine.formats.text_seal import TextSeal
from muvengine.formats.totp import step_of
from muvengine.services import throttle
from muvengine.services.door import Browser, Door, OpenUow, Tries
from muvengine.store.unit_of_work import UnitOfWork

PURPOSE: Final = "code"


def code_seal(secret: str) -> TextSeal:
    """Give what closes the seeds of an installation."""
    return TextSeal(secret, PURPOSE)


@dataclass(frozen=True, slots=True)
class Guess:
    """A code that somebody typed.

    Attributes:
        person: whose code it should be.
        typed: six digits of the phone, or a code on paper.
    """

    person: Person
    typed: str

    def tries(self) -> Tries:
        """Give what a guess costs: six digits would soon be guessed."""
        key = throttle.key_of("code", str(self.person.id))
        return {key: limits.CODE_OF_PERSON, f"{key}:day": limits.CODE_OF_PERSON_DAY}


def begin_second_factor(
    open_uow: OpenUow,
    seal: TextSeal,
    person: Person,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> bytes:
    """Draw the seed of somebody's codes; it counts when a first code is shown.

    Raises:
        NotPossible: participants have cards, or a code is asked for already.
    """
    if person.role is Role.PARTICIPANT:
        raise NotPossible(kind="second_factor")
    secret = drawn_secret(new_token(), new_token())
    with open_uow() as uow:
        if uow.second_factors.is_on(person.id):
            raise NotPossible(kind="second_factor")
        uow.second_factors.begin(person.id, seal.close(secret.hex(), str(person.id)), at=now)
        uow.commit()
    return secret


def begun_secret(open_reading: OpenUow, seal: TextSeal, person_id: int) -> bytes | None:
    """Give the seed that waits for its first code, to be shown again; None where none does."""
    with open_reading() as uow:
        held = uow.second_factors.get(person_id)
    if held is None or held.on:
        return None
    text = seal.open(held.sealed, str(person_id))
    return bytes.fromhex(text) if text else None


def renew_codes(
    open_uow: OpenUow,
    seal: TextSeal,
    guess: Guess,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[str, ...]:
    """Ask for codes from now on, and give ten codes for paper; those before open no more.

    Args:
        open_uow: starts a writing transaction.
        seal: of seeds.
        guess: a code of the phone, which shows that it was read well.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        TooManyAttempts: too many wrong codes.
        BadCredentials: no code of this phone, or one that was used.
    """
    tries, person = guess.tries(), guess.person
    throttle.take_all(open_uow, tries, now=now)
    codes = tuple(recovery_code(new_token()) for _ in range(RECOVERY_CODES))
    hashes = [recovery_hash(person.id, code) or "" for code in codes]
    with open_uow() as uow:
        if not _use_phone(uow, seal, guess, now):
            raise BadCredentials
        throttle.give_back(uow, tries, now=now)
        act = "codes.renew" if uow.second_factors.is_on(person.id) else "codes.begin"
        uow.second_factors.confirm(person.id, at=now)
        uow.second_factors.renew_recovery(person.id, hashes)
        uow.audit.append(Actor(person.role, person.id), act, "person", str(person.id), at=now)
        uow.commit()
    return codes


def stop_second_factor(open_uow: OpenUow, seal: TextSeal, guess: Guess, *, now: datetime) -> None:
    """Ask for no code any more; who stops it shows a last one.

    Raises:
        TooManyAttempts: too many wrong codes.
        BadCredentials: no code, or one that was used.
    """
    tries, person = guess.tries(), guess.person
    throttle.take_all(open_uow, tries, now=now)
    with open_uow() as uow:
        if not use_code(uow, seal, guess, now):
            raise BadCredentials
        throttle.give_back(uow, tries, now=now)
        uow.second_factors.drop(person.id)
        hand = Actor(person.role, person.id)
        uow.audit.append(hand, "codes.stop", "person", str(person.id), at=now)
        uow.commit()


def reset_second_factor(open_uow: OpenUow, person_id: int, *, actor: Actor, now: datetime) -> None:
    """Take away the codes of a colleague who lost phone and paper; their sessions end.

    Raises:
        NotAllowed: the actor is no organiser, or it is their own.
        NotFound: no such person.
    """
    require_organiser(actor)
    if actor.id == person_id:
        raise NotAllowed(audience=Role.ORGANISER.value)
    with open_uow() as uow:
        person = uow.people.get(person_id)
        if uow.second_factors.drop(person.id):
            uow.sessions.end_all(person.id, now=now)
            uow.audit.append(actor, "codes.reset", "person", str(person.id), at=now)
        uow.commit()


def by_code(
    open_uow: OpenUow,
    seal: TextSeal,
    *,
    typed: str,
    browser: Browser,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Give the code that a half session waits for, and get the token of the whole one.

    Args:
        open_uow: starts a unit of work.
        seal: of seeds.
        typed: a code of the phone, or one on paper.
        browser: where; its token is that of the half session.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        TooManyAttempts: for this person or this address.
        BadCredentials: no half session, or another code.
    """
    with open_uow() as uow:
        half = uow.sessions.half(token_hash(browser.token or ""), now=now)
    if half is None:
        raise BadCredentials
    person, shared = half
    door = Door(open_uow, Browser(browser.address, shared, browser.token), now, new_token)
    guess = Guess(person, typed)
    paid = door.pay(guess.tries())
    with open_uow() as uow:
        used = use_code(uow, seal, guess, now)
        if used:
            token = door.enter_by_code(uow, person, paid, by=used)
            uow.commit()
            return token
    raise door.refuse()


def use_code(uow: UnitOfWork, seal: TextSeal, guess: Guess, now: datetime) -> str | None:
    """Use up a code of the phone or of paper, and tell which it was; None where it is none."""
    if _use_phone(uow, seal, guess, now):
        return "code"
    on_paper = recovery_hash(guess.person.id, guess.typed)
    if on_paper and uow.second_factors.use_recovery(guess.person.id, on_paper, at=now):
        return "recovery"
    return None


def _use_phone(uow: UnitOfWork, seal: TextSeal, guess: Guess, now: datetime) -> bool:
    person_id, code = guess.person.id, tidy_code(guess.typed)
    held = uow.second_factors.get(person_id)
    if held is None or code is None:
        return False
    secret = seal.open(held.sealed, str(person_id))
    if secret is None:
        return False
    step = step_of(bytes.fromhex(secret), code, steps_to_try(now, held.last_step))
    return step is not None and uow.second_factors.use_step(person_id, step)
