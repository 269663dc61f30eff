"""The people who help and organise: invite one, or send a new link."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, NotFound
from muvengine.core.people.actor import Role
from muvengine.core.people.identity import Person
from muvengine.core.people.link import FIRST
from muvengine.reads.centres import centres
from muvengine.reads.dashboard import dashboard
from muvengine.reads.people import staff
from muvengine.reads.second_factor import who_has_codes
from muvengine.services.add_staff import NewStaff, add_staff
from muvengine.services.mail_invitation import mail_invitation
from muvengine.services.make_link import make_link
from muvengine.services.require_codes import require_codes
from muvengine.services.second_factor import reset_second_factor
from muvengine.web import here
from muvengine.web.forms import Form, read_form
from muvengine.web.organiser.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import LANGUAGES

Answer = tuple[str, int]
ROLES: Final = (Role.MEDIATOR.value, Role.ORGANISER.value)
_CODES: Final = {
    "name": "places.no_name",
    "email": "office.email_wrong",
    "taken": "office.email_taken",
}


class ColleagueForm(Schema):
    """Who joins."""

    name = fields.String(
        required=True,
        validate=validate.Length(max=80, error="places.too_long"),
        error_messages={"required": "places.no_name"},
    )
    email = fields.String(
        required=True,
        validate=validate.Length(max=200, error="office.email_wrong"),
        error_messages={"required": "office.email_wrong"},
    )
    role = fields.String(
        load_default=ROLES[0], validate=validate.OneOf(ROLES, error="layout.wrong")
    )
    locale = fields.String(required=True, error_messages={"required": "layout.wrong"})
    centre = fields.String(load_default="")
    by_mail = fields.Boolean(load_default=False)


@pages.get("/team")
def team() -> Answer:
    """List colleagues; of participants only how many there are."""
    return _page(Form(), HTTPStatus.OK)


@pages.post("/team")
def invite() -> Response | str | Answer:
    """Keep a colleague and show their first link, once."""
    form, wiring = read_form(ColleagueForm, request.form), here.wiring()
    if form and form.values["locale"] not in here.programme().locales:
        form = Form(form.typed, errors={"locale": "layout.wrong"})
    if not form:
        return _page(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    asked = dict(form.values)
    by_mail = asked.pop("by_mail")
    role = Role(asked["role"])
    centre = asked["centre"] if role is Role.MEDIATOR else ""
    new = NewStaff(**{**asked, "role": role, "centre": centre})
    try:
        person = add_staff(
            wiring.open_uow,
            staff=new,
            actor=here.actor(),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except BadInput as refusal:
        return _page(Form(form.typed, errors=_errors(refusal)), HTTPStatus.UNPROCESSABLE_ENTITY)
    return _mailed(person) if by_mail and wiring.post_box else _link(person)


@pages.post("/team/<public_id>/link")
def invite_again(public_id: str) -> str:
    """Show a colleague's new link, once; never one of a participant."""
    return _link(_colleague(public_id))


@pages.post("/team/<public_id>/codes")
def reset_codes(public_id: str) -> Response:
    """Take away the codes of a colleague who lost phone and paper."""
    person, wiring = _colleague(public_id), here.wiring()
    reset_second_factor(wiring.open_uow, person.id, actor=here.actor(), now=wiring.now())
    tell("codes.told_reset", name=person.name)
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


@pages.post("/team/codes")
def decide_codes() -> Response:
    """Let every organiser need a code, or let them choose."""
    wiring, required = here.wiring(), request.form.get("required") == "yes"
    require_codes(wiring.open_uow, required=required, actor=here.actor(), now=wiring.now())
    tell("codes.told_required" if required else "codes.told_free")
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


def _colleague(public_id: str) -> Person:
    found = staff(here.wiring().open_reading)
    person = next((one for one in found if one.public_id == public_id), None)
    if person is None:
        raise NotFound(kind="person")
    return person


def _mailed(person: Person) -> Response:
    wiring = here.wiring()
    assert wiring.post_box is not None
    mail_invitation(
        wiring.open_uow,
        wiring.post_box,
        person,
        actor=here.actor(),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    tell("codes.told_invited", name=person.name, email=person.email)
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


def _link(person: Person) -> str:
    wiring = here.wiring()
    token = make_link(
        wiring.open_uow,
        person_id=person.id,
        actor=here.actor(),
        now=wiring.now(),
        new_token=wiring.new_token,
        kind=FIRST,
    )
    hours = int(FIRST.lasts.total_seconds() // 3600)
    address = f"{wiring.settings.base_url}/enter/{token}"
    return render_template("organiser/invited.html", person=person, address=address, hours=hours)


def _errors(refusal: BadInput) -> dict[str, str]:
    wrong: dict[str, str] = dict(refusal.facts["fields"])  # type: ignore[call-overload]  # always a table
    return {
        name: _CODES.get(why) or _CODES.get(name, "layout.wrong") for name, why in wrong.items()
    }


def _page(form: Form, status: int) -> Answer:
    reading = here.wiring().open_reading
    page = render_template(
        "organiser/team.html",
        form=form,
        colleagues=staff(reading),
        with_codes=who_has_codes(reading),
        participants=dashboard(reading, here.now().date()).town.participants,
        centres=[(one.key, one.name) for one in centres(reading)],
        roles=[(role, here.say(f"office.role_{role}")) for role in ROLES],
        locales=[(code, LANGUAGES.get(code, code)) for code in here.programme().locales],
    )
    return page, status
