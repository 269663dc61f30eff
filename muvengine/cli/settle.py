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
@click.option("--locale", default="fr", show_default=True, help="The language of the tables.")
def files(statement_id: int, folder: Path, locale: str) -> None:
    """Write a statement's PDF, its table and its JSON into FOLDER.

    The PDF of a closed statement is the one that was kept when it was closed.
    """
    from muvengine.cli.town import open_town
    from muvengine.formats.statement_files import (
        file_name,
        statement_csv,
        statement_json,
        statement_pdf,
    )
    from muvengine.reads.programme import programme
    from muvengine.reads.statements import statement_with_lines

    wiring = open_town()
    read, town = (
        statement_with_lines(wiring.open_reading, statement_id),
        programme(wiring.open_reading),
    )
    contents = {
        "pdf": read.paper
        or statement_pdf(read.statement, read.lines, read.shop.name, town, locale),
        "csv": statement_csv(read.statement, read.lines, town.zone, locale),
        "json": statement_json(read.statement, read.lines, read.shop.key, town.zone, locale),
    }
    folder.mkdir(parents=True, exist_ok=True)
    for ending, content in contents.items():
        path = folder / file_name(read.statement, read.shop.key, ending)
        path.write_bytes(content)
        click.echo(str(path))


@settle.command()
def verify() -> None:
    """Check that each kept PDF still has the hash of its closing; exit with 1 when one has not."""
    from muvengine.cli.town import open_town
    from muvengine.reads.papers import kept_papers

    papers = list(kept_papers(open_town().open_reading))
    for paper in papers:
        state = "as it was" if paper.whole else "CHANGED" if paper.sha256 else "no PDF kept"
        click.echo(f"{paper.number:>6}  {paper.sha256 or '-':<64}  {state}")
    broken = [paper.number for paper in papers if paper.sha256 and not paper.whole]
    if broken:
        message = f"The PDF of statement {broken[0]} is not the one of its closing."
        raise click.ClickException(message)


@settle.command("contests")
def list_contests() -> None:
    """List what shops contest and nobody has answered, the longest waiting first."""
    from muvengine.cli.town import open_town
    from muvengine.reads.contests import contests

    for one, shop in contests(open_town().open_reading).waiting:
        line = "missing" if one.line is None else f"line {one.line}"
        words = f": {one.words}" if one.words else ""
        click.echo(f"{one.id:>6}  {shop.key}  {one.statement_number}  {line}  {one.reason}{words}")


@settle.command()
@click.argument("contest_id", type=int)
@click.option("--cents", default=0, show_default=True, help="More (above 0) or less; 0 refuses.")
@click.option("--reason", required=True, help="The shop reads it.")
def answer(contest_id: int, cents: int, reason: str) -> None:
    """Answer what a shop contests; a correction goes on its next statement."""
    from muvengine.cli.town import open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.decide_contest import ENDPOINT, Decision, decide_contest

    wiring = open_town()
    decision = Decision(contest_id, cents, reason)
    attempt = Attempt.of(SYSTEM, f"answer-{wiring.new_token()}", ENDPOINT, decision)
    decide_contest(wiring.open_uow, decision, attempt=attempt, now=wiring.now())
    click.echo("Answered.")
