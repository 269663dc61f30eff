"""Print many cards: for people who have none, or before anybody holds them."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as File
from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.people.card_pack import CARDS_MAX, NAME_CHARACTERS_MAX
from muvengine.formats.card_pdf import GRIDS
from muvengine.reads.card_packs import packs as read_packs
from muvengine.reads.card_packs import without_card
from muvengine.services.issue_card import issue_card
from muvengine.services.print_pack import print_pack
from muvengine.web import here
from muvengine.web.card_file import card_file
from muvengine.web.forms import Form, read_form
from muvengine.web.mediator.pages import pages

Answer = tuple[str, int]
_COUNT = "packs.wrong_count"


class LayoutForm(Schema):
    """On which paper."""

    layout = fields.String(
        load_default="cards", validate=validate.OneOf(tuple(GRIDS), error="layout.wrong")
    )


class PackForm(LayoutForm):
    """What it is for, and how many."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=NAME_CHARACTERS_MAX, error="packs.wrong_name"),
        error_messages={"required": "packs.wrong_name"},
    )
    count = fields.Integer(
        required=True,
        validate=validate.Range(1, CARDS_MAX, error=_COUNT),
        error_messages={"required": _COUNT, "invalid": _COUNT},
    )


@pages.get("/packs")
def packs() -> Answer:
    """Show what was printed, and ask for more."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/packs")
def make_pack() -> File | Answer:
    """Print cards that nobody holds yet."""
    form, wiring = read_form(PackForm, request.form), here.wiring()
    if not form or not form.values["name"].strip():
        errors = form.errors or {"name": "packs.wrong_name"}
        return _page(Form(form.typed, errors=errors), HTTPStatus.UNPROCESSABLE_ENTITY)
    made = print_pack(
        wiring.open_uow,
        form.values["name"],
        form.values["count"],
        actor=here.me().person_actor,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    return card_file([(card, None) for card in made.cards], form.values["layout"])


@pages.post("/packs/people")
def print_for_people() -> Response | File | Answer:
    """Print a card each for people who have none; who got one in the meantime is left out."""
    form, wiring = read_form(LayoutForm, request.form), here.wiring()
    asked = set(request.form.getlist("person"))
    people = without_card(wiring.open_reading, here.me().person.id)
    chosen = [one for one in people if one.public_id in asked]
    if not form or not chosen:
        return redirect(url_for(".packs"), HTTPStatus.SEE_OTHER)
    cards = [
        (
            issue_card(
                wiring.open_uow,
                person_id=one.id,
                actor=here.me().person_actor,
                now=wiring.now(),
                new_token=wiring.new_token,
            ),
            one,
        )
        for one in chosen
    ]
    return card_file(cards, form.values["layout"])


def _page(form: Form, status: int) -> Answer:
    open_reading = here.wiring().open_reading
    page = render_template(
        "mediator/packs.html",
        form=form,
        packs=read_packs(open_reading),
        people=without_card(open_reading, here.me().person.id),
        layouts=[(name, here.say(f"packs.layout_{name}")) for name in GRIDS],
        most=CARDS_MAX,
    )
    return page, status
