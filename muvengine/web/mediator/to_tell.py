"""Who is to be told that points or vouchers end soon: a list to read out, or to print."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from werkzeug.wrappers import Response

from muvengine.reads.endings import people_to_tell
from muvengine.services.note_reminders import tell_person
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell


@pages.get("/to-tell")
def to_tell() -> str:
    """List people by what ends first."""
    day = here.now().date()
    people = people_to_tell(here.wiring().open_reading, day, here.me().person.id)
    return render_template("mediator/to_tell.html", people=people, day=day)


@pages.post("/to-tell/<public_id>")
def told(public_id: str) -> Response:
    """Take somebody off the list: they know."""
    wiring = here.wiring()
    name = tell_person(wiring.open_uow, public_id, actor=here.me().person_actor, now=wiring.now())
    tell("solvency.tell_told", name=name)
    return redirect(url_for(".to_tell"), HTTPStatus.SEE_OTHER)
