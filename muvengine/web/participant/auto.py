"""Trips that come by themselves: connect an app, see that it works, stop it."""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from marshmallow import Schema, fields, validate
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput
from muvengine.core.people.sender import SENDERS_MAX, App, Sender
from muvengine.core.trips.batch import Batch
from muvengine.core.units import S_PER_DAY, S_PER_HOUR, S_PER_MIN
from muvengine.reads.senders import senders
from muvengine.services.connect_app import connect_app as connect
from muvengine.services.connect_app import new_sender
from muvengine.services.disconnect_app import disconnect_app
from muvengine.services.set_app_mode import set_app_mode
from muvengine.web import app_setup, here
from muvengine.web.forms import Form, read_form
from muvengine.web.page_words import tell
from muvengine.web.participant.modes import TRAVELLED, offered_modes
from muvengine.web.participant.pages import pages
from muvengine.web.participant.uploads import Line, lines_of

UNITS: Final = ((S_PER_DAY, "days"), (S_PER_HOUR, "hours"), (S_PER_MIN, "minutes"))


class ModeForm(Schema):
    """How the trips of an app count."""

    mode = fields.String(required=True, validate=validate.OneOf(TRAVELLED))


class ConnectForm(ModeForm):
    """Which app, too."""

    app = fields.String(required=True, validate=validate.OneOf([app.value for app in App]))


@pages.get("/auto")
def auto() -> str:
    """Show each app with what it does, when something came last, and how to stop it."""
    connected, batches = senders(here.wiring().open_reading, here.subject().id)
    return render_template(
        "participant/auto.html",
        apps=tuple(App),
        connected=connected,
        heard={sender.id: _heard(sender) for sender in connected},
        full=len(connected) >= SENDERS_MAX,
        modes=offered_modes(),
        usual_mode=here.subject().usual_mode,
        came=_came(connected, batches),
    )


@pages.post("/auto")
def connect_app() -> str:
    """Connect an app and show its link this one time; we keep only what knows it again.

    Shown in answer to the POST itself: an address to come back to would have to keep it.
    """
    said = _said(ConnectForm)
    wiring, app = here.wiring(), App(said.values["app"])
    sender = new_sender(here.subject().id, app, said.values["mode"], wiring.now())
    token = connect(wiring.open_uow, sender, actor=here.actor(), new_token=wiring.new_token)
    return render_template(
        "participant/auto_ready.html",
        app=app,
        stores=app_setup.STORES[app],
        link=app_setup.link(app, token),
        square=app_setup.square(app, token),
    )


@pages.post("/auto/<int:sender_id>/mode")
def set_mode(sender_id: int) -> Response:
    """Let trips of an app count in another mode from now on."""
    said, wiring, person = _said(ModeForm), here.wiring(), here.subject()
    mode = said.values["mode"]
    sender = set_app_mode(
        wiring.open_uow,
        sender_id,
        mode,
        person_id=person.id,
        actor=here.actor(),
        now=wiring.now(),
    )
    name = here.say(f"auto.name_{sender.app}")
    tell("auto.told_mode", app=name, mode=here.say(f"modes.{mode}"))
    return redirect(url_for(".auto"), HTTPStatus.SEE_OTHER)


@pages.post("/auto/<int:sender_id>/stop")
def stop_app(sender_id: int) -> Response:
    """Let an app send nothing any more."""
    wiring, person = here.wiring(), here.subject()
    sender = disconnect_app(
        wiring.open_uow,
        sender_id,
        person_id=person.id,
        actor=here.actor(),
        now=wiring.now(),
    )
    tell("auto.told_stopped", app=here.say(f"auto.name_{sender.app}"))
    return redirect(url_for(".auto"), HTTPStatus.SEE_OTHER)


def _said(schema: type[Schema]) -> Form:
    """Read a form whose every choice is on the page; another answer is nobody's slip."""
    form = read_form(schema, request.form)
    if not form:
        raise BadInput(fields=dict(form.errors))
    return form


def _heard(sender: Sender) -> str:
    if sender.last_at is None:
        return here.say("auto.nothing_yet")
    passed_s = int((here.wiring().now() - sender.last_at).total_seconds())
    for unit_s, unit in UNITS:
        if passed_s >= unit_s:
            return here.say(f"auto.heard_{unit}", n=passed_s // unit_s)
    return here.say("auto.heard_now")


def _came(connected: tuple[Sender, ...], batches: list[Batch]) -> list[tuple[Batch, str, Line]]:
    """List what came, with the app where it is connected still."""
    apps = {sender.id: here.say(f"auto.name_{sender.app}") for sender in connected}
    return [
        (batch, apps.get(batch.sender_id or 0, ""), line)
        for batch in batches
        for line in lines_of(batch)
    ]
