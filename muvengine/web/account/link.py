"""The address of a sign-in link."""

from __future__ import annotations

from flask import render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadCredentials, TooManyAttempts
from muvengine.core.people.actor import Role
from muvengine.reads import who
from muvengine.reads.link import opens_again
from muvengine.services.sign_in import by_link
from muvengine.web import here
from muvengine.web.account.entering import browser, enter
from muvengine.web.account.pages import pages
from muvengine.web.account.sign_in import Answer, wait
from muvengine.web.forms import Form
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of


@pages.get("/enter/<token>")
def link(token: str) -> Response | Answer | str:
    """Show one button; only the links of a demo sign in at once.

    Mail programs open links to look at them: a link that works once would be used up.
    """
    wiring = here.wiring()
    if opens_again(wiring.open_reading, token, wiring.now()):
        return open_link(token)
    return render_template("account/link.html", token=token, form=Form())


@pages.post("/enter/<token>")
def open_link(token: str) -> Response | Answer:
    """Sign in by the link."""
    wiring = here.wiring()
    try:
        session = by_link(
            wiring.open_uow,
            link=token,
            browser=browser(shared_computer=request.form.get("shared") == "true"),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except (TooManyAttempts, BadCredentials) as refusal:
        page = render_template("account/link_over.html", sentence=words_for(refusal))
        return page, status_of(refusal), wait(refusal)
    return enter(session, _first_page(session))


def _first_page(session: str) -> str | None:
    """Lead staff to choose a password: a link is for who has none yet, or forgot theirs."""
    wiring = here.wiring()
    entered = who.signed_in(wiring.open_reading, session, wiring.now())
    # Only staff are asked for a code, and only the demonstration's links open by looking.
    works_here = entered is None or entered.person.role is not Role.PARTICIPANT
    return url_for(".password") if works_here and request.method == "POST" else None
