"""Set the seed town up, through the same services that people use."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from zoneinfo import ZoneInfo

from muvengine.core.people.actor import SYSTEM, Role
from muvengine.core.people.enrolment import Enrolment
from muvengine.core.people.identity import Person
from muvengine.core.routes.route import Direction, Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.trips.programme import Programme
from muvengine.core.vouchers.offer import Offer, Period
from muvengine.core.vouchers.shop import Shop
from muvengine.core.vouchers.terms import Terms
from muvengine.formats.gpx.route_file import read_route_line
from muvengine.formats.shipped import shipped
from muvengine.formats.shop_files import OfferEntry, ShopEntry
from muvengine.formats.town_files import PersonEntry, RouteEntry, Town
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.adjust_points import Adjustment, adjust_points
from muvengine.services.enrol_person import enrol_person
from muvengine.services.init_town import Envelope, Founding, init_town
from muvengine.services.keep_sign import make_sign
from muvengine.services.keep_timetable import publish_timetable, upload_timetable
from muvengine.services.publish_route import publish_route
from muvengine.services.save_centre import open_centre
from muvengine.services.save_offer import save_offer
from muvengine.services.save_route import save_route
from muvengine.services.save_shop import save_shop
from muvengine.services.save_zone import save_zone
from muvengine.services.shelf import OpenUow
from muvengine.words.catalogue import say


@dataclass(frozen=True, slots=True)
class SeedPerson:
    """Somebody of the seed town, with the key the trips name them by."""

    key: str
    person: Person


def seed_town(
    open_uow: OpenUow,
    town: Town,
    rulebook: bytes,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> tuple[SeedPerson, ...]:
    """Fill an empty database with the seed town, but for its trips.

    Args:
        open_uow: starts a writing transaction.
        town: the folder, read.
        rulebook: the file to publish.
        now: aware; the day everything began, before the first trip.
        new_token: draws 128 random bits.

    Returns:
        Everybody, organisers first.

    Raises:
        NotPossible: a town is set up here already.
    """
    first, *others = town.people
    begun = now.astimezone(ZoneInfo(town.zone)).date()
    founding = _founding(town, rulebook, first, begun)
    organiser = init_town(open_uow, founding, now=now, new_token=new_token)
    for centre in town.centres:
        open_centre(open_uow, centre, actor=SYSTEM, now=now, new_token=new_token)
    _open_shops(open_uow, town, now, new_token)
    _draw(open_uow, town, now)
    _use_timetable(open_uow, town, now)
    seeded = (
        SeedPerson(first.key, organiser),
        *(SeedPerson(one.key, _join(open_uow, town, one, now, new_token)) for one in others),
    )
    for one in seeded:
        if one.person.role is Role.PARTICIPANT:
            _give(open_uow, one, town.opening_points, now)
    return seeded


def _open_shops(open_uow: OpenUow, town: Town, now: datetime, new_token: Callable[[], str]) -> None:
    for shop in town.shops:
        save_shop_entry(open_uow, shop, town.offers, now=now)
        make_sign(open_uow, shop.key, actor=SYSTEM, now=now, new_token=new_token)


def _draw(open_uow: OpenUow, town: Town, now: datetime) -> None:
    for route in town.routes:
        save_route(open_uow, _route(route), actor=SYSTEM, now=now)
        publish_route(open_uow, route.key, actor=SYSTEM, now=now)
    for zone in town.zones:
        save_zone(open_uow, zone, actor=SYSTEM, now=now)


def save_shop_entry(
    open_uow: OpenUow, entry: ShopEntry, offers: tuple[OfferEntry, ...], *, now: datetime
) -> int:
    """Keep a shop of a file and those of the offers that are its own; give its number."""
    shop = Shop(
        key=entry.key,
        name=entry.name,
        lat=entry.lat,
        lon=entry.lon,
        street=entry.street,
        pictogram=entry.pictogram,
        about=entry.about,
        hours=entry.hours,
    )
    shop_id = save_shop(open_uow, shop, actor=SYSTEM, now=now)
    for offer in offers:
        if offer.shop == entry.key:
            save_offer(open_uow, _offer(offer, shop_id), actor=SYSTEM, now=now)
    return shop_id


def _founding(town: Town, rulebook: bytes, organiser: PersonEntry, begun: date) -> Founding:
    return Founding(
        programme=Programme(town.name, town.area, ZoneInfo(town.zone), town.locales, town.contact),
        rulebook=rulebook,
        organiser=_staff(organiser),
        envelope=Envelope(
            first_day=begun.replace(month=1, day=1),
            # A start in December must still hold in January.
            last_day=begun.replace(year=begun.year + 1, month=12, day=31),
            points=town.season_points,
            budget_cents=town.budget_cents,
        ),
        game=shipped("rules/game/muv.yaml").read_bytes(),
    )


def _route(entry: RouteEntry) -> SetRoute:
    _name, lat, lon = read_route_line(entry.gpx)
    line = Route(entry.key, lat, lon, entry.buffer_m, Direction(entry.direction))
    return SetRoute(line, entry.label, entry.note, stops=entry.stops)


def _offer(entry: OfferEntry, shop_id: int) -> Offer:
    return Offer(
        shop_id=shop_id,
        title=entry.title,
        price_points=entry.price_points,
        face_cents=entry.face_cents,
        pictogram=entry.pictogram,
        kind=entry.kind,
        stock=entry.stock,
        per_person=entry.per_person,
        per_person_period=Period(entry.per_person_period),
        valid_days=entry.valid_days,
        terms=Terms(percent_off=entry.percent_off),
    )


def _staff(entry: PersonEntry, centre: str = "") -> NewStaff:
    return NewStaff(entry.name, entry.email, entry.role, entry.locale, centre=centre)


def _join(
    open_uow: OpenUow,
    town: Town,
    entry: PersonEntry,
    now: datetime,
    new_token: Callable[[], str],
) -> Person:
    centre = entry.centre or town.centres[0].key
    if entry.role is not Role.PARTICIPANT:
        new = _staff(entry, centre)
        return add_staff(open_uow, staff=new, actor=SYSTEM, now=now, new_token=new_token)
    mode = entry.usual_mode or None
    enrolment = Enrolment(entry.name, entry.locale, mode, consent=True, centre=centre)
    return enrol_person(open_uow, enrolment=enrolment, actor=SYSTEM, now=now, new_token=new_token)


def _use_timetable(open_uow: OpenUow, town: Town, now: datetime) -> None:
    name = say("timetables.seed_name", town.locales[0])
    number, _ = upload_timetable(open_uow, town.timetable, name, actor=SYSTEM, now=now)
    assert number is not None, "the seed town's timetable has no errors"
    publish_timetable(open_uow, number, actor=SYSTEM, now=now)


def _give(open_uow: OpenUow, one: SeedPerson, points: int, now: datetime) -> None:
    # Said in the ledger, so that nobody takes these points for earned ones.
    gift = Adjustment(one.person.id, points, say("office.opening_reason", one.person.locale))
    attempt = gift.attempt(SYSTEM, f"seed-opening-{one.person.public_id}")
    adjust_points(open_uow, gift, attempt=attempt, now=now)
