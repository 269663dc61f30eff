"""Vouchers: what a participant has, and taking one back."""

from __future__ import annotations

import click


@click.group()
def vouchers() -> None:
    """Vouchers: list, void."""


@vouchers.command("list")
@click.argument("participant")
def list_(participant: str) -> None:
    """List the vouchers of PARTICIPANT (name, card number or public id), newest first."""
    from muvengine.cli.town import one_participant, open_town
    from muvengine.core.vouchers.code import in_groups
    from muvengine.reads.vouchers import vouchers_of

    wiring = open_town()
    person = one_participant(wiring, participant)
    for voucher in vouchers_of(wiring.open_reading, person.id):
        worth = f"{voucher.price_points} points, {voucher.face_cents / 100:.2f} euros"
        last = f"until {voucher.last_day}"
        click.echo(f"{in_groups(voucher.code)}  {voucher.state.value:<8}  {worth}, {last}")


@vouchers.command()
@click.argument("code")
@click.option("--participant", required=True, help="Whose: name, card number or public id.")
@click.option("--reason", required=True, help="At least five characters; the person can read it.")
def void(code: str, participant: str, reason: str) -> None:
    """Take the unused voucher CODE back; its points return."""
    from muvengine.cli.town import one_participant, open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.vouchers.code import normalise
    from muvengine.services.void_voucher import void_voucher

    wiring = open_town()
    person = one_participant(wiring, participant)
    plain = normalise(code)
    void_voucher(
        wiring.open_uow,
        plain,
        person_id=person.id,
        reason=reason,
        attempt=Attempt.of(SYSTEM, f"void-{plain}", "void_voucher", (plain, person.id, reason)),
        now=wiring.now(),
    )
    click.echo(f"Withdrawn. The points went back to {person.name}.")
