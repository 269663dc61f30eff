"""Reports in the town of ``tests.money``, for tests of what becomes of them."""

from __future__ import annotations

from datetime import date
from hashlib import sha256

from muvengine.core.people.actor import SYSTEM, Actor, Role
from muvengine.core.people.identity import Person
from muvengine.core.routes.route import Route
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.spots.report import Category, Report, ReportState, Where
from muvengine.formats.game_yaml.read import read_game
from muvengine.formats.trace_generator.line import through_blocks
from muvengine.services.answer_report import answer_report
from muvengine.services.publish_route import publish_route
from muvengine.services.report_problem import Problem, report_problem
from muvengine.services.save_route import save_route
from muvengine.services.see_report import SeenToo, see_report
from tests.build import FOUNTAIN, STATION
from tests.money import NOON, OpenUow, Town, town

GAME = """\
schema: muv.game/v1
label: {en: Game, fr: Jeu}
reports: {points: 5, a_week_max: 12}
badges:
  - {badge: reporter, label: {en: Reporter, fr: Vigie}, pictogram: eye, reports: 2}
"""
SHOP = Where(shop="fournil")
ROUTE = Where(route="canal")
STOP = Where(route="canal", shop="fournil")


def reporting_town(open_uow: OpenUow, *, points: int = 100_000, game: str = GAME) -> Town:
    """A town with a route along its shop, and a game that pays for reports."""
    made = town(open_uow, points=points)
    line = Route("canal", *through_blocks(*STATION, *FOUNTAIN))
    route = SetRoute(line, {"en": "The canal", "fr": "Le canal"}, stops=("fournil",))
    save_route(open_uow, route, actor=SYSTEM, now=NOON)
    publish_route(open_uow, "canal", actor=SYSTEM, now=NOON)
    play(made, game)
    return made


def play(place: Town, game: str) -> None:
    """Publish a game that holds in every week from March on."""
    read, digest = read_game(game.encode()), sha256(game.encode()).hexdigest()
    with place.open_uow() as uow:
        uow.games.publish(read, game, digest, date(2026, 3, 2), by=None, now=NOON)
        uow.commit()


def hand_of(place: Town, who: Person, by: Person | None) -> Actor:
    return place.hand(who) if by is None else Actor(Role.MEDIATOR, by.id, who.id)


def report(
    place: Town,
    who: Person,
    where: Where = SHOP,
    *,
    category: Category = Category.LIGHT,
    words: str = "",
    another: bool = True,
    by: Person | None = None,
    key: str | None = None,
) -> int:
    """Report something; give its number."""
    said = Problem(who.id, category, where, words, another)
    attempt = said.attempt(hand_of(place, who, by), key or place.key())
    return report_problem(place.open_uow, said, attempt=attempt, now=place.now)


def see(
    place: Town, who: Person, report_id: int, *, by: Person | None = None, key: str | None = None
) -> None:
    """Say that one has seen it too."""
    seen = SeenToo(who.id, report_id)
    attempt = seen.attempt(hand_of(place, who, by), key or place.key())
    see_report(place.open_uow, seen, attempt=attempt, now=place.now)


def answer(
    place: Town, report_id: int, state: str, words: str = "looked at", *, actor: Actor = SYSTEM
) -> None:
    """Answer as the office does."""
    answer_report(place.open_uow, report_id, ReportState(state), words, actor=actor, now=place.now)


def read(place: Town, report_id: int) -> Report:
    with place.open_uow() as uow:
        return uow.reports.get(report_id)


def badges(place: Town, who: Person) -> list[str]:
    with place.open_uow() as uow:
        return [one.badge for one in uow.badges.standing(who.id)]
