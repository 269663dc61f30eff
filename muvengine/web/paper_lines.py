"""The paper list of a shop, typed in line by line, by the shop, an organiser or a mediator."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Final

from flask import request
from marshmallow import ValidationError

from muvengine.core.errors import BadInput, StorageRefused
from muvengine.reads.shop_day import OWED, redemption_of
from muvengine.services.enter_paper import enter_paper
from muvengine.services.take_paper_list import PaperAnswer, PaperLine, PaperList
from muvengine.web import here
from muvengine.web.euros import cents_of
from muvengine.web.refused import words_for

LINES: Final = 12
_CODE_MAX: Final = 200
TakeLines = Callable[[Sequence[PaperLine]], list[PaperAnswer]]


@dataclass(frozen=True, slots=True)
class Entered:
    """A line, as it was typed, and what came of it.

    Attributes:
        day, code, amount: as typed.
        taken: it counts, now or when the organiser has decided.
        sentence: what the line hears; empty for a line that nobody filled.
        cents: what the shop is owed for it.
    """

    day: str = ""
    code: str = ""
    amount: str = ""
    taken: bool = False
    sentence: str = ""
    cents: int = 0

    @property
    def wrong(self) -> bool:
        """Tell whether somebody must look at it."""
        return bool(self.sentence) and not self.taken


def no_lines(today: date) -> tuple[Entered, ...]:
    """Give an empty form: the first day is today's."""
    return (Entered(day=today.isoformat()), *(Entered() for _ in range(LINES - 1)))


def enter_lines(shop_id: int, take: TakeLines) -> tuple[Entered, ...]:
    """Take every line of the posted form; each is answered by itself, in its place.

    Args:
        shop_id: whose list it is.
        take: takes those lines that can be read, each once however often they are sent.

    Raises:
        StorageRefused: nothing was tried; the whole list is good to be sent again.
    """
    lines: list[Entered] = []
    for number in range(LINES):
        day, code, amount = (
            request.form.get(f"{name}-{number}", "").strip() for name in ("day", "code", "amount")
        )
        if code and not day and lines:
            # People write the day once and leave it out beneath.
            day = lines[-1].day
        lines.append(Entered(day, code[:_CODE_MAX], amount))
    read = [_read(line) for line in lines]
    answers = iter(take([line for line in read if isinstance(line, PaperLine)]))
    return tuple(
        _told(line, next(answers), shop_id) if isinstance(found, PaperLine) else found
        for line, found in zip(lines, read, strict=True)
    )


def enter_for_shop(shop_id: int, key: str) -> tuple[Entered, ...]:
    """Take the posted lines for a shop, by the hand of who is signed in."""
    wiring, by = here.wiring(), request.form.get("attempt", "")

    def take(lines: Sequence[PaperLine]) -> list[PaperAnswer]:
        paper = PaperList(lines, by, here.me().person_actor)
        return enter_paper(wiring.open_uow, paper, shop=key, now=here.now())

    return enter_lines(shop_id, take)


def _read(typed: Entered) -> PaperLine | Entered:
    if not typed.code:
        return typed
    try:
        day = date.fromisoformat(typed.day)
        return PaperLine(typed.code, day, cents_of(typed.amount) if typed.amount else None)
    except ValidationError as error:
        return replace(typed, sentence=here.say(str(error.messages[0])))
    except ValueError:
        return replace(typed, sentence=here.say("shop_hand.paper_bad_day"))


def _told(typed: Entered, answer: PaperAnswer, shop_id: int) -> Entered:
    if isinstance(answer.refusal, StorageRefused):
        raise answer.refusal
    if isinstance(answer.refusal, BadInput):
        return replace(typed, sentence=here.say("shop_hand.paper_bad_day"))
    if answer.refusal is not None:
        return replace(typed, sentence=words_for(answer.refusal))
    assert answer.redemption_id is not None
    made = redemption_of(here.wiring().open_reading, shop_id, answer.redemption_id)
    word = "taken" if made.state in {"accepted", "settled"} else made.state
    cents = made.amount_cents if made.state in OWED else 0
    return replace(typed, taken=True, sentence=here.say(f"offline.batch_{word}"), cents=cents)
