"""I leave for good: what goes, what stays, what I still have, and one button."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, session, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotPossible
from muvengine.core.people.permission import HELPERS
from muvengine.reads.privacy import still_held
from muvengine.services.erase_person import erase_person
from muvengine.web import here
from muvengine.web.cookies import SESSION, drop_cookie
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages

Answer = tuple[str, int]
HELPED = "paper"
ALONE = "sure"


@pages.get("/privacy/delete")
def leave() -> Answer:
    """Show what deleting my account means."""
    return _page("", HTTPStatus.OK)


@pages.post("/privacy/delete")
def leave_for_good() -> Response | Answer:
    """Delete my account, once the box is ticked; a helper needs the wish on paper."""
    wiring, actor, helped = here.wiring(), here.actor(), _helped()
    if request.form.get(HELPED if helped else ALONE) != "yes":
        return _page("privacy.delete_tick", HTTPStatus.UNPROCESSABLE_ENTITY)
    try:
        erase_person(
            wiring.open_uow,
            here.subject().id,
            actor=actor,
            now=here.now(),
            new_token=wiring.new_token,
        )
    except NotPossible:
        return _page("privacy.cannot_frozen", HTTPStatus.CONFLICT)
    if helped:
        tell("privacy.told_deleted_helped")
        return redirect(url_for("mediator.home"), HTTPStatus.SEE_OTHER)
    return _gone()


def _gone() -> Response:
    """Leave nothing in the browser either."""
    locale, told = here.locale(), here.say("privacy.told_deleted")
    session.clear()
    session["locale"], session["told"] = locale, told
    answer = redirect(url_for("public.home"), HTTPStatus.SEE_OTHER)
    drop_cookie(answer, SESSION)
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


def _helped() -> bool:
    return here.actor().kind in HELPERS


def _page(wrong: str, status: int) -> Answer:
    page = render_template(
        "participant/erase.html",
        held=still_held(here.wiring().open_reading, here.subject().id),
        wrong=wrong,
        tick=HELPED if _helped() else ALONE,
    )
    return page, status
