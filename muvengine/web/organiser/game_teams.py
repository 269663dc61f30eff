"""Teams: make one, print its poster, put people in by card, close it."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as File
from flask import redirect, render_template, request, url_for
from markupsafe import Markup
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible, UnknownCode
from muvengine.core.game.team import NAME_CHARACTERS_MAX, TeamKind
from muvengine.formats.qr import qr_svg
from muvengine.formats.table_cells import write_table
from muvengine.reads import teams as reading
from muvengine.reads.team_settings import team_settings
from muvengine.reads.tournaments import tournaments
from muvengine.services.join_team import join_by_card
from muvengine.services.make_team import NewTeam, close_team, make_team
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.web.team_words import team_refused
from muvengine.words.catalogue import say
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


class TeamForm(Schema):
    """A team's name, what its people share, and who may join."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARACTERS_MAX, error="team.no_name"),
        error_messages={"required": "team.no_name"},
    )
    kind = fields.String(
        load_default=str(TeamKind.NEIGHBOURHOOD),
        validate=validate.OneOf([str(kind) for kind in TeamKind], error="layout.wrong"),
    )
    open = fields.Boolean(load_default=False)


@pages.get("/teams")
def teams() -> Answer:
    """List teams and tournaments, and ask for a new team."""
    return _list(Form(), None, HTTPStatus.OK)


@pages.post("/teams")
def add_team() -> Response | Answer:
    """Make a team, once however often the form is sent."""
    form, wiring = read_form(TeamForm, request.form), here.wiring()
    if not form:
        return _list(form, None, HTTPStatus.UNPROCESSABLE_ENTITY)
    new = NewTeam(form.values["name"], TeamKind(form.values["kind"]), form.values["open"])
    attempt = here.attempt("make_team", repr(new))
    try:
        public_id = make_team(
            wiring.open_uow, new, attempt=attempt, now=wiring.now(), new_token=wiring.new_token
        )
    except (BadInput, NotPossible) as refusal:
        taken = Form(form.typed, form.values, {"name": "team.name_taken"})
        if refusal.facts.get("season") == "none":
            return _list(form, team_refused(refusal), status_of(refusal))
        return _list(taken, None, status_of(refusal))
    tell("team.told_made")
    return redirect(url_for(".one_team", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.get("/teams/results.csv")
def team_results() -> File:
    """Hand out every final week of every team."""
    wiring = here.wiring()
    names, results = reading.all_results(wiring.open_reading, wiring.now())
    columns = ("csv_week", "team", "score", "csv_members", "csv_active")
    head = [here.say(f"team.{column}") for column in columns]
    rows = [
        (one.week.name, names[one.team_id], one.worked.score, one.worked.members, one.worked.active)
        for one in results
    ]
    return handed_out(write_table([head, *rows]), "teams.csv", TYPES["csv"])


@pages.get("/teams/<public_id>")
def one_team(public_id: str) -> Answer:
    """Show a team: its code, who may be put in, and how to close it."""
    return _one(public_id, None, HTTPStatus.OK)


@pages.get("/teams/<public_id>/poster")
def team_poster(public_id: str) -> str:
    """Show the poster as it is printed, in the languages it has room for."""
    wiring, found = here.wiring(), reading.team(here.wiring().open_reading, public_id)
    address = wiring.settings.base_url + url_for("participant.team", code=found.team.code)
    size = "a5" if request.args.get("size") == "a5" else "a4"
    return render_template(
        "organiser/team_poster.html",
        team=found.team,
        size=size,
        sentences=[(one, say("team.poster_do", one)) for one in here.locales_on(size)],
        qr=Markup(qr_svg(address)),  # noqa: S704  drawn by ourselves from our own code
        address=wiring.settings.base_url,
    )


@pages.post("/teams/<public_id>/cards")
def put_into_team(public_id: str) -> Response | Answer:
    """Put in whoever's card was read."""
    wiring, said = here.wiring(), request.form.get("said", "")
    try:
        name = join_by_card(wiring.open_uow, public_id, said, actor=here.actor(), now=wiring.now())
    except (UnknownCode, NotPossible) as refusal:
        nobody = isinstance(refusal, UnknownCode) or "matches" in refusal.facts
        sentence = here.say("team.card_nobody") if nobody else team_refused(refusal)
        return _one(public_id, sentence, status_of(refusal))
    tell("team.told_card", name=name)
    return redirect(url_for(".one_team", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.post("/teams/<public_id>/close")
def close_one_team(public_id: str) -> Response | Answer:
    """Let a team play no more."""
    wiring, reason = here.wiring(), request.form.get("reason", "")
    try:
        close_team(wiring.open_uow, public_id, reason, actor=here.actor(), now=wiring.now())
    except MuvError as refusal:
        if "kind" in refusal.facts:
            raise
        return _one(public_id, team_refused(refusal), status_of(refusal))
    tell("team.told_closed")
    return redirect(url_for(".teams"), HTTPStatus.SEE_OTHER)


def _list(form: Form, sentence: str | None, status: int) -> Answer:
    wiring = here.wiring()
    page = render_template(
        "organiser/teams.html",
        now=reading.teams_now(wiring.open_reading, wiring.now()),
        tournaments=tournaments(wiring.open_reading, wiring.now()),
        kinds=[(str(kind), here.say(f"team.kind_{kind}")) for kind in TeamKind],
        form=form,
        sentence=sentence,
        settings=team_settings(wiring.open_reading, wiring.now()),
    )
    return page, status


def _one(public_id: str, sentence: str | None, status: int) -> Answer:
    found = reading.team(here.wiring().open_reading, public_id)
    page = render_template("organiser/one_team.html", one=found, sentence=sentence)
    return page, status
