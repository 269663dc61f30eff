"""Statements of shops: draft, list, close, write down a payment."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def settle() -> None:
    """Statements of shops: draft, list, close, paid."""


@settle.command()
def draft() -> None:
    """Draft a statement for each shop and period that is over; safe to repeat."""
    from muvengine.cli.town import open_town
    from muvengine.reads.programme import programme
    from muvengine.services.draft_statements import draft_statements

    wiring = open_town()
    now = wiring.now().astimezone(programme(wiring.open_reading).zone)
    made = draft_statements(wiring.open_uow, now=now)
    click.echo(f"Drafted: {len(made)}.")


@settle.command("list")
def list_() -> None:
    """List statements, the newest period first."""
    from muvengine.cli.town import open_town
    from muvengine.reads.statements import statements

    for one, shop in statements(open_town().open_reading):
        number = "draft" if one.number is None else str(one.number)
        euros = f"{one.total_cents // 100}.{one.total_cents % 100:02d}"
        period = f"{one.period_from} to {one.period_to}"
        click.echo(
            f"{one.id:>6}  {number:>6}  {one.state.value:<6}  {period}  {euros:>10}  {shop.key}"
        )


@settle.command()
@click.argument("ids", nargs=-1, required=True, type=int)
def close(ids: tuple[int, ...]) -> None:
    """Close the drafts with these row numbers, as `settle list` shows them first."""
    from muvengine.cli.town import open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.close_statement import ENDPOINT, close_statement

    wiring = open_town()
    for number in ids:
        attempt = Attempt.of(SYSTEM, f"close-{number}", ENDPOINT, number)
        done = close_statement(wiring.open_uow, number, attempt=attempt, now=wiring.now())
        click.echo(f"Statement {done.value['number']}.")


@settle.command()
@click.argument("statement_id", type=int)
@click.option("--reference", required=True, help="Of the payment at the bank.")
def paid(statement_id: int, reference: str) -> None:
    """Write down that a closed statement was paid."""
    from muvengine.cli.town import open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.pay_statement import ENDPOINT, pay_statement

    wiring = open_town()
    said = (statement_id, reference)
    attempt = Attempt.of(SYSTEM, f"paid-{statement_id}", ENDPOINT, said)
    done = pay_statement(
        wiring.open_uow, statement_id, reference, attempt=attempt, now=wiring.now()
    )
    click.echo(f"Statement {done.value['number']} is paid.")


@settle.command()
@click.argument("statement_id", type=int)
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
@click.option("--locale", default="fr", show_default=True, help="The language.")
def files(statement_id: int, folder: Path, locale: str) -> None:
    """Write a statement's PDF and table into FOLDER."""
    from muvengine.cli.town import open_town
    from muvengine.formats.statement_files import file_name, statement_csv, statement_pdf
    from muvengine.reads.programme import programme
    from muvengine.reads.statements import statement_with_lines

    wiring = open_town()
    read, town = (
        statement_with_lines(wiring.open_reading, statement_id),
        programme(wiring.open_reading),
    )
    contents = {
        "pdf": statement_pdf(read.statement, read.lines, read.shop.name, town, locale),
        "csv": statement_csv(read.statement, read.lines, town.zone, locale),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for ending, content in contents.items():
        path = folder / file_name(read.statement, read.shop.key, ending)
        path.write_bytes(content)
        click.echo(str(path))
