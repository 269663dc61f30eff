"""Sign in by card and PIN, by e-mail and password, or by a link.

Every try is paid for first (``throttle``), then the slow hash is computed without holding any
lock, then the session starts in one transaction.  Whoever is refused is not told which part
was wrong, and an unknown name takes as long as a wrong PIN.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import BadCredentials, MistypedCode
from muvengine.core.people import limits
from muvengine.core.people.actor import Actor
from muvengine.core.people.card import as_token, is_pin
from muvengine.core.people.identity import Person
from muvengine.core.people.limits import Limit
from muvengine.core.people.password import CHARACTERS_MAX, normalised
from muvengine.core.people.session_time import ends_at
from muvengine.core.people.token import token_hash
from muvengine.core.vouchers.code import normalise
from muvengine.formats.slow_hash import fits, outdated, slow_hash
from muvengine.services import throttle
from muvengine.store.cards import HeldCard
from muvengine.store.sessions import NewSession
from muvengine.store.unit_of_work import UnitOfWork

OpenUow = Callable[[], UnitOfWork]
Tries = Mapping[str, Limit]


@dataclass(frozen=True, slots=True)
class Browser:
    """Where somebody signs in.

    Attributes:
        address: the network address, as the trusted proxy tells it.
        shared_computer: other people use it; the session ends after ten idle minutes.
        token: the session it had before, to be ended; None when there was none.
    """

    address: str
    shared_computer: bool = False
    token: str | None = None


@dataclass(frozen=True, slots=True)
class _Door:
    """What the three ways of signing in share."""

    open_uow: OpenUow
    browser: Browser
    now: datetime
    new_token: Callable[[], str]

    def pay(self, tries: Tries) -> Tries:
        """Pay for one try of this address and whatever else is being guessed."""
        address = throttle.key_of("address", self.browser.address)
        paid = {**tries, address: limits.SIGN_IN_OF_ADDRESS}
        throttle.take_all(self.open_uow, paid, now=self.now)
        return paid

    def refuse(self) -> BadCredentials:
        """Count the failure and build the refusal."""
        throttle.note_failure(self.open_uow, act="sign_in", now=self.now)
        return BadCredentials()

    def enter(self, uow: UnitOfWork, person: Person, paid: Tries, *, by: str) -> str:
        """Start a session in place of the browser's last one, and give its token."""
        throttle.give_back(uow, paid, now=self.now)
        if self.browser.token:
            uow.sessions.end(token_hash(self.browser.token), now=self.now)
        # Twice 128 bits: this one token is all there is between a stranger and the wallet.
        token = self.new_token() + self.new_token()
        uow.sessions.add(
            NewSession(
                token_hash=token_hash(token),
                person_id=person.id,
                shared_computer=self.browser.shared_computer,
                expires_at=ends_at(person.role, self.now),
            ),
            at=self.now,
        )
        actor = Actor(person.role, person.id)
        uow.audit.append(actor, "sign_in", "person", str(person.id), {"by": by}, at=self.now)
        return token


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
    door = _Door(open_uow, browser, now, new_token)
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
    door, text = _Door(open_uow, browser, now, new_token), normalised(password)
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
    door = _Door(open_uow, browser, now, new_token)
    paid = door.pay({})
    with open_uow() as uow:
        hashed = token_hash(link)
        found = uow.cards.link(hashed, now)
        if found is not None and uow.cards.use_link(hashed, now):
            token = door.enter(uow, found.person, paid, by="link")
            uow.commit()
            return token
    raise door.refuse()


def check_colleague(
    open_uow: OpenUow, *, email: str, password: str, address: str, now: datetime
) -> Person:
    """Let a second member of staff vouch for something at a colleague's computer.

    No session begins; what they vouch for is kept by whoever asked.

    Args:
        open_uow: starts a unit of work.
        email: in any case.
        password: as typed.
        address: the network address they sit at.
        now: aware.

    Raises:
        TooManyAttempts: for this e-mail or this address.
        BadCredentials: nobody has this e-mail, or another password.
    """
    door = _Door(open_uow, Browser(address), now, str)
    person, _, paid = _check_password(door, email.strip().casefold(), normalised(password))
    with open_uow() as uow:
        throttle.give_back(uow, paid, now=now)
        uow.commit()
    return person


def touch(open_uow: OpenUow, token: str, now: datetime) -> None:
    """Mark a session as seen; due at most once a minute (``SignedIn.touch_due``)."""
    with open_uow() as uow:
        uow.sessions.touch(token_hash(token), now=now)
        uow.commit()


def _check_pin(door: _Door, card: str, pin: str) -> tuple[HeldCard, Tries]:
    held = _find_card(door.open_uow, card)
    # A card has two names, its token and its number: both guess the same PIN.
    key = throttle.key_of("card", str(held.card_id) if held else card.strip().upper())
    paid = door.pay({key: limits.PIN_OF_CARD, f"{key}:day": limits.PIN_OF_CARD_DAY})
    good = fits(held.pin_hash if held else None, pin if is_pin(pin) else "")
    if held is None or not good:
        raise door.refuse()
    return held, paid


def _check_password(door: _Door, email: str, text: str) -> tuple[Person, str, Tries]:
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
