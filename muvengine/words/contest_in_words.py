"""A contest as its readers see it: what was said, what was answered, where the money stands."""

from __future__ import annotations

from datetime import tzinfo

from muvengine.core.vouchers.contest import Contest
from muvengine.core.vouchers.statement import Statement
from muvengine.words.catalogue import say
from muvengine.words.figures import Cents, FullDay


def about(contest: Contest, locale: str) -> str:
    """Say what a shop says is wrong."""
    reason = say(f"contests.reason_{contest.reason.value}", locale)
    if contest.line is None:
        return reason
    line = say("contests.about_line", locale, line=contest.line)
    return f"{line}{say('layout.colon', locale)} {reason}"


def answer(
    contest: Contest, carrier: Statement | None, zone: tzinfo, locale: str
) -> tuple[str, ...]:
    """Say what was answered and what comes of it; nothing while it waits."""
    if contest.decided_at is None:
        return ()
    day = FullDay(contest.decided_at.astimezone(zone).date())
    said = [say("contests.answered", locale, day=day, reason=contest.answer)]
    if contest.cents:
        more = "more" if contest.cents > 0 else "less"
        said.append(say(f"contests.{more}", locale, amount=Cents(abs(contest.cents))))
        said.append(_where(contest, carrier, locale))
    return tuple(said)


def _where(contest: Contest, carrier: Statement | None, locale: str) -> str:
    if carrier is None:
        return say("contests.on_next" if contest.cents > 0 else "contests.on_later", locale)
    if carrier.number is None:
        return say("contests.on_draft", locale)
    return say("contests.on_number", locale, number=str(carrier.number))
