"""Vouchers: what a participant has, printing them, and taking one back."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def vouchers() -> None:
    """Vouchers: list, print, void."""


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


@vouchers.command("print")
@click.argument("file", type=click.Path(dir_okay=False, path_type=Path))
@click.option("--batch", is_flag=True, help="Everything that was taken for paper and not printed.")
@click.option("--person", "people", multiple=True, help="All good ones: name, card or public id.")
@click.option("--cards", is_flag=True, help="One card a page, in place of three on A4.")
@click.option("--locale", default="fr", show_default=True, help="Of the file's title.")
def print_(file: Path, people: tuple[str, ...], locale: str, *, batch: bool, cards: bool) -> None:
    """Write vouchers to FILE as a PDF; those that waited for a printer are issued by it."""
    from functools import partial

    from muvengine.cli.town import one_participant, open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.formats.voucher_files import voucher_pdf
    from muvengine.reads.voucher_text import voucher_text
    from muvengine.reads.vouchers import held_by, unprinted
    from muvengine.services.keep_printed import note_paper
    from muvengine.web.assets import GIFTS

    if not batch and not people:
        message = "Say --batch or --person."
        raise click.UsageError(message)
    wiring = open_town()
    chosen = {one.id: one for one in (one_participant(wiring, text) for text in people)}
    held = [pair for person in chosen.values() for pair in held_by(wiring.open_reading, person)]
    if batch:
        held += [pair for pair in unprinted(wiring.open_reading) if pair[1].id not in chosen]
    if not held:
        message = "There is no voucher to print."
        raise click.ClickException(message)
    layout = "card" if cards else "sheet"
    text_of = partial(voucher_text, wiring.open_reading, wiring.settings.secret_key)
    content = voucher_pdf(held, text_of, GIFTS, layout, locale=locale, made_at=wiring.now())
    # The paper first: a full disk must not issue what nobody can print.
    file.write_bytes(content)
    numbers = [voucher.id for voucher, _ in held]
    note_paper(wiring.open_uow, numbers, actor=SYSTEM, now=wiring.now())
    click.echo(f"Printed: {len(held)}.")


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
