"""Zones: a list with a map, and the form that draws, types or takes one from a file."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, FileRefused, NotPossible
from muvengine.core.routes.zone import Zone
from muvengine.core.vouchers.shop import key_of_name
from muvengine.reads.zones import zone as read_zone
from muvengine.reads.zones import zones as list_zones
from muvengine.services.drop_zone import drop_zone as drop
from muvengine.services.save_zone import KEY, KEY_CHARS_MAX, save_zone
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.fields import as_typed, by_language
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.route_maps import letter
from muvengine.web.organiser.zone_border import PostedBorder, kept_border, posted_border
from muvengine.web.organiser.zone_maps import zone_drawing, zone_shapes, zones_drawing
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import written
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
# An address of its own.
RESERVED = frozenset({"new"})


class ZoneForm(Schema):
    """The word by which rulebooks call a zone, chosen once; names and border come beside."""

    key = fields.String(
        load_default="",
        validate=validate.And(
            validate.Length(max=KEY_CHARS_MAX, error="places.too_long"),
            validate.Regexp(f"^({KEY.pattern})$", error="zones.wrong_key_word"),
        ),
    )


@pages.get("/zones")
def zones() -> str:
    """List the zones."""
    found = list_zones(here.wiring().open_reading)
    return render_template(
        "organiser/zones.html",
        zones=[(letter(k), zone, len(zone.squares())) for k, zone in enumerate(found)],
        drawing=zones_drawing(found, title=here.say("zones.map")),
    )


@pages.get("/zones/new")
def new_zone() -> Answer:
    """Ask for a border and a name."""
    return _form(Form(), kept_border(None), None)


@pages.post("/zones/new")
def add_zone() -> Response | Answer:
    """Keep a new zone, or only show how it looks."""
    form = read_form(ZoneForm, request.form)
    label = by_language(form.typed, "label")
    made = key_of_name(next(iter(label.values()), ""))[:KEY_CHARS_MAX].rstrip("-")
    key = form.values.get("key") or made
    errors = dict(form.errors)
    if label and not KEY.fullmatch(key):
        errors["key"] = "zones.wrong_key_word"
    elif key in RESERVED:
        errors["key"] = "zones.wrong_key_taken"
    return _answer(Form(form.typed, form.values, errors), key, None)


@pages.get("/zones/<key>")
def edit_zone(key: str) -> Answer:
    """Show a zone and what can be changed."""
    found = read_zone(here.wiring().open_reading, key)
    return _form(Form(typed=as_typed("label", found.label)), kept_border(found), found)


@pages.post("/zones/<key>")
def change_zone(key: str) -> Response | Answer:
    """Keep the changes, or only show how they look."""
    found = read_zone(here.wiring().open_reading, key)
    return _answer(read_form(Schema, request.form), key, found)


@pages.post("/zones/<key>/drop")
def drop_zone(key: str) -> Response:
    """Take a zone away that no rulebook speaks of."""
    wiring = here.wiring()
    found = read_zone(wiring.open_reading, key)
    try:
        drop(wiring.open_uow, key, actor=here.actor(), now=wiring.now())
    except NotPossible as refusal:
        version = str(refusal.facts["version"])
        tell("zones.told_named", rulebook=refusal.facts["rulebook"], version=version)
        return redirect(url_for(".edit_zone", key=key), HTTPStatus.SEE_OTHER)
    tell("zones.told_dropped", name=written(found.label, here.locale()))
    return redirect(url_for(".zones"), HTTPStatus.SEE_OTHER)


def _answer(form: Form, key: str, found: Zone | None) -> Response | Answer:
    try:
        posted = posted_border(found)
    except FileRefused as refusal:
        text = PostedBorder(request.form.get("line", ""))
        return _form(form, text, found, status_of(refusal), words_for(refusal))
    errors = {"line": posted.error} if posted.error else {}
    if request.form.get("do") == "look":
        return _form(Form(form.typed, errors=errors), posted, found)
    if form.errors or errors or posted.border is None:
        return _form(Form(form.typed, errors={**form.errors, **errors}), posted, found)
    label = by_language(form.typed, "label")
    return _keep(Zone(key, label, *posted.border), form, posted, found)


def _keep(zone: Zone, form: Form, posted: PostedBorder, found: Zone | None) -> Response | Answer:
    wiring = here.wiring()
    try:
        save_zone(wiring.open_uow, zone, actor=here.actor(), now=wiring.now(), new=found is None)
    except BadInput as refusal:
        return _form(Form(form.typed, errors=_errors_of(refusal)), posted, found)
    tell("zones.told_saved", name=written(zone.label, here.locale()))
    return redirect(url_for(".zones"), HTTPStatus.SEE_OTHER)


def _errors_of(refusal: BadInput) -> dict[str, str]:
    """Give the sentence of each wrong field, by the field's name in the form."""
    wrong: dict[str, str] = dict(refusal.facts["fields"])  # type: ignore[call-overload]  # always a table
    places = {"label": f"label_{here.written_locales()[0]}", "border": "line"}
    return {places.get(name, name): f"zones.wrong_{name}_{code}" for name, code in wrong.items()}


def _form(
    form: Form,
    posted: PostedBorder,
    found: Zone | None,
    status: int = HTTPStatus.OK,
    sentence: str | None = None,
) -> Answer:
    wiring = here.wiring()
    if form.errors and status == HTTPStatus.OK:
        status = HTTPStatus.UNPROCESSABLE_ENTITY
    others = [one for one in list_zones(wiring.open_reading) if not found or one.key != found.key]
    shown = Zone("", by_language(form.typed, "label"), *posted.border) if posted.border else None
    looking = request.form.get("do") == "look" and shown is not None and not form.errors
    page = render_template(
        "organiser/edit_zone.html",
        form=form,
        zone=found,
        posted=posted,
        sentence=sentence,
        looked=len(shown.squares()) if shown and looking else None,
        drawing=zone_drawing(shown, others, title=here.say("zones.border_legend")),
        shapes=zone_shapes(shown, others),
        tiles=wiring.settings.tile_url,
    )
    return page, status
