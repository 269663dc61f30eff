"""One draft of the game: what is thought of it, what it would have given, and who may do what."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Final

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, GameLate, GameRefused, NotAllowed, NotPossible
from muvengine.core.game.rehearsal import GameRehearsal
from muvengine.core.rules.draft import Draft, DraftOf, DraftState
from muvengine.formats.game_yaml.outline import game_outline_of
from muvengine.formats.rulebook_yaml.text_diff import text_diff
from muvengine.reads.game import next_game
from muvengine.reads.game_rehearsal import rehearse_game
from muvengine.reads.rulebook_life import draft_seen
from muvengine.services.keep_draft import drop_draft
from muvengine.services.propose_game import (
    WeighedGame,
    approve_game,
    game_publication_of,
    propose_game,
    weigh_game,
)
from muvengine.services.return_draft import return_draft
from muvengine.web import here
from muvengine.web.organiser.draft_form import authors_of, why_not
from muvengine.web.organiser.game_parts import game_parts, problems_of
from muvengine.web.organiser.open_draft import posted_revision
from muvengine.web.organiser.pages import pages
from muvengine.web.organiser.rulebook import day_of, problems_in_words
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.figures import FullDay
from muvengine.words.game_rehearsal_in_words import challenge_cost, cost, tables
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
BADGE_TRIPS_MAX: Final = 20_000
"""Trips that a page reads for badges, which takes about a second."""
ASKED_TRIPS_MAX: Final = 6_000
"""Trips that a page reads for challenges, which takes about a second too."""


@pages.get("/game/drafts/<int:draft_id>")
def game_draft(draft_id: int) -> Answer:
    """Show a draft, what it would have given in past weeks, and what may be done with it."""
    return _page(draft_id, None, HTTPStatus.OK)


@pages.post("/game/drafts/<int:draft_id>/propose")
def propose_game_draft(draft_id: int) -> Response | Answer:
    """Ask a second organiser to look."""

    def propose() -> None:
        wiring = here.wiring()
        propose_game(
            wiring.open_uow, draft_id, posted_revision(), actor=here.actor(), now=wiring.now()
        )
        tell("rulebooks.told_proposed")

    return _acted(draft_id, propose)


@pages.post("/game/drafts/<int:draft_id>/approve")
def approve_game_draft(draft_id: int) -> Response | Answer:
    """Put a draft in force that a colleague wrote."""
    if "read" not in request.form:
        return _page(draft_id, here.say("rulebooks.tick_needed"), HTTPStatus.UNPROCESSABLE_ENTITY)

    def approve() -> None:
        wiring = here.wiring()
        version = approve_game(
            wiring.open_uow, draft_id, posted_revision(), actor=here.actor(), now=wiring.now()
        )
        day = FullDay(version.first_day)
        tell("game_drafts.told_published", number=version.id, day=day)

    return _acted(draft_id, approve, then=".game")


@pages.post("/game/drafts/<int:draft_id>/return")
def give_back_game_draft(draft_id: int) -> Response | Answer:
    """Give a draft back to its authors, or take it back."""

    def give_back() -> None:
        wiring, answer = here.wiring(), request.form.get("answer", "").strip()
        return_draft(
            wiring.open_uow,
            draft_id,
            answer,
            actor=here.actor(),
            now=wiring.now(),
            kind=DraftOf.GAME,
        )
        tell("rulebooks.told_returned")

    return _acted(draft_id, give_back)


@pages.post("/game/drafts/<int:draft_id>/drop")
def give_up_game_draft(draft_id: int) -> Response | Answer:
    """Give a draft up."""

    def drop() -> None:
        wiring, kind = here.wiring(), DraftOf.GAME
        drop_draft(wiring.open_uow, draft_id, actor=here.actor(), now=wiring.now(), kind=kind)
        tell("rulebooks.told_dropped")

    return _acted(draft_id, drop, then=".game")


def _acted(draft_id: int, act: Callable[[], None], *, then: str = "") -> Response | Answer:
    """Do one thing to a draft and go on, or say on its page why not."""
    try:
        act()
    except (BadInput, NotAllowed, NotPossible, GameRefused, GameLate) as refusal:
        return _page(draft_id, why_not(refusal), status_of(refusal))
    target = url_for(then) if then else url_for(".game_draft", draft_id=draft_id)
    return redirect(target, HTTPStatus.SEE_OTHER)


def _page(draft_id: int, sentence: str | None, status: int) -> Answer:
    wiring, me = here.wiring(), here.me().person.id
    seen = draft_seen(wiring.open_reading, draft_id, DraftOf.GAME)
    one, weighed = seen.draft, None
    if one.state in {DraftState.OPEN, DraftState.PROPOSED}:
        weighed = weigh_game(wiring.open_reading, game_publication_of(one), wiring.now())
    refusal = weighed.refusal if weighed else None
    problems = problems_of(refusal)
    told = _rehearsed(weighed)
    page = render_template(
        "organiser/game_draft.html",
        draft=one,
        seen=seen,
        weighed=weighed,
        why_not=words_for(refusal) if refusal else None,
        problems=problems_in_words(problems, "game.yaml"),
        parts=game_parts(game_outline_of(one.text.source), problems),
        rehearsed_weeks=told,
        tables=tables(told, here.locale()) if told else (),
        cost=cost(told, here.locale()) if told else "",
        challenge_cost=challenge_cost(told, here.locale()) if told else (),
        lines=_lines(one),
        authors=authors_of(one, seen),
        mine=one.written_by(me),
        second=one.second_may_be(me),
        sentence=sentence,
        day_of=day_of,
    )
    return page, status


def _lines(one: Draft) -> str:
    """Put the text beside the game that was published last; nothing once it is over."""
    before = next_game(here.wiring().open_reading).source
    if not before or one.state in {DraftState.PUBLISHED, DraftState.DROPPED}:
        return ""
    return text_diff(before, one.text.source, names=("game", f"draft {one.id}"))


def _rehearsed(weighed: WeighedGame | None) -> GameRehearsal | None:
    if weighed is None or weighed.fit is None:
        return None
    wiring = here.wiring()
    return rehearse_game(
        wiring.open_reading,
        weighed.fit.game,
        wiring.now(),
        trips_max=BADGE_TRIPS_MAX,
        asked_max=ASKED_TRIPS_MAX,
    )
