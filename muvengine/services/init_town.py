"""A town begins: its programme, its rules and its game, its first organiser and its envelope."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Final

from muvengine.core.errors import NotPossible
from muvengine.core.people.actor import SYSTEM
from muvengine.core.people.identity import Person
from muvengine.core.trips.programme import Programme
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.fund_budget import Funding, fund_budget
from muvengine.services.fund_season import SeasonGrant, fund_season
from muvengine.services.publish_game import GamePublication, publish_game
from muvengine.services.publish_rulebook import Publication, publish_rulebook
from muvengine.services.set_programme import set_programme
from muvengine.services.shelf import OpenUow

FUNDER: Final = "town"
FIRST: Final = "first"


@dataclass(frozen=True, slots=True)
class Envelope:
    """What the programme may give in its first season.

    Attributes:
        first_day, last_day: of the season, local; the first rulebook holds from the first.
        points: the season's envelope.
        budget_cents: money promised for vouchers; 0 when there is none yet.
    """

    first_day: date
    last_day: date
    points: int
    budget_cents: int = 0


@dataclass(frozen=True, slots=True)
class Founding:
    """What a town begins with.

    Attributes:
        programme: name, area, zone, languages, contact.
        rulebook: the first rulebook's file.
        organiser: who sets everything else up.
        envelope: see ``Envelope``.
        game: the first game's file; empty for a town that plays none yet.
    """

    programme: Programme
    rulebook: bytes = field(repr=False)
    organiser: NewStaff
    envelope: Envelope
    game: bytes = field(default=b"", repr=False)


def init_town(
    open_uow: OpenUow, founding: Founding, *, now: datetime, new_token: Callable[[], str]
) -> Person:
    """Set a town up in an empty database, and give its first organiser.

    Each step is a commit of its own and safe to repeat; the organiser comes last, so that a
    start that was broken off can be made again.

    Raises:
        NotPossible: ``state`` is set_up: there is a town here already.
        BadInput: see ``set_programme`` and ``add_staff``.
        RulebookRefused: see ``publish_rulebook``.
        GameRefused: see ``publish_game``.
    """
    with open_uow() as uow:
        if uow.people.staff():
            raise NotPossible(state="set_up")
    envelope = founding.envelope
    set_programme(open_uow, founding.programme, actor=SYSTEM, now=now)
    publication = Publication(founding.rulebook, first_day=envelope.first_day)
    publish_rulebook(open_uow, publication, actor=SYSTEM, now=now)
    if founding.game:
        game = GamePublication(founding.game, first_day=envelope.first_day)
        publish_game(open_uow, game, actor=SYSTEM, now=now)
    key = str(envelope.first_day.year)
    grant = SeasonGrant(key, envelope.first_day, envelope.last_day, envelope.points, FIRST)
    fund_season(open_uow, grant, actor=SYSTEM, now=now)
    if envelope.budget_cents:
        funding = Funding(FUNDER, envelope.budget_cents, FIRST)
        fund_budget(open_uow, funding, actor=SYSTEM, now=now)
    return add_staff(open_uow, staff=founding.organiser, actor=SYSTEM, now=now, new_token=new_token)
