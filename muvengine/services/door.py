"""What the ways of signing in share: paying for a try, refusing, and beginning a session."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import BadCredentials
from muvengine.core.people import limits
from muvengine.core.people.actor import Actor
from muvengine.core.people.identity import Person
from muvengine.core.people.limits import Limit
from muvengine.core.people.second_factor import HALF_LASTS
from muvengine.core.people.session_time import ends_at
from muvengine.core.people.token import token_hash
from muvengine.services import throttle
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
class Door:
    """One try to sign in."""

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
        """Start a session in place of the browser's last one, and give its token.

        Where the person is asked for a code, the session opens nothing before it is given.
        """
        code_due = uow.second_factors.is_on(person.id)
        ends = self.now + HALF_LASTS if code_due else ends_at(person.role, self.now)
        token = self._begin(uow, person, paid, (ends, code_due))
        if not code_due:
            self._note(uow, person, by)
        return token

    def enter_by_code(self, uow: UnitOfWork, person: Person, paid: Tries, *, by: str) -> str:
        """Start the whole session of somebody who has given their code."""
        token = self._begin(uow, person, paid, (ends_at(person.role, self.now), False))
        self._note(uow, person, by)
        return token

    def _begin(
        self, uow: UnitOfWork, person: Person, paid: Tries, until: tuple[datetime, bool]
    ) -> str:
        throttle.give_back(uow, paid, now=self.now)
        if self.browser.token:
            uow.sessions.end(token_hash(self.browser.token), now=self.now)
        # Twice 128 bits: this one token is all there is between a stranger and the wallet.
        token = self.new_token() + self.new_token()
        expires_at, code_due = until
        uow.sessions.add(
            NewSession(
                token_hash=token_hash(token),
                person_id=person.id,
                shared_computer=self.browser.shared_computer,
                expires_at=expires_at,
                code_due=code_due,
            ),
            at=self.now,
        )
        return token

    def _note(self, uow: UnitOfWork, person: Person, by: str) -> None:
        actor = Actor(person.role, person.id)
        uow.audit.append(actor, "sign_in", "person", str(person.id), {"by": by}, at=self.now)
