"""Who is asking: a person who signed in, or a shop's tablet."""

from __future__ import annotations

from dataclasses import dataclass

from muvengine.core.people.actor import Actor, Role


@dataclass(frozen=True, slots=True)
class Person:
    """A participant, mediator or organiser.

    Attributes:
        id: the row's number; never shown.
        public_id: random, stands in addresses of pages.
        role: see ``Role``.
        name: a name or nickname, at most 80 characters.
        locale: the language pages and paper speak to them.
        usual_mode: how they usually travel, a mode's word; None when not asked.
        segments: groups of the programme they belong to, as rules may name them.
        email: staff only.
        frozen: may look but not spend, until an organiser has looked.
    """

    id: int
    public_id: str
    role: Role
    name: str
    locale: str
    usual_mode: str | None = None
    segments: tuple[str, ...] = ()
    email: str | None = None
    frozen: bool = False


@dataclass(frozen=True, slots=True)
class SignedIn:
    """Someone behind a browser or a bearer token.

    Attributes:
        person: whose hand it is.
        acting_for: the participant a mediator helps now, or who gave a mandate to this one.
        shared_computer: the session ends after ten idle minutes.
        touch_due: the session was last marked as seen over a minute ago.
        may_spend: False for the holder of a mandate that lets nobody spend.
    """

    person: Person
    acting_for: Person | None = None
    shared_computer: bool = False
    touch_due: bool = False
    may_spend: bool = True

    @property
    def on_mandate(self) -> bool:
        """One participant acts for another."""
        return self.acting_for is not None and self.person.role is Role.PARTICIPANT

    @property
    def actor(self) -> Actor:
        """By whose hand, and for whom."""
        helped = self.acting_for.id if self.acting_for else None
        return Actor(self.person.role, self.person.id, on_behalf_of=helped)

    @property
    def person_actor(self) -> Actor:
        """By whose hand, for nobody: enrolling the next person while helping another."""
        return Actor(self.person.role, self.person.id)

    @property
    def subject(self) -> Person:
        """Whose trips and points are meant."""
        return self.acting_for or self.person


@dataclass(frozen=True, slots=True)
class Device:
    """A shop's paired tablet.

    Attributes:
        id: the row's number.
        shop_id: the shop it belongs to; nothing else opens with it.
        shop_key: the shop's short name in addresses.
        shop_name: as people read it.
        name: what the organiser calls this tablet.
        revoked: it was shut out; only what it did before is still heard.
    """

    id: int
    shop_id: int
    shop_key: str
    shop_name: str
    name: str = ""
    revoked: bool = False

    @property
    def actor(self) -> Actor:
        """By whose hand."""
        return Actor("device", self.id)
