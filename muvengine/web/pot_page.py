"""A pot in words and drawings, as its page and its poster show it."""

from __future__ import annotations

from flask import url_for

from muvengine.core.ledger.pot import Pot
from muvengine.formats.pot_poster_pdf import PotPoster, Step, draw_pot_poster
from muvengine.formats.qr import qr_modules
from muvengine.web import here
from muvengine.words.catalogue import written
from muvengine.words.figures import Cents, FullDay


def drawing_words(pot: Pot) -> str:
    """Say the figures of the thermometer."""
    return here.say(
        "pot.drawing",
        held=pot.held_points,
        goal=pot.goal_points,
        given=pot.given_points,
        matched=pot.matched_points,
    )


def poster_of(pot: Pot) -> bytes:
    """Draw the poster of a pot in the language of the page."""
    locale, say = here.locale(), here.say
    address = here.wiring().settings.base_url + url_for("public.pot", key=pot.key)
    steps = [
        Step(
            one.points / pot.goal_points,
            say("pot.step", n=one.points, label=written(one.label, locale)),
            reached=pot.has_reached(one),
        )
        for one in pot.milestones
    ]
    goal = say("pot.step", n=pot.goal_points, label=say("pot.goal_step"))
    steps.append(Step(1.0, goal, reached=not pot.missing_points))
    poster = PotPoster(
        title=written(pot.title, locale),
        about=written(pot.about, locale),
        figures=say("pot.progress", held=pot.held_points, goal=pot.goal_points),
        lines=_lines(pot),
        given=pot.given_points / pot.goal_points,
        matched=pot.matched_points / pot.goal_points,
        steps=steps,
        modules=qr_modules(address, exact=True),
        address=address,
        scan=say("pot.poster_scan"),
    )
    return draw_pot_poster(poster, language=locale, made_at=here.now())


def _lines(pot: Pot) -> list[str]:
    say = here.say
    lines = [say("pot.poster_day", day=FullDay(here.now().date()))]
    if pot.match_ratio and pot.match_points_max:
        lines.append(say("pot.town_adds", ratio=pot.match_ratio, most=pot.match_points_max))
    if pot.reached_cents:
        lines.append(say("pot.town_pays", amount=Cents(pot.reached_cents)))
    lines.append(say("pot.until", day=FullDay(pot.last_day)))
    return lines
