"""My challenges: what is proposed, what I chose, how far I am, what it brought."""

from __future__ import annotations

from datetime import date
from http import HTTPStatus

from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import BadInput, MuvError
from muvengine.reads import challenges as reading
from muvengine.services.choose_challenge import Choosing, choose_challenge
from muvengine.services.join_sponsored import JoiningShop, join_sponsored
from muvengine.services.leave_challenge import CarFree, Leaving, leave_challenge, say_car_free
from muvengine.web import here
from muvengine.web.challenge_words import ChallengeWords, challenge_refused, words
from muvengine.web.owner_words import in_words_of
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.words.http_status import status_of

Answer = tuple[str, int]


@pages.get("/challenges")
def challenges() -> Answer:
    """Show this week's challenges and those that are over."""
    return _page(None, HTTPStatus.OK)


@pages.post("/challenges")
def choose() -> Response | Answer:
    """Take one up: one that is proposed, the team's, or by the code of a challenge for two."""
    form = request.form
    run = form.get("run", "")
    choosing = Choosing(
        here.subject().id,
        form.get("name", ""),
        form.get("difficulty", ""),
        int(run) if run.isascii() and run.isdigit() else 0,
        form.get("code", "").strip(),
    )
    wiring, attempt = here.wiring(), choosing.attempt(here.actor(), form.get("attempt", ""))
    try:
        choose_challenge(
            wiring.open_uow,
            choosing,
            attempt=attempt,
            now=here.now(),
            new_token=wiring.new_token,
        )
    except MuvError as refusal:
        return _refused(refusal)
    return _back("challenge.chosen")


@pages.post("/challenges/shops/<public_id>")
def join_shop_challenge(public_id: str) -> Response | Answer:
    """Take up what a shop asks for."""
    joining = JoiningShop(here.subject().id, public_id)
    attempt = joining.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        join_sponsored(here.wiring().open_uow, joining, attempt=attempt, now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("challenge.chosen")


@pages.post("/challenges/<int:run_id>/leave")
def leave_my_challenge(run_id: int) -> Response | Answer:
    """Leave one; nothing is lost."""
    leaving = Leaving(here.subject().id, run_id)
    attempt = leaving.attempt(here.actor(), request.form.get("attempt", ""))
    try:
        leave_challenge(here.wiring().open_uow, leaving, attempt=attempt, now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return _back("challenge.left")


@pages.post("/challenges/<int:run_id>/days")
def say_day(run_id: int) -> Response | Answer:
    """Say that a day was without a car, or was not after all."""
    try:
        day = _day(request.form.get("day", ""))
        said = CarFree(here.subject().id, run_id, day, request.form.get("without") == "yes")
        attempt = said.attempt(here.actor(), request.form.get("attempt", ""))
        say_car_free(here.wiring().open_uow, said, attempt=attempt, now=here.now())
    except MuvError as refusal:
        return _refused(refusal)
    return redirect(url_for(".challenges"), HTTPStatus.SEE_OTHER)


@pages.get("/challenges/paper")
def challenges_paper() -> str:
    """Print them, in the language of who keeps the paper."""
    person, open_reading = here.subject(), here.wiring().open_reading
    return render_template(
        "paper/challenges.html",
        person=person,
        day=here.now().date(),
        now=reading.this_week(open_reading, person.id, here.now()),
        spoken=ChallengeWords(person.locale),
        **in_words_of(person),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(fields={"day": "invalid"}) from None


def _back(code: str) -> Response:
    tell(code)
    return redirect(url_for(".challenges"), HTTPStatus.SEE_OTHER)


def _refused(refusal: MuvError) -> Answer:
    return _page(challenge_refused(refusal), status_of(refusal))


def _page(sentence: str | None, status: int) -> Answer:
    open_reading, person = here.wiring().open_reading, here.subject()
    page = render_template(
        "participant/challenges.html",
        now=reading.this_week(open_reading, person.id, here.now()),
        earlier=reading.my_challenges(open_reading, person.id, here.now()),
        sentence=sentence,
        spoken=words(),
    )
    return page, status
