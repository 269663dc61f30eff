"""Type what was taken on paper: many lines, each answered in words."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from http import HTTPStatus

from flask import render_template, request

from muvengine.services.take_paper_list import (
    DAYS_BACK_MAX,
    PaperAnswer,
    PaperLine,
    PaperList,
    take_paper_list,
)
from muvengine.web import here
from muvengine.web.paper_lines import LINES, Entered, enter_lines
from muvengine.web.shop.pages import pages

Answer = tuple[str, int]


@pages.get("/batch")
def batch() -> str:
    """Show empty lines."""
    return _page([])


@pages.post("/batch")
def take_batch() -> Answer:
    """Take each line; those that are wrong stay to be looked at."""
    told = [one for one in enter_lines(here.till().shop_id, _take) if one.code]
    if not told:
        page = _page([], sentence=here.say("offline.batch_empty"))
        return page, HTTPStatus.UNPROCESSABLE_ENTITY
    wrong = any(one.wrong for one in told)
    return _page(told), HTTPStatus.UNPROCESSABLE_ENTITY if wrong else HTTPStatus.OK


def _take(lines: Sequence[PaperLine]) -> list[PaperAnswer]:
    wiring = here.wiring()
    paper = PaperList(lines, request.form.get("attempt", ""))
    return take_paper_list(wiring.open_uow, paper, device=here.till(), now=here.now())


def _page(told: Sequence[Entered], *, sentence: str = "") -> str:
    today = here.now().date()
    wrong = [one for one in told if one.wrong]
    return render_template(
        "shop/batch.html",
        answers=told,
        lines=(wrong + [Entered(day=today.isoformat())] * LINES)[:LINES],
        sentence=sentence,
        today=today.isoformat(),
        first=(today - timedelta(days=DAYS_BACK_MAX)).isoformat(),
    )
