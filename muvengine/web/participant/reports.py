"""Report what is in the way, read what becomes of it, and confirm what others report."""

from __future__ import annotations

from collections.abc import Sequence
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, LimitReached, NotFound, NotPossible
from muvengine.core.spots.report import WORDS_MAX, Category, Where
from muvengine.reads import reports as reading
from muvengine.services.report_problem import Problem, helper_of, report_problem
from muvengine.services.see_report import SeenToo, see_report
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.report_words import report_words, words_of
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
Choices = Sequence[tuple[str, Sequence[tuple[str, str]]]]


class ReportForm(Schema):
    """What is wrong, where, and what else the town should know."""

    category = fields.Enum(
        Category,
        by_value=True,
        required=True,
        error_messages={"required": "report.wrong_category", "unknown": "report.wrong_category"},
    )
    place = fields.String(
        required=True,
        # A route and a stop, either of which may be missing; their keys hold no such stroke.
        validate=validate.Regexp(r"^[^/]*/[^/]*\Z", error="report.wrong_place"),
        error_messages={"required": "report.wrong_place"},
    )
    words = fields.String(
        load_default="", validate=validate.Length(max=WORDS_MAX, error="report.wrong_words_long")
    )
    another = fields.Boolean(load_default=False)


@pages.get("/reports")
def reports() -> Answer:
    """Show one's own reports, and those of others that wait for a second person."""
    return _page(HTTPStatus.OK)


@pages.get("/reports/new")
def new_report() -> Answer:
    """Ask what is wrong, and where."""
    return _form(Form(), HTTPStatus.OK)


@pages.post("/reports/new")
def send_report() -> Response | Answer:
    """Keep the report, or show the one that says the same already."""
    form, wiring = read_form(ReportForm, request.form), here.wiring()
    if not form:
        return _form(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    route, _, shop = form.values["place"].partition("/")
    said = Problem(
        here.subject().id,
        form.values["category"],
        Where(route, shop),
        form.values["words"],
        form.values["another"],
    )
    attempt = said.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        report_problem(wiring.open_uow, said, attempt=attempt, now=wiring.now())
    except BadInput as refusal:
        return _form(_marked(form, refusal), HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotFound:
        wrong = {"place": "report.wrong_place"}
        return _form(Form(typed=form.typed, errors=wrong), HTTPStatus.UNPROCESSABLE_ENTITY)
    except NotPossible as refusal:
        return _form(form, status_of(refusal), twin=refusal)
    except LimitReached as refusal:
        return _form(form, status_of(refusal), words_of(refusal))
    tell("report.told_made")
    return redirect(url_for(".reports"), HTTPStatus.SEE_OTHER)


@pages.post("/reports/<int:report_id>/seen")
def seen_report(report_id: int) -> Response | Answer:
    """Confirm what another person reported."""
    wiring, seen = here.wiring(), SeenToo(here.subject().id, report_id)
    attempt = seen.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        see_report(wiring.open_uow, seen, attempt=attempt, now=wiring.now())
    except NotPossible as refusal:
        return _page(status_of(refusal), words_of(refusal))
    tell("report.told_seen")
    return redirect(url_for(".reports"), HTTPStatus.SEE_OTHER)


def _marked(form: Form, refusal: BadInput) -> Form:
    """Put beside each field what the core says of it."""
    said = refusal.facts["fields"]
    assert isinstance(said, dict), "fields hold a code each"
    codes = {"place": "report.wrong_place", "words": f"report.wrong_words_{said.get('words')}"}
    return Form(typed=form.typed, errors={name: codes[name] for name in said})


def _page(status: int, sentence: str | None = None) -> Answer:
    helper_id = helper_of(here.actor())
    mine = reading.my_reports(
        here.wiring().open_reading, here.subject().id, here.now(), helper_id=helper_id
    )
    page = render_template(
        "participant/reports.html", my=mine, form=Form(), sentence=sentence, **report_words()
    )
    return page, status


def _form(
    form: Form, status: int, sentence: str | None = None, *, twin: NotPossible | None = None
) -> Answer:
    said = None
    if twin is not None:
        report_id = twin.facts["report"]
        assert isinstance(report_id, int), "a twin has a number"
        said = reading.others_report(here.wiring().open_reading, report_id)
    page = render_template(
        "participant/new_report.html",
        form=form,
        sentence=sentence,
        twin=said,
        twin_is_mine=twin is not None and twin.facts["mine"],
        choices=_choices(),
        **report_words(),
    )
    return page, status


def _choices() -> Choices:
    """Give places under their headings: along each route, then shops and stops by themselves."""
    known = reading.places_to_report(here.wiring().open_reading, here.now())
    groups: list[tuple[str, list[tuple[str, str]]]] = []
    for key, route in known.routes.items():
        name = written(route.label, here.locale()) or key
        anywhere = (f"{key}/", here.say("report.place_route", route=name))
        stops = [
            (f"{key}/{one}", known.shops[one].name) for one in route.stops if one in known.shops
        ]
        groups.append((name, [anywhere, *stops]))
    shops = [(f"/{key}", shop.name) for key, shop in known.shops.items()]
    if shops:
        groups.append((here.say("report.group_shops"), shops))
    return groups
