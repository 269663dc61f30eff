"""Print a card, or void one that is lost."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, url_for
from markupsafe import Markup
from werkzeug.wrappers import Response

from muvengine.formats.qr import qr_svg
from muvengine.reads.desk import at_desk
from muvengine.services.issue_card import issue_card
from muvengine.services.void_card import void_card as void
from muvengine.web import here
from muvengine.web.mediator.pages import pages
from muvengine.web.owner_words import in_words_of
from muvengine.web.page_words import tell


@pages.post("/people/<public_id>/card")
def print_card(public_id: str) -> str:
    """Make a card and show it this one time; we keep neither its token nor its secret code.

    Shown in answer to the POST itself: an address to come back to would have to keep them.
    """
    wiring = here.wiring()
    helper_id, now = here.me().person.id, wiring.now()
    person = at_desk(wiring.open_reading, public_id, helper_id, now).person
    card = issue_card(
        wiring.open_uow,
        person_id=person.id,
        actor=here.me().person_actor,
        now=now,
        new_token=wiring.new_token,
    )
    drawing = qr_svg(card.qr_text(wiring.settings.base_url))
    return render_template(
        "paper/card.html",
        person=person,
        card=card,
        qr=Markup(drawing),  # noqa: S704  drawn by us from capitals and digits
        **in_words_of(person),
    )


@pages.post("/people/<public_id>/void")
def void_card(public_id: str) -> Response:
    """Void the person's card: points and vouchers stay."""
    wiring = here.wiring()
    helper_id, now = here.me().person.id, wiring.now()
    person = at_desk(wiring.open_reading, public_id, helper_id, now).person
    void(wiring.open_uow, person_id=person.id, actor=here.me().person_actor, now=now)
    tell("mediator.card_voided", name=person.name)
    return redirect(url_for(".person", public_id=public_id), HTTPStatus.SEE_OTHER)
