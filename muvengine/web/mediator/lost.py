"""A lost card took printed vouchers with it: they end, and their points come back."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.ledger.attempt import Attempt
from muvengine.reads.desk import at_desk
from muvengine.services.take_back_vouchers import ENDPOINT, take_back_vouchers
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.page_words import tell
from muvengine.words.catalogue import say


@pages.post("/people/<public_id>/vouchers/back")
def vouchers_back(public_id: str) -> Response:
    """Withdraw what was not used; the person reads why in their own language."""
    wiring, me = here.wiring(), here.me().person
    person = at_desk(wiring.open_reading, public_id, me.id, here.now()).person
    hand, key = here.me().person_actor, request.form.get("attempt", "")
    vouchers, points = take_back_vouchers(
        wiring.open_uow,
        person.id,
        reason=say("packs.lost_reason", person.locale),
        attempt=Attempt.of(hand, key, ENDPOINT, person.id),
        now=here.now(),
    )
    if vouchers:
        tell("packs.told_back", n=vouchers, points=points)
    else:
        tell("packs.told_back_none")
    return redirect(url_for(".person", public_id=public_id), HTTPStatus.SEE_OTHER)
