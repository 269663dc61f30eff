"""Look at a text while it is typed: a script asks after each pause. Nothing is kept."""

from __future__ import annotations

from datetime import date

from flask import render_template, request

from muvengine.core.people.limits import RULE_CHECKS_OF_PERSON
from muvengine.core.rules.draft import DraftText
from muvengine.services.keep_draft import BYTES_MAX
from muvengine.services.throttle import key_of, take
from muvengine.web import here
from muvengine.web.organiser.open_draft import At, may_act
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.written_text import draft_name, said_of, written


@pages.post("/rulebook/check")
def check_text() -> str:
    """Say what is wrong with a text, what it says, and what its examples give.

    Raises:
        TooManyAttempts: more often than anybody pauses.
    """
    wiring, me = here.wiring(), here.me().person
    key = key_of("rule_check", me.public_id)
    take(wiring.open_uow, key=key, limit=RULE_CHECKS_OF_PERSON, now=wiring.now())
    at = At(*(request.form.get(name, default=0, type=int) for name in ("draft", "revision")))
    # A text that is too long is told so by its first characters.
    source = request.form.get("text", "").replace("\r\n", "\n")[: BYTES_MAX + 1]
    seen = written(DraftText(source, _day()), draft_name(at)) if source.strip() else None
    return render_template(
        "organiser/written.html",
        seen=seen,
        at=at,
        acts=may_act(at, source),
        said=said_of(seen) if seen else here.say("rulebooks.text_missing"),
        fragment=True,
    )


def _day() -> date | None:
    try:
        return date.fromisoformat(request.form.get("first_day", "").strip())
    except ValueError:
        return None
