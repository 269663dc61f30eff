"""Set routes: a list, a page for each, and the buttons that publish, close and open again."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.modes.mode import Mode
from muvengine.core.routes.advice import Advice
from muvengine.core.routes.set_route import SetRoute
from muvengine.reads.route_survey import RouteSurvey, survey
from muvengine.reads.routes import route as read_route
from muvengine.reads.routes import routes as list_routes
from muvengine.services.close_route import close_route as close
from muvengine.services.publish_route import publish_route as publish
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.route_maps import letter, map_of, shapes_of
from muvengine.web.page_words import tell
from muvengine.words.catalogue import known, written
from muvengine.words.figures import Metres

Answer = tuple[str, int]


@pages.get("/routes")
def routes() -> str:
    """List every route, drafts and closed ones too."""
    return render_template("organiser/routes.html", routes=list_routes(here.wiring().open_reading))


@pages.get("/routes/<key>")
def route(key: str) -> Answer:
    """Show a route on the map, what is unwise about it, and what can be done with it."""
    return route_page(read_route(here.wiring().open_reading, key), Form(), HTTPStatus.OK)


@pages.post("/routes/<key>/publish")
def publish_route(key: str) -> Response | Answer:
    """Let a draft or a closed route count."""
    wiring = here.wiring()
    try:
        published = publish(wiring.open_uow, key, actor=here.actor(), now=wiring.now())
    except BadInput as refusal:
        form = Form(errors=errors_of(refusal, on_page=True))
        return route_page(read_route(wiring.open_reading, key), form, HTTPStatus.CONFLICT)
    tell("routes.told_published", name=written(published.label, here.locale()))
    return redirect(url_for(".route", key=key), HTTPStatus.SEE_OTHER)


@pages.post("/routes/<key>/close")
def close_route(key: str) -> Response:
    """Let a route count no longer."""
    wiring = here.wiring()
    closed = close(wiring.open_uow, key, actor=here.actor(), now=wiring.now())
    tell("routes.told_closed", name=written(closed.label, here.locale()))
    return redirect(url_for(".route", key=key), HTTPStatus.SEE_OTHER)


def route_page(found: SetRoute, form: Form, status: int, sentence: str | None = None) -> Answer:
    """Draw the page of a route.

    Args:
        found: the route.
        form: of the recording that is tried, or what hinders publishing.
        status: of the answer.
        sentence: why a file was refused.
    """
    seen = survey(here.wiring().open_reading, found)
    shops = [shop for shop, _ in seen.stops]
    name = written(found.label, here.locale())
    page = render_template(
        "organiser/route.html",
        route=found,
        form=form,
        sentence=sentence,
        stops=[(letter(k), shop, stop) for k, (shop, stop) in enumerate(seen.stops)],
        advice=advice_in_words(seen),
        modes=[mode.value for mode in Mode],
        drawing=map_of(found, seen.around, shops, title=here.say("routes.map", name=name)),
        shapes=shapes_of(found, seen.around, shops),
        tiles=here.wiring().settings.tile_url,
    )
    return page, status


def advice_in_words(seen: RouteSurvey) -> list[str]:
    """Put what is unwise about a route into sentences."""
    return [_sentence(one, seen) for one in seen.advice]


def _sentence(one: Advice, seen: RouteSurvey) -> str:
    locale = here.locale()
    names = {shop.key: shop.name for shop in seen.around.shops}
    names |= {other.line.key: written(other.label, locale) for other in seen.around.others}
    facts: dict[str, Any] = {
        name.removesuffix("_m"): Metres(metres) for name, metres in one.facts.items()
    }
    return here.say(f"routes.advice_{one.code}", name=names.get(one.about, ""), **facts)


def errors_of(refusal: BadInput, *, on_page: bool = False) -> dict[str, str]:
    """Give the sentence of each wrong field of a route, by the field's name in the form.

    Args:
        refusal: of a service.
        on_page: no field of the form is there, so that all point to the map.
    """
    wrong: dict[str, str] = dict(refusal.facts["fields"])  # type: ignore[call-overload]  # always a table
    places = {"label": f"label_{here.written_locales()[0]}"}
    found = {}
    for name, fault in wrong.items():
        exact = f"routes.wrong_{name}_{fault}"
        code = exact if known(exact) else f"routes.wrong_{name}"
        found["route" if on_page else places.get(name, name)] = code
    return found
