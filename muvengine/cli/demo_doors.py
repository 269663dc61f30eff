"""Ways into the demonstration: sign-in links, tokens and tablets, in instance/demo.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, Final

import click

from muvengine.bootstrap import Wiring, wire
from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.identity import Device, Person
from muvengine.core.people.link import DEMO
from muvengine.core.trips.judgement import Claim
from muvengine.core.vouchers.shop import Shop
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import PersonEntry, Town, read_town
from muvengine.formats.trip_plans import read_trip_plans
from muvengine.reads.people import find_people, staff
from muvengine.reads.shops import shops
from muvengine.reads.who import bearer
from muvengine.services.judge_trace import judge_trace
from muvengine.services.make_api_token import make_api_token
from muvengine.services.make_link import make_link
from muvengine.services.pair_device import make_pairing_code, pair_device
from muvengine.services.seed_trips import write_aside
from muvengine.settings import Settings

FILE: Final = "demo.json"
NAME: Final = "demo"


def write_doors(settings: Settings) -> None:
    """Make links and tokens, write them down, and print one for each audience.

    Tokens of an earlier start are kept while they open: somebody's script may hold them.
    """
    wiring = wire(settings)
    town = read_town(shipped("seed_data"))
    file = settings.instance / FILE
    known = json.loads(file.read_text(encoding="utf-8")) if file.exists() else {}
    doors = {
        "url": settings.base_url,
        "traces": _traces(wiring, town),
        "people": _people(wiring, town, known),
        "devices": _devices(wiring, known),
    }
    file.touch(mode=0o600)
    file.write_text(json.dumps(doors, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
    _print(doors, file)
    click.echo(f"Mails are not sent, but written to: {settings.mail_folder}/")
    wiring.engine.dispose()


def _traces(wiring: Wiring, town: Town) -> list[dict[str, str]]:
    """Write the traces kept aside, and list those that nobody has uploaded yet."""
    plans = read_trip_plans(shipped("seed_data"), town.routes)
    yardstick = wiring.shelf.yardstick(now=wiring.now())
    zone = yardstick.programme.zone
    folder = (wiring.settings.instance / "traces").absolute()
    aside = write_aside(plans, folder, today=wiring.now().astimezone(zone).date(), zone=zone)
    listed: list[dict[str, str]] = []
    for trace in aside:
        data = trace.file.read_bytes()
        prints = judge_trace(data, Claim(trace.mode), yardstick=yardstick).prints
        with wiring.open_reading() as uow:
            if not uow.trips.has_fixes(prints.exact):
                listed.append({"file": str(trace.file), "mode": trace.mode, "expect": trace.expect})
    return listed


def _people(wiring: Wiring, town: Town, known: Mapping[str, Any]) -> list[dict[str, str]]:
    tokens = {one["name"]: one["token"] for one in known.get("people", ())}
    return [
        {
            "name": person.name,
            "role": person.role.value,
            "sign_in": f"{wiring.settings.base_url}/enter/{_link(wiring, person)}",
            "token": _token(wiring, person, tokens.get(person.name)),
        }
        for person in (_find(wiring, entry) for entry in town.people)
        if person is not None
    ]


def _find(wiring: Wiring, entry: PersonEntry) -> Person | None:
    """Find a seed person again; None when a visitor has changed them beyond recognition."""
    if entry.role is Role.PARTICIPANT:
        named = find_people(wiring.open_reading, entry.name)
        same = [person for person in named if person.name == entry.name]
        return min(same, key=lambda person: person.id, default=None)
    colleagues = staff(wiring.open_reading)
    return next((person for person in colleagues if person.email == entry.email), None)


def _link(wiring: Wiring, person: Person) -> str:
    return make_link(
        wiring.open_uow,
        person_id=person.id,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
        kind=DEMO,
    )


def _token(wiring: Wiring, person: Person, known: str | None) -> str:
    if known and bearer(wiring.open_reading, known, wiring.now()) is not None:
        return known
    return make_api_token(
        wiring.open_uow,
        owner=person,
        name=NAME,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
    )


def _devices(wiring: Wiring, known: Mapping[str, Any]) -> list[dict[str, str]]:
    tokens = {one["shop"]: one["token"] for one in known.get("devices", ())}
    return [
        {
            "shop": shop.key,
            "pair": f"{wiring.settings.base_url}/pair/{_pairing_code(wiring, shop)}",
            "token": _device_token(wiring, shop, tokens.get(shop.key)),
        }
        for shop in shops(wiring.open_reading)
    ]


def _pairing_code(wiring: Wiring, shop: Shop, *, reusable: bool = True) -> str:
    return make_pairing_code(
        wiring.open_uow,
        shop.key,
        actor=SYSTEM,
        now=wiring.now(),
        new_token=wiring.new_token,
        reusable=reusable,
    )


def _device_token(wiring: Wiring, shop: Shop, known: str | None) -> str:
    held = bearer(wiring.open_reading, known, wiring.now()) if known else None
    if isinstance(held, Device) and known:
        return known
    return pair_device(
        wiring.open_uow,
        _pairing_code(wiring, shop, reusable=False),
        # Each shop has an address of its own: ten at once from one would look like guessing.
        address=f"{NAME} {shop.key}",
        name=NAME,
        now=wiring.now(),
        new_token=wiring.new_token,
    ).token


def _print(doors: Mapping[str, Any], file: Path) -> None:
    """Print one link for each audience."""
    shown: set[str] = set()
    for person in doors["people"]:
        if person["role"] not in shown:
            click.echo(f"{person['role']:<12} {person['name']}: {person['sign_in']}")
            shown.add(person["role"])
    for device in doors["devices"]:
        click.echo(f"{'tablet':<12} {device['shop']}: {device['pair']}")
    click.echo(f"All links, API tokens and traces to upload: {file}")
