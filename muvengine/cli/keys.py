"""Keys that sign vouchers: list them, begin with a new one."""

from __future__ import annotations

import click


@click.group()
def keys() -> None:
    """Keys that sign vouchers: list, rotate."""


@keys.command("list")
def list_() -> None:
    """List every key, the oldest first, and what it is good for."""
    from muvengine.cli.town import open_town
    from muvengine.reads.voucher_text import can_sign, signing_keys

    wiring = open_town()
    now = wiring.now()
    for key in signing_keys(wiring.open_reading):
        if key.retired_at is not None:
            use = f"checks until {key.checked_until:%Y-%m-%d}" if key.checks(now) else "done"
        elif can_sign(key, wiring.settings.secret_key):
            use = "signs"
        else:
            use = "cannot sign: MUV_SECRET_KEY is another one; run `muvengine keys rotate`"
        click.echo(f"{key.id:>3}  {key.active_from:%Y-%m-%d}  {key.public_key}  {use}")


@keys.command()
def rotate() -> None:
    """Sign with a new key from now on; vouchers signed before stay good.

    A worker does so once a year by itself.
    """
    from muvengine.cli.town import open_town
    from muvengine.core.errors import SettingsRefused
    from muvengine.core.people.actor import SYSTEM
    from muvengine.services.rotate_keys import rotate_keys

    wiring = open_town()
    secret = wiring.settings.secret_key
    if not secret:
        raise SettingsRefused(name="MUV_SECRET_KEY", problem="missing")
    number = rotate_keys(wiring.open_uow, secret, actor=SYSTEM, now=wiring.now())
    click.echo(f"Key {number} signs from now on.")
