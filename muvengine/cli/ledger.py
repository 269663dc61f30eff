"""Points and money: verify, statements, funding."""

from __future__ import annotations

from datetime import date, datetime
from typing import TYPE_CHECKING

import click

from muvengine.core.units import CENTS_PER_EURO

if TYPE_CHECKING:
    from muvengine.bootstrap import Wiring
    from muvengine.reads.statement import OpenReading, Statement


@click.group()
def ledger() -> None:
    """Points and money: verify, statements, funding."""


@ledger.command()
@click.option("--head", help="A seal printed earlier: tell whether the ledger still leads to it.")
def verify(head: str | None) -> None:
    """Check every invariant; exit with 1 and the first broken row of each that fails."""
    from muvengine.cli.town import open_town
    from muvengine.reads.seal import head_holds, sealed_head

    wiring = open_town()
    report_violations(wiring)
    if head is None:
        now = sealed_head(wiring.open_reading)
        if now.sealed_at is not None:
            click.echo(f"Sealed up to journal {now.to_journal_id}: {now.hash}")
        return
    found = head_holds(wiring.open_reading, head)
    if found is None or found.sealed_at is None:
        message = "No block of this ledger has that seal: it is mistyped, or history was changed."
        raise click.ClickException(message)
    click.echo(
        f"That seal holds: journals up to {found.to_journal_id} are as they were "
        f"on {found.sealed_at:%Y-%m-%d %H:%M} UTC. Posted since: {found.waiting}."
    )


@ledger.command()
@click.argument("account")
@click.option("--count", default=100, show_default=True, help="At most so many moves.")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "csv", "json"]),
    default="text",
    show_default=True,
    help="For people, for spreadsheets, for programs.",
)
def statement(account: str, count: int, form: str) -> None:
    """Print the moves of ACCOUNT, latest first, as p:42:available or programme:budget."""
    from muvengine.cli.town import open_town
    from muvengine.reads.statement import statement as read_statement

    reading = open_town().open_reading
    told = read_statement(reading, account, count=count)
    if form != "text":
        click.echo(_for_programs(told, form, reading), nl=form == "json")
        return
    click.echo(f"{told.account}: {told.balance} {told.unit}")
    for move in told.moves:
        click.echo(f"{move.at:%Y-%m-%d %H:%M}  {move.amount:>+9}  {move.kind:<16} {move.reason}")


@ledger.command("fund-season")
@click.argument("key")
@click.option(
    "--points", required=True, type=click.IntRange(min=0), help="How many to add; 0 opens it."
)
@click.option("--from", "first", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--to", "last", required=True, type=click.DateTime(["%Y-%m-%d"]))
@click.option("--reference", required=True, help="Of the decision; it never counts twice.")
def season(key: str, points: int, first: datetime, last: datetime, reference: str) -> None:
    """Let the season KEY give more points; a new key opens a season."""
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.fund_season import SeasonGrant, fund_season

    grant = SeasonGrant(key, _day(first), _day(last), points, reference)
    wiring = open_town()
    posted = fund_season(wiring.open_uow, grant, actor=SYSTEM, now=wiring.now())
    click.echo(f"Season {key}: {points} points more." if posted else "This was posted before.")


@ledger.command("fund-budget")
@click.argument("funder")
@click.option("--euros", required=True, type=click.IntRange(min=1), help="Whole euros to add.")
@click.option("--reference", required=True, help="Of the decision; it never counts twice.")
def budget(funder: str, euros: int, reference: str) -> None:
    """Promise FUNDER's money for vouchers."""
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.fund_budget import Funding, fund_budget

    funding = Funding(funder, euros * CENTS_PER_EURO, reference)
    wiring = open_town()
    posted = fund_budget(wiring.open_uow, funding, actor=SYSTEM, now=wiring.now())
    click.echo(f"Budget: {euros} euros more." if posted else "This was posted before.")


def _for_programs(told: Statement, form: str, reading: OpenReading) -> str:
    import json

    from muvengine.formats.table_cells import write_table
    from muvengine.reads.seal import sealed_head
    from muvengine.reads.statement import COLUMNS

    if form == "csv":
        return write_table([COLUMNS, *told.rows()]).decode("utf-8-sig")
    return json.dumps(told.values(sealed_head(reading).hash), ensure_ascii=False, indent=1)


def report_violations(wiring: Wiring) -> None:
    """Say what the check found; exit with 1 when anything is broken."""
    from muvengine.reads.ledger_check import check_ledger

    violations = check_ledger(wiring.open_reading)
    for violation in violations:
        click.echo(
            f"{violation.invariant}: {violation.row}: "
            f"found {violation.found}, expected {violation.expected}"
        )
    if violations:
        message = f"The ledger breaks {len(violations)} of its rules: {violations[0].invariant}."
        raise click.ClickException(message)
    click.echo("The ledger holds.")


def _day(moment: datetime) -> date:
    return moment.date()
