"""A card of somebody whom the helper's centres do not know: help once, or let them join."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible, UnknownCode
from muvengine.reads.desk import at_desk
from muvengine.services import join_centre as service
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell


@pages.post("/guest")
def read_guest_card() -> Response:
    """Open the page of whoever showed the card; it is written down for them."""
    wiring, said = here.wiring(), request.form.get("card", "")[:200]
    try:
        person = service.show_card(
            wiring.open_uow, said, actor=here.me().person_actor, now=wiring.now()
        )
    except UnknownCode:
        tell("centres.guest_unknown")
        return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
    return redirect(url_for(".person", public_id=person.public_id), HTTPStatus.SEE_OTHER)


@pages.post("/people/<public_id>/centre")
def join_centre(public_id: str) -> Response:
    """Let the helper's centre know this person, who agrees and has shown the card."""
    wiring, typed = here.wiring(), request.form
    joining = service.Joining(
        public_id, typed.get("centre", ""), typed.get("agreed") == "true", typed.get("card", "")
    )
    actor, now = here.me().person_actor, wiring.now()
    try:
        centre = service.join_centre(wiring.open_uow, joining, actor=actor, now=now)
    except NotPossible as refusal:
        tell(f"centres.join_{refusal.facts['state']}")
    else:
        tell("centres.told_joined", centre=centre.name)
    return redirect(url_for(".person", public_id=public_id), HTTPStatus.SEE_OTHER)


@pages.post("/people/<public_id>/centre/leave")
def leave_centre(public_id: str) -> Response:
    """Let a centre of the helper's forget this person, who asks for it."""
    wiring, key = here.wiring(), request.form.get("centre", "")
    helper, now = here.me().person, wiring.now()
    person = at_desk(wiring.open_reading, public_id, helper.id, now).person
    hand = service.beside(here.me().person_actor, person)
    centre = service.leave_centre(wiring.open_uow, person.id, key, actor=hand, now=now)
    tell("centres.told_left", centre=centre.name)
    return redirect(url_for(".home"), HTTPStatus.SEE_OTHER)
