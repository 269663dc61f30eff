"""A weekly paper diary: type it in as the grid it is, or print an empty one."""

from __future__ import annotations

from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import Duplicate, MuvError, NoRulebook, NotPossible, OwnAccount
from muvengine.core.game.weeks import monday_of
from muvengine.core.people.identity import Person
from muvengine.core.trips.diary import DAYS, ROWS, TICKS, Tick, read_tick, week_of
from muvengine.reads.diary import entered
from muvengine.services.keep_diary import Kept, keep_diary
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.owner_words import in_words_of
from muvengine.web.refused import words_for

Answer = tuple[str, int]
WEEK: Final = timedelta(days=DAYS)


@pages.get("/diary")
def diary() -> Response | Answer:
    """Show a week of the person being helped, with what is entered already."""
    helped = here.me().acting_for
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    return _page(helped, _asked(request.args.get("week", "")), HTTPStatus.OK)


@pages.post("/diary")
def type_diary() -> Response | Answer:
    """Keep each tick, and answer each in words; the same form sent again hears the same."""
    helped, wiring = here.me().acting_for, here.wiring()
    if helped is None:
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    monday = _asked(request.form.get("week", ""))
    days = week_of(monday)
    read = [read_tick(square) for square in request.form.getlist("tick")]
    ticks = [one for one in read if one is not None and one.day in days]
    if not ticks:
        return _page(helped, monday, HTTPStatus.UNPROCESSABLE_ENTITY)
    kept = keep_diary(
        wiring.open_uow,
        wiring.shelf,
        ticks,
        actor=here.actor(),
        key=request.form.get("attempt", ""),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    return _page(helped, monday, HTTPStatus.OK, kept)


@pages.get("/diary/print")
def print_diary() -> str:
    """Give an empty form to take home, in the language of whom it is for."""
    helped = here.me().acting_for
    return render_template(
        "paper/diary.html",
        person=helped,
        rows=ROWS,
        days=range(DAYS),
        ticks=TICKS,
        **in_words_of(helped or here.me().person),
    )


def _asked(week: str) -> date:
    """Give the Monday of a week that an address or form names; this week's where it names none."""
    try:
        return monday_of(date.fromisoformat(week))
    except (ValueError, OverflowError):
        return monday_of(here.now().date())


def _page(helped: Person, monday: date, status: int, kept: tuple[Kept, ...] = ()) -> Answer:
    page = render_template(
        "mediator/diary.html",
        person=helped,
        monday=monday,
        days=week_of(monday),
        rows=ROWS,
        ticks=TICKS,
        square=lambda day, mode, number: Tick(day, mode, number).square,
        entered=entered(here.wiring().open_reading, helped.id, monday),
        empty=status != HTTPStatus.OK,
        kept=[(one, _why(one.refusal)) for one in kept],
        count=sum(one.refusal is None for one in kept),
        points=sum(one.points for one in kept),
        before=monday - WEEK,
        after=monday + WEEK if monday + WEEK <= here.now().date() else None,
    )
    return page, status


def _why(refusal: MuvError | None) -> str:
    match refusal:
        case None:
            return ""
        case OwnAccount():
            return words_for(refusal)
        case Duplicate():
            return here.say("desk.diary_duplicate")
        case NoRulebook():
            return here.say("desk.diary_no_rules")
        case NotPossible():
            return here.say(f"desk.diary_{refusal.facts['state']}")
    return here.say("desk.diary_failed")
