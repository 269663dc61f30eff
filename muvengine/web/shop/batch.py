"""Type what was taken on paper: many lines, each answered in words."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from http import HTTPStatus
from typing import Final

from flask import render_template, request

from muvengine.core.errors import BadInput, StorageRefused
from muvengine.reads.shop_day import OWED, redemption_of
from muvengine.services.take_paper_list import (
    DAYS_BACK_MAX,
    PaperAnswer,
    PaperLine,
    take_paper_list,
)
from muvengine.web import here
from muvengine.web.refused import words_for
from muvengine.web.shop.amounts import amount_cents
from muvengine.web.shop.pages import pages

Answer = tuple[str, int]
LINES: Final = 12


@dataclass(frozen=True, slots=True)
class Typed:
    """One line as it was typed, and what is wrong with it before anything is tried."""

    code: str
    day: str
    amount: str
    line: PaperLine | None = None
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Told:
    """What a line hears.

    Attributes:
        typed: the line.
        good: it counts, now or when the organiser has decided.
        sentence: in the page's language.
        cents: what the shop is owed for it.
    """

    typed: Typed
    good: bool
    sentence: str
    cents: int = 0


@pages.get("/batch")
def batch() -> str:
    """Show empty lines."""
    return _page([], [])


@pages.post("/batch")
def take_batch() -> Answer:
    """Take each line; those that are wrong stay to be looked at."""
    typed = [one for number in range(LINES) if (one := _typed(request.form, number)).code]
    if not typed:
        return _page([], [], sentence=here.say("offline.batch_empty")), (
            HTTPStatus.UNPROCESSABLE_ENTITY
        )
    lines = [one.line for one in typed if one.line is not None]
    wiring = here.wiring()
    answers = iter(
        take_paper_list(
            wiring.open_uow,
            wiring.open_reading,
            lines,
            device=here.till(),
            key=request.form.get("attempt", ""),
            now=here.now(),
        )
    )
    told = [_told(one, next(answers) if one.line else None) for one in typed]
    wrong = [one.typed for one in told if not one.good]
    return _page(told, wrong), HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _typed(form: Mapping[str, str], number: int) -> Typed:
    code, day, amount = (
        form.get(f"{name}_{number}", "").strip() for name in ("code", "day", "amount")
    )
    today = here.now().date()
    try:
        when = date.fromisoformat(day)
    except ValueError:
        when = date.max
    if not today - timedelta(days=DAYS_BACK_MAX) <= when <= today:
        return Typed(code, day, amount, wrong="offline.batch_no_day")
    try:
        return Typed(code, day, amount, PaperLine(code, when, amount_cents(amount)))
    except BadInput:
        return Typed(code, day, amount, wrong="offline.batch_no_amount")


def _told(typed: Typed, answer: PaperAnswer | None) -> Told:
    if answer is None:
        return Told(typed, good=False, sentence=here.say(typed.wrong, n=DAYS_BACK_MAX))
    if isinstance(answer.refusal, StorageRefused):
        # Nothing was tried: the whole list is good to be sent again.
        raise answer.refusal
    if answer.refusal is not None:
        return Told(typed, good=False, sentence=words_for(answer.refusal))
    assert answer.redemption_id is not None
    reading = here.wiring().open_reading
    made = redemption_of(reading, here.till().shop_id, answer.redemption_id)
    word = "taken" if made.state in {"accepted", "settled"} else made.state
    cents = made.amount_cents if made.state in OWED else 0
    return Told(typed, good=True, sentence=here.say(f"offline.batch_{word}"), cents=cents)


def _page(told: list[Told], wrong: list[Typed], *, sentence: str = "") -> str:
    today = here.now().date().isoformat()
    empty = Typed("", today, "")
    return render_template(
        "shop/batch.html",
        answers=told,
        lines=(wrong + [empty] * LINES)[:LINES],
        sentence=sentence,
        today=today,
        first=(here.now().date() - timedelta(days=DAYS_BACK_MAX)).isoformat(),
    )
