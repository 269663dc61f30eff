"""My place: come on the boards under a made-up name, see three above and below, leave."""

from __future__ import annotations

import hashlib
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError, NotPossible
from muvengine.core.game.pseudonym import CHARACTERS_MAX
from muvengine.core.people.permission import HELPERS
from muvengine.reads.boards import my_board, proposed_free
from muvengine.services.join_board import join_board, leave_board, play_for_quarter
from muvengine.web import here
from muvengine.web.board_page import asked, words
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.web.refused import words_for
from muvengine.words.http_status import status_of

Answer = tuple[str, int]
_PROPOSED = 4


@pages.get("/board")
def board() -> Answer:
    """Show my place and my neighbours; before, ask whether I want one."""
    return _page(None, HTTPStatus.OK)


@pages.post("/board")
def come_on_boards() -> Response | Answer:
    """Put me on the boards."""
    wiring, said = here.wiring(), request.form.get("pseudonym", "")
    try:
        name = join_board(
            wiring.open_uow,
            here.subject().id,
            said,
            actor=here.actor(),
            now=wiring.now(),
            word_given=request.form.get("word") == "yes",
        )
    except MuvError as refusal:
        return _page(_refused(refusal), status_of(refusal), said)
    tell("board.told_joined", name=name)
    return redirect(url_for(".board"), HTTPStatus.SEE_OTHER)


@pages.post("/board/leave")
def leave_boards() -> Response:
    """Take me off every board."""
    wiring = here.wiring()
    if leave_board(wiring.open_uow, here.subject().id, actor=here.actor(), now=wiring.now()):
        tell("board.told_left")
    return redirect(url_for(".board"), HTTPStatus.SEE_OTHER)


@pages.post("/board/quarter")
def choose_quarter() -> Response:
    """Let me play for a quarter, or for none."""
    wiring, key = here.wiring(), request.form.get("quarter", "")
    play_for_quarter(wiring.open_uow, here.subject().id, key, actor=here.actor(), now=wiring.now())
    tell("board.told_quarter")
    return redirect(url_for(".board"), HTTPStatus.SEE_OTHER)


def _refused(refusal: MuvError) -> str:
    if isinstance(refusal, BadInput):
        fields = refusal.facts["fields"]
        assert isinstance(fields, dict)
        return here.say(f"board.{fields['pseudonym']}")
    if isinstance(refusal, NotPossible):
        return here.say("board.word_missing" if "word" in refusal.facts else "board.joined")
    return words_for(refusal)


def _proposed() -> str:
    """Make up a name that nobody has yet: two words, and a number where many play."""
    animals, qualities = (
        [word.strip() for word in here.say(f"board.{code}").split(",")]
        for code in ("animals", "qualities")
    )
    dice = hashlib.sha256(here.wiring().new_token().encode()).digest()
    names = []
    for number in range(_PROPOSED):
        first, second, third = dice[3 * number : 3 * number + 3]
        name = here.say(
            "board.propose",
            animal=animals[first % len(animals)],
            quality=qualities[second % len(qualities)],
        )
        names.append(f"{name} {third % 90 + 10}" if number else name)
    return proposed_free(here.wiring().open_reading, names)


def _page(sentence: str | None, status: int, typed: str | None = None) -> Answer:
    wiring = here.wiring()
    found = my_board(wiring.open_reading, here.subject().id, asked(), wiring.now())
    page = render_template(
        "participant/board.html",
        board=found,
        sentence=sentence,
        pseudonym=(_proposed() if typed is None else typed) if found.on is None else "",
        name_characters=CHARACTERS_MAX,
        helped=here.actor().kind in HELPERS,
        **words(),
    )
    return page, status
