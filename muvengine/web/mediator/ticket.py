"""A mediator notes that they have seen a ticket, beside the person it is of."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import LimitReached, NotFound, NotPossible
from muvengine.services import show_ticket as service
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.numbers import row_number
from muvengine.web.page_words import tell


@pages.post("/trips/<public_id>/ticket")
def show_ticket(public_id: str) -> Response:
    """Let the leg count in full; the person's trip page tells so."""
    place = request.form.get("leg", type=row_number)
    if place is None:
        raise NotFound(kind="leg")
    wiring, ticket = here.wiring(), service.Ticket(public_id, place - 1)
    try:
        service.show_ticket(
            wiring.open_uow,
            wiring.shelf,
            ticket,
            attempt=ticket.attempt(here.actor(), request.form.get("attempt", "")),
            now=wiring.now(),
        )
    except NotPossible as refusal:
        tell(f"proofs.ticket_{refusal.facts['state']}")
    except LimitReached:
        tell("proofs.ticket_limit")
    else:
        tell("proofs.ticket_told")
    return redirect(url_for("participant.trip", public_id=public_id), HTTPStatus.SEE_OTHER)
