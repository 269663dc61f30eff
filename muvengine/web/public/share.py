"""Share a trip from another app: how it is done, and where phones hand files over.

A phone's share sheet sends a form without our token, so anybody's page could try to send one
too.  What stands against that:

- The session cookie is ``SameSite=Lax``: a form of another site comes without it, as a
  stranger's, and of a stranger nothing is kept.
- Browsers say where a request began.  A share sheet is nobody's page (``none``) or ours;
  ``cross-site`` and ``same-site`` are refused, so a neighbour under our domain gains nothing.
- Whatever still got through, from an old browser, has done nothing: files lie aside, at most
  five for a day, and are judged only by a form with its token on a page that asks whether this
  is one's own trip.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotAllowed
from muvengine.core.people.actor import Role
from muvengine.services.share_trips import lay_aside
from muvengine.services.start_upload import SentFile
from muvengine.web import here
from muvengine.web.public.pages import pages

Answer = tuple[str, int]
FROM_SHARE_SHEET: Final = frozenset({"none", "same-origin"})


@pages.get("/share")
def share() -> Answer:
    """Say how a trip comes here from another app."""
    return _page(None, HTTPStatus.OK)


@pages.post("/share")
def share_trip() -> Response | Answer:
    """Lay aside what a phone hands over, and ask its owner.

    Raises:
        NotAllowed: another site's page sent it.
        FileTooBig: more files than we take at once.
    """
    if request.headers.get("Sec-Fetch-Site", "none") not in FROM_SHARE_SHEET:
        raise NotAllowed(audience="participant")
    who = here.signed_in()
    if who is None:
        return _page("share_signed_out", HTTPStatus.UNAUTHORIZED)
    if who.subject.role is not Role.PARTICIPANT:
        return _page("share_not_for_you", HTTPStatus.FORBIDDEN)
    files = [file for file in request.files.getlist("file") if file.filename]
    sent = [SentFile(file.filename or "", file.read()) for file in files]
    if not any(file.data for file in sent):
        return _page("share_no_file", HTTPStatus.UNPROCESSABLE_ENTITY)
    wiring = here.wiring()
    public_id = lay_aside(
        wiring.open_uow,
        wiring.shelf,
        sent,
        actor=who.actor,
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    return redirect(url_for("participant.shared", public_id=public_id), HTTPStatus.SEE_OTHER)


def _page(problem: str | None, status: int) -> Answer:
    name = here.say("phone.app_name_short")
    return render_template("public/share.html", problem=problem, name=name), status


WITHOUT_FORM: Final = (share_trip,)
"""Views that a phone's share sheet calls, which has no token of ours."""
