"""People: add somebody, print a card, let somebody in."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Final

import click

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.core.people.identity import Person
    from muvengine.core.people.link import LinkKind

ROLES: Final = ("participant", "mediator", "organiser")


@click.group()
def people() -> None:
    """People: add, print a card, make a sign-in link or an API token.

    PERSON is an e-mail, a card number, a public id, or a name that only one participant has.
    """


@people.command()
@click.option("--name", required=True, help="A name or nickname.")
@click.option("--role", type=click.Choice(ROLES), default="participant", show_default=True)
@click.option("--email", help="Staff only: what they sign in with.")
@click.option("--locale", default="fr", show_default=True, help="The language they read.")
@click.option("--mode", help="Participants: how they usually travel.")
@click.option("--consent", is_flag=True, help="Participants: they agreed to play.")
def add(
    name: str, role: str, email: str | None, locale: str, mode: str | None, *, consent: bool
) -> None:
    """Add a participant, a mediator or an organiser."""
    if (role == "participant") == bool(email):
        message = "Staff need --email; participants have none."
        raise click.UsageError(message)
    wiring = _wiring()
    if email:
        person = _add_staff(wiring, name, role, email, locale)
    else:
        person = _enrol(wiring, name, locale, mode, consent=consent)
    click.echo(f"Added {person.name} ({person.role}): {person.public_id}")
    if email:
        from muvengine.core.people.link import FIRST

        _echo_link(wiring, person, FIRST)


@people.command()
@click.argument("person")
def card(person: str) -> None:
    """Make a card for PERSON; it replaces the one they have."""
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.vouchers.code import in_groups
    from muvengine.services.issue_card import issue_card

    wiring, someone = wiring_and_person(person)
    printed = issue_card(
        wiring.open_uow,
        person_id=someone.id,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    click.echo(f"Card of {someone.name}. The PIN is shown only this once.")
    click.echo(f"number  {in_groups(printed.number)}")
    click.echo(f"PIN     {printed.pin}")
    click.echo(f"QR      {printed.qr_text(wiring.settings.base_url)}")


@people.command()
@click.argument("person")
def link(person: str) -> None:
    """Make a link that signs PERSON in, once, within ten minutes."""
    from muvengine.core.people.link import ONCE

    wiring, someone = wiring_and_person(person)
    _echo_link(wiring, someone, ONCE)


@people.command("codes-off")
@click.argument("person")
def codes_off(person: str) -> None:
    """Let PERSON, who lost phone and paper, sign in with the password alone."""
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.second_factor import reset_second_factor

    wiring, someone = wiring_and_person(person)
    reset_second_factor(wiring.open_uow, someone.id, actor=SYSTEM, now=wiring.now())
    click.echo(f"{someone.name} signs in without a code.")


@people.command()
@click.argument("person")
@click.option("--name", required=True, help="What it is for.")
def token(person: str, name: str) -> None:
    """Make an API token for PERSON."""
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.make_api_token import make_api_token

    wiring, someone = wiring_and_person(person)
    made = make_api_token(
        wiring.open_uow,
        owner=someone,
        name=name,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    click.echo(made)


def _wiring() -> Wiring:
    from muvengine.bootstrap import wire
    from muvengine.cli.db import demand_database
    from muvengine.settings import Settings

    settings = Settings.from_env(os.environ)
    demand_database(settings)
    return wire(settings)


def wiring_and_person(text: str) -> tuple[Wiring, Person]:
    """Wire the engine up, and find whoever is meant."""
    from muvengine.reads.people import the_one

    wiring = _wiring()
    return wiring, the_one(wiring.open_reading, text)


def _add_staff(wiring: Wiring, name: str, role: str, email: str, locale: str) -> Person:
    from muvengine.core.people.actor import SYSTEM, Role
    from muvengine.services.add_staff import NewStaff, add_staff

    return add_staff(
        wiring.open_uow,
        staff=NewStaff(name, email, Role(role), locale),
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )


def _enrol(wiring: Wiring, name: str, locale: str, mode: str | None, *, consent: bool) -> Person:
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.people.enrolment import Enrolment
    from muvengine.services.enrol_person import enrol_person

    return enrol_person(
        wiring.open_uow,
        enrolment=Enrolment(name, locale, mode, consent=consent),
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )


def _echo_link(wiring: Wiring, person: Person, kind: LinkKind) -> None:
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.make_link import make_link

    made = make_link(
        wiring.open_uow,
        person_id=person.id,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
        kind=kind,
    )
    hours, minutes = divmod(int(kind.lasts.total_seconds()) // 60, 60)
    lasts = f"{hours} h" if hours else f"{minutes} min"
    click.echo(f"Sign-in link, once, within {lasts}: {wiring.settings.base_url}/enter/{made}")
