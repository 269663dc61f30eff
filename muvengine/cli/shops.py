"""Shops: add one, import a table, pair a tablet."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from muvengine.core.errors import BadInput


@click.group()
def shops() -> None:
    """Shops: add, import, pair a tablet."""


@shops.command()
@click.argument("key")
@click.option("--name", required=True, help="As on its sign.")
@click.option("--lat", required=True, type=click.FloatRange(-90, 90))
@click.option("--lon", required=True, type=click.FloatRange(-180, 180))
@click.option("--street", default="", help="Street and number.")
def add(key: str, name: str, lat: float, lon: float, street: str) -> None:
    """Add the shop KEY, or change it."""
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.vouchers.shop import Shop
    from muvengine.services.save_shop import save_shop

    wiring = open_town()
    shop = Shop(key=key, name=name, lat=lat, lon=lon, street=street)
    save_shop(wiring.open_uow, shop, actor=SYSTEM, now=wiring.now())
    click.echo(f"Kept {name} as {key}.")


@shops.command("import")
@click.argument("table", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--offers",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table of what the shops give; its offers are added, so import it once.",
)
def import_(table: Path, offers: Path | None) -> None:
    """Keep every shop of TABLE, a CSV file with at least key, name, lat and lon.

    All rows are checked before the first is kept.
    """
    from muvengine.cli.town import open_town
    from muvengine.core.errors import BadInput
    from muvengine.formats.shop_files import read_offers, read_shops
    from muvengine.services.seed_town import save_shop_entry

    try:
        listed = read_shops(table.read_bytes())
        given = read_offers(offers.read_bytes()) if offers else ()
    except BadInput as refusal:
        raise _table_refused(refusal) from refusal
    strangers = {offer.shop for offer in given} - {shop.key for shop in listed}
    if strangers:
        message = f"Offers of shops that are not in the table: {', '.join(sorted(strangers))}."
        raise click.ClickException(message)
    wiring = open_town()
    for entry in listed:
        save_shop_entry(wiring.open_uow, entry, given, now=wiring.now())
    click.echo(f"Kept {len(listed)} shops and {len(given)} offers.")


@shops.command()
@click.argument("key")
def pair(key: str) -> None:
    """Print a code that pairs one tablet with the shop KEY within ten minutes."""
    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.vouchers.code import in_groups
    from muvengine.services.pair_device import make_pairing_code

    wiring = open_town()
    code = make_pairing_code(
        wiring.open_uow, key, actor=SYSTEM, now=wiring.now(), new_token=wiring.new_token
    )
    click.echo(f"Type {in_groups(code)} at {wiring.settings.base_url}/pair within ten minutes,")
    click.echo(f"or open {wiring.settings.base_url}/pair/{code} on the tablet.")


def _table_refused(refusal: BadInput) -> click.ClickException:
    """Name every cell that cannot be read, a line each."""
    fields = refusal.facts["fields"]
    assert isinstance(fields, dict)
    for place, code in sorted(fields.items()):
        click.echo(f"{place}: {code}")
    return click.ClickException(f"The table has {len(fields)} problems; nothing was kept.")
