"""One person: who they are, which card they carry. Points and trips need their consent."""

from __future__ import annotations

from flask import render_template

from muvengine.reads.desk import at_desk
from muvengine.web import here
from muvengine.web.forms import Form
from muvengine.web.mediator.pages import pages


@pages.get("/people/<public_id>")
def person(public_id: str) -> str:
    """Show what a mediator may know before the person agrees to be helped."""
    return person_page(public_id, Form())


def person_page(public_id: str, form: Form) -> str:
    """Draw the page, with what is wrong in its form."""
    wiring = here.wiring()
    found = at_desk(wiring.open_reading, public_id, here.me().person.id, wiring.now())
    return render_template(
        "mediator/person.html",
        person=found.person,
        card=found.card,
        cards=found.cards,
        known_at=found.known_at,
        joinable=found.joinable,
        form=form,
    )
