"""A town of one's own."""

from __future__ import annotations

import os
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import click

from muvengine.core.units import CENTS_PER_EURO
from muvengine.settings import Settings

if TYPE_CHECKING:
    from zoneinfo import ZoneInfo

    from muvengine.core.traces.area import Area
    from muvengine.services.init_town import Founding

YEAR: Final = timedelta(days=364)


class ZoneType(click.ParamType[Any]):
    """A zone of the time zone database."""

    name = "zone"

    def convert(
        self,
        value: Any,  # noqa: ANN401  click hands over anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> ZoneInfo:
        """Look the zone up."""
        from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

        try:
            return ZoneInfo(str(value))
        except (ZoneInfoNotFoundError, ValueError):
            self.fail(f"{value!r} is no time zone, as Europe/Paris is one", param, ctx)


class BoxType(click.ParamType[Any]):
    """A box in degrees: south, west, north, east."""

    name = "S,W,N,E"

    def convert(
        self,
        value: Any,  # noqa: ANN401  click hands over anything
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> Area:
        """Read four numbers."""
        from muvengine.core.traces.area import Area

        try:
            south, west, north, east = (float(part) for part in str(value).split(","))
            return Area(south, west, north, east)
        except (ValueError, AssertionError):
            self.fail(f"{value!r} is not S,W,N,E in degrees", param, ctx)


@dataclass(frozen=True, slots=True)
class Asked:
    """The command's options."""

    name: str
    area: Area
    zone: ZoneInfo
    locale: str
    organiser: str
    email: str
    contact: str
    until: datetime | None
    points: int
    euros: int
    rules: Path | None


@click.command()
@click.option("--name", required=True, help="Of the programme, shown on every page.")
@click.option("--area", required=True, type=BoxType(), help="Trips start or end in it.")
@click.option("--zone", required=True, type=ZoneType(), help="As Europe/Paris.")
@click.option(
    "--locale", default="fr,en,it,es,pt,ar", show_default=True, help="Languages, the first usual."
)
@click.option("--organiser", required=True, help="Name of the first organiser.")
@click.option("--email", required=True, help="What the organiser signs in with.")
@click.option("--contact", default="", help="How to reach a human; shown beside refusals.")
@click.option("--until", type=click.DateTime(["%Y-%m-%d"]), help="Last day of the season.")
@click.option("--points", default=1_000_000, show_default=True, type=click.IntRange(min=1))
@click.option(
    "--euros",
    default=0,
    show_default=True,
    type=click.IntRange(min=0),
    help="Money for vouchers, if promised.",
)
@click.option(
    "--rules",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="The first rulebook; the one that is shipped when not given.",
)
def init(**options: Any) -> None:  # noqa: ANN401  click names them, Asked types them
    """Set up a town of your own; refuses where there is one already.

    The season begins today and lasts a year unless --until says otherwise.
    """
    from muvengine.bootstrap import wire
    from muvengine.cli.db import upgrade_database
    from muvengine.core.errors import NotPossible
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.people.link import FIRST
    from muvengine.services.init_town import init_town
    from muvengine.services.make_link import make_link
    from muvengine.services.rotate_keys import keep_keys_fresh

    asked = Asked(**options)
    settings = Settings.from_env(os.environ)
    upgrade_database(settings)
    wiring = wire(settings)
    now = wiring.now()
    founding = _founding(asked, now)
    try:
        first = init_town(wiring.open_uow, founding, now=now, new_token=wiring.new_token)
    except NotPossible as refusal:
        message = "This database holds a town already; init never overwrites one."
        raise click.ClickException(message) from refusal
    if settings.secret_key:
        # Else the worker makes it, which knows the secret.
        keep_keys_fresh(wiring.open_uow, wiring.open_reading, settings.secret_key, now=now)
    token = make_link(
        wiring.open_uow,
        person_id=first.id,
        actor=SYSTEM,
        now=now,
        new_token=wiring.new_token,
        kind=FIRST,
    )
    click.echo(f"{asked.name} is set up. Start it with `muvengine serve` and `muvengine worker`.")
    click.echo(f"{first.name} signs in, once and within a day: {settings.base_url}/enter/{token}")


def _founding(asked: Asked, now: datetime) -> Founding:
    from muvengine.core.people.actor import Role
    from muvengine.core.trips.programme import Programme
    from muvengine.formats.shipped import shipped
    from muvengine.services.add_staff import NewStaff
    from muvengine.services.init_town import Envelope, Founding

    locales = tuple(word.strip() for word in asked.locale.split(",") if word.strip())
    today = now.astimezone(asked.zone).date()
    return Founding(
        programme=Programme(asked.name, asked.area, asked.zone, locales, asked.contact),
        rulebook=(asked.rules or shipped("rules/muv.yaml")).read_bytes(),
        organiser=NewStaff(asked.organiser, asked.email, Role.ORGANISER, (*locales, "en")[0]),
        envelope=Envelope(
            first_day=today,
            last_day=asked.until.date() if asked.until else today + YEAR,
            points=asked.points,
            budget_cents=asked.euros * CENTS_PER_EURO,
        ),
        game=shipped("rules/game/muv.yaml").read_bytes(),
    )
