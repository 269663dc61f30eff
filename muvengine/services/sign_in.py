"""Sign in by card and PIN, by e-mail and password, or by a link.

Every try is paid for first (``throttle``), then the slow hash is computed without holding any
lock, then the session starts in one transaction.  Whoever is refused is not told which part
was wrong, and an unknown name takes as long as a wrong PIN.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import BadCredentials, MistypedCode
from muvengine.core.people import limits
from muvengine.core.people.card import as_token, is_pin
from muvengine.core.people.identity import Person
from muvengine.core.people.password import CHARACTERS_MAX, normalised
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.formats.slow_hash import fits, outdated, slow_hash
from muvengine.formats.text_seal import TextSeal
from muvengine.services import throttle
from muvengine.services.door import Browser, Door, OpenUow, Tries
from muvengine.services.second_factor import Guess, use_code
from muvengine.store.cards import HeldCard

__all__ = [
    "Browser",
    "Vouching",
    "by_card",
    "by_link",
    "by_password",
    "check_colleague",
    "touch",
]


def by_card(
    open_uow: OpenUow,
    *,
    card: str,
    pin: str,
    browser: Browser,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Sign in with a paper card, and give the token of the new session.

    Args:
        open_uow: starts a unit of work.
        card: the QR's token, or the number printed under it as people type it.
        pin: four to six digits.
        browser: where.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        TooManyAttempts: for this card or this address.
        BadCredentials: no such card, a voided one, or another PIN.
    """
    door = Door(open_uow, browser, now, new_token)
    held, paid = _check_pin(door, card, pin)
    stronger = slow_hash(pin) if outdated(held.pin_hash) else None
    with open_uow() as uow:
        # Voided while we were hashing: whoever voids it next ends this session too.
        if not uow.cards.hold(held.card_id):
            raise BadCredentials
        token = door.enter(uow, held.person, paid, by="card")
        if stronger:
            uow.cards.change_pin_hash(held.card_id, stronger)
        uow.commit()
    return token


def by_password(
    open_uow: OpenUow,
    *,
    email: str,
    password: str,
    browser: Browser,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Sign a member of staff in, and give the token of the new session.

    Args:
        open_uow: starts a unit of work.
        email: in any case.
        password: as typed.
        browser: where.
        now: aware.
        new_token: draws 128 random bits.

    Raises:
        TooManyAttempts: for this e-mail or this address.
        BadCredentials: nobody has this e-mail, or another password.
    """
    door, text = Door(open_uow, browser, now, new_token), normalised(password)
    person, kept, paid = _check_password(door, email.strip().casefold(), text)
    stronger = slow_hash(text) if outdated(kept) else None
    with open_uow() as uow:
        token = door.enter(uow, person, paid, by="password")
        if stronger:
            uow.people.change(person.id, password_hash=stronger)
        uow.commit()
    return token


def by_link(
    open_uow: OpenUow,
    *,
    link: str,
    browser: Browser,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Sign in by a link, and give the token of the new session; most links open once.

    Raises:
        TooManyAttempts: for this address.
        BadCredentials: no such link, used up, or too old.
    """
    door = Door(open_uow, browser, now, new_token)
    paid = door.pay({})
    with open_uow() as uow:
        hashed = token_hash(link)
        found = uow.cards.link(hashed, now)
        if found is not None and uow.cards.use_link(hashed, now):
            token = door.enter(uow, found.person, paid, by="link")
            uow.commit()
            return token
    raise door.refuse()


@dataclass(frozen=True, slots=True)
class Vouching:
    """What a second member of staff gives at a colleague's computer.

    Attributes:
        email: in any case.
        password: as typed.
        code: of their phone or paper, where they sign in with one.
        address: the network address they sit at.
    """

    email: str
    password: str
    code: str
    address: str


def check_colleague(
    open_uow: OpenUow, seal: TextSeal, vouching: Vouching, *, now: datetime
) -> Person:
    """Let a second member of staff vouch for something at a colleague's computer.

    No session begins; what they vouch for is kept by whoever asked.

    Args:
        open_uow: starts a unit of work.
        seal: of the seeds of codes.
        vouching: what they give.
        now: aware.

    Raises:
        TooManyAttempts: for this e-mail or this address.
        BadCredentials: nobody has this e-mail, another password, or another code.
    """
    door = Door(open_uow, Browser(vouching.address), now, str)
    email, text = vouching.email.strip().casefold(), normalised(vouching.password)
    person, _, paid = _check_password(door, email, text)
    with open_uow() as uow:
        guess = Guess(person, vouching.code)
        good = not uow.second_factors.is_on(person.id) or use_code(uow, seal, guess, now)
        # A try that failed stays paid for: six digits must not be guessed here either.
        if good:
            throttle.give_back(uow, paid, now=now)
            uow.commit()
    if not good:
        raise door.refuse()
    return person


def touch(open_uow: OpenUow, token: str, now: datetime) -> None:
    """Mark a session as seen; due at most once a minute (``SignedIn.touch_due``)."""
    with open_uow() as uow:
        uow.sessions.touch(token_hash(token), now=now)
        uow.commit()


def _check_pin(door: Door, card: str, pin: str) -> tuple[HeldCard, Tries]:
    held = _find_card(door.open_uow, card)
    # A card has two names, its token and its number: both guess the same PIN.
    key = throttle.key_of("card", str(held.card_id) if held else card.strip().upper())
    paid = door.pay({key: limits.PIN_OF_CARD, f"{key}:day": limits.PIN_OF_CARD_DAY})
    good = fits(held.pin_hash if held else None, pin if is_pin(pin) else "")
    if held is None or not good:
        raise door.refuse()
    return held, paid


def _check_password(door: Door, email: str, text: str) -> tuple[Person, str, Tries]:
    key = throttle.key_of("email", email)
    paid = door.pay({key: limits.PASSWORD_OF_EMAIL, f"{key}:day": limits.PASSWORD_OF_EMAIL_DAY})
    with door.open_uow() as uow:
        found = uow.people.password_of(email)
    good = fits(found[1] if found else None, text if len(text) <= CHARACTERS_MAX else "")
    if found is None or not good:
        raise door.refuse()
    return *found, paid


def _find_card(open_uow: OpenUow, card: str) -> HeldCard | None:
    token = as_token(card)
    try:
        number = None if token else normalise(card)
    except MistypedCode:
        return None
    with open_uow() as uow:
        if token:
            return uow.cards.by_token_hash(token_hash(token))
        return uow.cards.by_number(number or "")
