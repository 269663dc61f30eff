"""Seasons: list, close; money that goes back."""

from __future__ import annotations

import click

from muvengine.core.units import CENTS_PER_EURO


@click.group()
def season() -> None:
    """Seasons: list, close; give money back to its funder."""


@season.command("list")
def list_() -> None:
    """List seasons, the latest first, with the points each may still give."""
    from muvengine.cli.town import open_town
    from muvengine.reads.seasons import all_seasons

    for one in all_seasons(open_town().open_reading):
        found = one.season
        state = "closed" if found.closed_at else f"can be closed from {found.closing_from}"
        points = f"{one.figures.points_left} left of {one.figures.points_granted} points"
        click.echo(f"{found.key}: {found.first_day} to {found.last_day}, {points}, {state}")


@season.command()
@click.argument("key")
@click.option(
    "--carry", default=0, show_default=True, type=click.IntRange(min=0), help="To the next season."
)
@click.option("--confirm", help="The season's name again; it is asked for when not given.")
def close(key: str, carry: int, confirm: str | None) -> None:
    """Close the season KEY: what it did not give is taken back, people keep what they hold."""
    from muvengine.cli.town import open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.reads.programme import programme
    from muvengine.reads.seasons import one_season
    from muvengine.services.close_season import ENDPOINT, Closing, close_season

    wiring = open_town()
    read = one_season(wiring.open_reading, key)
    left = read.figures.points_left
    following = read.following.key if read.following else "no season"
    click.echo(f"{left} points were never given: {carry} go on to {following}, "
               f"{left - carry} are taken back.")  # fmt: skip
    said = confirm or click.prompt("Type the name of the season to confirm")
    if said != key:
        message = "That is not the name of the season: nothing was done."
        raise click.ClickException(message)
    closing = Closing(key, left, carry)
    attempt = Attempt.of(SYSTEM, f"close-{wiring.new_token()}", ENDPOINT, closing)
    now = wiring.now().astimezone(programme(wiring.open_reading).zone)
    moved = close_season(wiring.open_uow, closing, attempt=attempt, now=now).value
    click.echo(f"Season {key} is closed: {moved['carried']} points carried on, "
               f"{moved['returned']} taken back.")  # fmt: skip


@season.command("return-budget")
@click.argument("funder")
@click.option("--euros", required=True, type=click.IntRange(min=1), help="Whole euros.")
@click.option("--reference", required=True, help="Of the decision; it never counts twice.")
@click.option("--reason", required=True, help="At least five letters; kept in the ledger.")
def return_budget(funder: str, euros: int, reference: str, reason: str) -> None:
    """Give money that no voucher and no shop was promised back to FUNDER."""
    from muvengine.cli.town import open_town
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.return_budget import ENDPOINT, Return
    from muvengine.services.return_budget import return_budget as give_back

    wiring = open_town()
    back = Return(funder, euros * CENTS_PER_EURO, reference, reason)
    attempt = Attempt.of(SYSTEM, f"return-{wiring.new_token()}", ENDPOINT, back)
    give_back(wiring.open_uow, back, attempt=attempt, now=wiring.now())
    click.echo(f"{euros} euros went back to {funder}.")
