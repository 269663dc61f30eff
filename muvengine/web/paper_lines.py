"""The paper list of a shop, typed in line by line, by an organiser or a mediator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from flask import request
from marshmallow import ValidationError

from muvengine.core.errors import BadInput, MuvError
from muvengine.core.people.token import token_hash
from muvengine.services.enter_paper import PaperLine, enter_paper
from muvengine.web import here
from muvengine.web.euros import cents_of
from muvengine.web.refused import words_for

LINES: Final = 10
_CODE_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class Entered:
    """A line, as it was typed, and what came of it.

    Attributes:
        day, code, amount: as typed.
        wrong: a sentence, or empty where it was taken; None for a line that nobody filled.
    """

    day: str = ""
    code: str = ""
    amount: str = ""
    wrong: str | None = None

    @property
    def taken(self) -> bool:
        """Tell whether the voucher was taken by this line."""
        return self.wrong == ""


def enter_lines(shop: str, by: str) -> tuple[Entered, ...]:
    """Enter every line of the posted form, each once however often the form is sent.

    Args:
        shop: its key.
        by: the form's attempt.
    """
    return tuple(_enter(shop, f"{by}:{number}", number) for number in range(LINES))


def no_lines(today: date) -> tuple[Entered, ...]:
    """Give an empty form: the first day is today's."""
    return (Entered(day=today.isoformat()), *(Entered() for _ in range(LINES - 1)))


def _enter(shop: str, key: str, number: int) -> Entered:
    typed = {name: _typed(request.form, name, number) for name in ("day", "code", "amount")}
    if not typed["code"]:
        return Entered(**typed)
    try:
        day = date.fromisoformat(typed["day"])
        amount = cents_of(typed["amount"]) if typed["amount"] else None
        line = PaperLine(shop, day, typed["code"][:_CODE_MAX], amount)
        # A line that was mended is another attempt; the same line sent again is not.
        attempt = line.attempt(here.me().person_actor, f"{key}:{token_hash(repr(line))[:16]}")
        enter_paper(here.wiring().open_uow, line, attempt=attempt, now=here.now())
    except ValidationError as error:
        return Entered(**typed, wrong=here.say(str(error.messages[0])))
    except (ValueError, BadInput):
        return Entered(**typed, wrong=here.say("shop_hand.paper_bad_day"))
    except MuvError as refusal:
        return Entered(**typed, wrong=words_for(refusal))
    return Entered(**typed, wrong="")


def _typed(form: Mapping[str, str], name: str, number: int) -> str:
    return form.get(f"{name}-{number}", "").strip()
