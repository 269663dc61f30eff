"""Fill an empty database with the seed town and what people did in it lately."""

from __future__ import annotations

from datetime import timedelta
from typing import Final

import click

from muvengine.bootstrap import Wiring
from muvengine.core.modes.mode import Mode
from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.people.sender import App
from muvengine.core.rules.rehearsal_kept import DAYS_BACK, Wanted
from muvengine.core.vouchers.shop_request import ShopRequest
from muvengine.formats.shipped import shipped
from muvengine.formats.town_files import read_town
from muvengine.formats.trip_plans import read_trip_plans
from muvengine.jobs.rehearsals import work_all
from muvengine.reads.programme import programme
from muvengine.reads.rulebook_life import draft_seen, next_text
from muvengine.services.ask_to_join import ask_to_join
from muvengine.services.connect_app import connect_app, new_sender
from muvengine.services.keep_counter import make_counter_sign
from muvengine.services.print_pack import print_pack
from muvengine.services.rotate_keys import keep_keys_fresh
from muvengine.services.seed_boards import seed_boards
from muvengine.services.seed_challenges import seed_challenges
from muvengine.services.seed_desk import seed_desk
from muvengine.services.seed_drafts import seed_drafts, seed_game_drafts
from muvengine.services.seed_game import seed_game
from muvengine.services.seed_hunts import seed_hunts
from muvengine.services.seed_reports import seed_reports
from muvengine.services.seed_sales import seed_sales
from muvengine.services.seed_teams import seed_teams
from muvengine.services.seed_town import seed_town
from muvengine.services.seed_trips import seed_trips
from muvengine.services.start_rehearsal import start_rehearsal, wish

# Older than any planned trip, so that rules and people were there first.
BEGAN_BEFORE: Final = timedelta(days=14)
# A shop that takes vouchers without a tablet as well.
WITH_SIGN: Final = "boulangerie-gare"
FOR_A_CLASS: Final = "La classe de Mme Rey"
# The number is one of those that are never given to anybody.
ASKS: Final = ShopRequest(
    name="Salon de thé Nour",
    street="6 rue des Tilleuls",
    gives="Un thé à la menthe, ou une pâtisserie à moitié prix.",
    contact="06 39 98 00 17",
    hours="Du mardi au dimanche, de 14 h à 20 h",
    locale="fr",
)


def fill(wiring: Wiring) -> None:
    """Seed the town, its trips and its first vouchers."""
    now = wiring.now()
    folder = shipped("seed_data")
    town = read_town(folder)
    click.echo(f"Setting up {town.name} ...")
    seeded = seed_town(
        wiring.open_uow,
        town,
        shipped("rules/muv.yaml").read_bytes(),
        now=now - BEGAN_BEFORE,
        new_token=wiring.new_token,
    )
    people = {one.key: one.person for one in seeded}
    plans = read_trip_plans(folder, town.routes)
    click.echo(f"Uploading {len(plans.uploaded)} trips of the last days ...")
    seed_trips(wiring.open_uow, wiring.shelf, plans, people, now=now, new_token=wiring.new_token)
    keep_keys_fresh(
        wiring.open_uow, wiring.open_reading, wiring.settings.secret_key, now=now - BEGAN_BEFORE
    )
    here = now.astimezone(wiring.shelf.yardstick(now=now).programme.zone)
    seed_sales(wiring.open_uow, folder, people, now=here, new_token=wiring.new_token)
    begun = here - BEGAN_BEFORE
    seed_teams(wiring.open_uow, folder, people, begun=begun, now=here, new_token=wiring.new_token)
    seed_boards(wiring.open_uow, folder, people, begun=begun)
    seed_game(wiring.open_uow, folder, people, now=here, new_token=wiring.new_token)
    seed_challenges(wiring.open_uow, folder, now=here, new_token=wiring.new_token)
    seed_hunts(wiring.open_uow, folder, people, now=here, new_token=wiring.new_token)
    seed_reports(wiring.open_uow, folder, people, now=here, new_token=wiring.new_token)
    seed_desk(wiring.open_uow, wiring.shelf, folder, people, now=here, new_token=wiring.new_token)
    drafts = seed_drafts(wiring.open_uow, folder, next_text(wiring.open_reading, here), now=now)
    seed_game_drafts(wiring.open_uow, folder, now=now)
    for draft_id in drafts:
        rehearse_draft(wiring, draft_id)
    by_their_own_hand(wiring)
    cards_for_a_class(wiring)
    with_an_app(wiring, next(one.person for one in seeded if one.person.role is Role.PARTICIPANT))


def rehearse_draft(wiring: Wiring, draft_id: int) -> None:
    """Play the trips so far by a draft's rules, as its author would ask for."""
    draft = draft_seen(wiring.open_reading, draft_id).draft
    author = Actor(Role.ORGANISER, draft.created_by)
    now = wiring.now()
    today = now.astimezone(programme(wiring.open_reading).zone).date()
    wanted = Wanted(draft.text.source.encode(), today - timedelta(days=DAYS_BACK), today)
    start_rehearsal(
        wiring.open_uow,
        wiring.open_reading,
        wanted,
        attempt=wish(wanted, author, f"seed-rehearsal-{draft_id}"),
        now=now,
        new_token=wiring.new_token,
    )
    work_all(wiring)


def by_their_own_hand(wiring: Wiring) -> None:
    """Put a sign on the counter of one shop, and let another ask to join."""
    now = wiring.now()
    make_counter_sign(wiring.open_uow, WITH_SIGN, actor=SYSTEM, now=now, new_token=wiring.new_token)
    ask_to_join(wiring.open_uow, ASKS, token=wiring.new_token(), address="127.0.0.1", now=now)


def cards_for_a_class(wiring: Wiring) -> None:
    """Print a few cards that nobody holds yet."""
    now = wiring.now()
    print_pack(wiring.open_uow, FOR_A_CLASS, 3, actor=SYSTEM, now=now, new_token=wiring.new_token)


def with_an_app(wiring: Wiring, person: Person) -> None:
    """Let somebody have connected an app that sends trips; nothing came yet."""
    mode = person.usual_mode or Mode.WALK.value
    sender = new_sender(person.id, App.GPSLOGGER, mode, wiring.now())
    connect_app(wiring.open_uow, sender, actor=SYSTEM, new_token=wiring.new_token)
