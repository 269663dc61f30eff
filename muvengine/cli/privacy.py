"""Privacy: hand out everything of a person, or forget them, when they ask on paper."""

from __future__ import annotations

from pathlib import Path

import click

from muvengine.cli.people import wiring_and_person


@click.command()
@click.argument("person")
@click.option("--to", type=click.Path(path_type=Path), required=True, help="The zip to write.")
def export(person: str, to: Path) -> None:
    """Write everything that is kept of PERSON into one zip."""
    import shutil

    from muvengine.core.people.actor import SYSTEM
    from muvengine.reads.programme import programme
    from muvengine.reads.take_away import Spoken, take_away
    from muvengine.services.hand_out import hand_out

    wiring, someone = wiring_and_person(person)
    now, zone = wiring.now(), programme(wiring.open_reading).zone
    hand_out(wiring.open_uow, someone.id, actor=SYSTEM, now=now)
    spoken = Spoken(someone.locale, zone, now)
    with (
        take_away(wiring.open_reading, wiring.shelf.seal, someone, spoken) as packed,
        to.open("wb") as file,
    ):
        shutil.copyfileobj(packed, file)
    click.echo(f"Everything of {someone.name}: {to}")


@click.command()
@click.argument("person")
@click.confirmation_option(prompt="Forget this person for good?")
def erase(person: str) -> None:
    """Forget PERSON for good; the sums of the ledger stay."""
    from muvengine.core.people.actor import SYSTEM
    from muvengine.reads.programme import programme
    from muvengine.services.erase_person import erase_person

    wiring, someone = wiring_and_person(person)
    zone = programme(wiring.open_reading).zone
    done = erase_person(
        wiring.open_uow,
        someone.id,
        actor=SYSTEM,
        now=wiring.now().astimezone(zone),
        new_token=wiring.new_token,
    )
    click.echo(f"Forgotten. Ended with the account: {done.points} points, {done.vouchers} vouchers")
