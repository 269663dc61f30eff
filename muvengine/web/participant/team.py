"""My team: join by a code, look at its week and this week's match, leave it."""

from __future__ import annotations

from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import MuvError
from muvengine.core.game.team import SHOWN_CHARACTERS_MAX
from muvengine.reads import teams as reading
from muvengine.reads.team_settings import team_settings
from muvengine.services.join_team import (
    Joining,
    join_by_code,
    join_open_team,
    leave_team,
    show_in_team,
)
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.team_words import team_refused
from muvengine.words.figures import FullDay
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/team")
def team() -> Answer:
    """Show my team and its week; without one, ask for a code."""
    return _page(None, HTTPStatus.OK, request.args.get("code", ""))


@pages.post("/team")
def join_team() -> Response | Answer:
    """Join by the code that was typed, or the open team whose button was pressed."""
    wiring, person = here.wiring(), here.subject()
    joining = Joining(person.id, request.form.get("shown", ""))
    code, open_team = request.form.get("code", ""), request.form.get("team", "")
    hand, now = here.actor(), wiring.now()
    try:
        if open_team:
            joined = join_open_team(wiring.open_uow, open_team, joining, actor=hand, now=now)
        else:
            joined = join_by_code(
                wiring.open_uow, wiring.open_reading, code, joining, actor=hand, now=now
            )
    except MuvError as refusal:
        return _page(team_refused(refusal), status_of(refusal), code)
    mine = reading.my_team(wiring.open_reading, person.id, now)
    assert mine is not None, "the team was joined this moment"
    tell("team.told_joined", name=joined.name, day=FullDay(mine.membership.first_day))
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


@pages.post("/team/name")
def show_me_in_team() -> Response | Answer:
    """Change the name that the team sees; an empty one hides me."""
    wiring, shown = here.wiring(), request.form.get("shown", "")
    try:
        show_in_team(
            wiring.open_uow, here.subject().id, shown, actor=here.actor(), now=wiring.now()
        )
    except MuvError as refusal:
        return _page(team_refused(refusal), status_of(refusal))
    tell("team.told_shown")
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


@pages.post("/team/leave")
def leave_my_team() -> Response | Answer:
    """Leave it; this week still counts."""
    wiring = here.wiring()
    try:
        left = leave_team(wiring.open_uow, here.subject().id, actor=here.actor(), now=wiring.now())
    except MuvError as refusal:
        return _page(team_refused(refusal), status_of(refusal))
    if left is not None:
        tell("team.told_left", name=left.name)
    return redirect(url_for(".team"), HTTPStatus.SEE_OTHER)


def _page(sentence: str | None, status: int, code: str = "") -> Answer:
    open_reading, now = here.wiring().open_reading, here.wiring().now()
    mine = reading.my_team(open_reading, here.subject().id, now)
    page = render_template(
        "participant/team.html",
        mine=mine,
        open_teams=() if mine else reading.open_teams(open_reading, now),
        sentence=sentence,
        code=code,
        settings=team_settings(open_reading, now),
        name_characters=SHOWN_CHARACTERS_MAX,
    )
    return page, status
