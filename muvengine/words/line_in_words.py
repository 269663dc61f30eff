"""One line of a score sheet in plain words: why it is so, and what it would have taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any, Final

from muvengine.core.rules.checks import Params
from muvengine.core.rules.conditions import Condition, implied
from muvengine.core.rules.rulebook import Flat, Gate, Otherwise, Owner, Rule, Rulebook, Scaled
from muvengine.core.rules.score import Line, LineStatus
from muvengine.words.another_time import counts_again, has_room_again
from muvengine.words.catalogue import say
from muvengine.words.conditions_in_words import (
    amount,
    instead,
    joined,
    length,
    wanted,
    written,
)
from muvengine.words.figures import Share
from muvengine.words.rulebook_in_words import (
    limit_in_words,
    reached_in_words,
    rule_label,
    step_in_words,
)
from muvengine.words.what_it_takes import Asked, need

Why = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet's rulebook on its day, and the language it is told in; routes by key."""

    book: Rulebook
    params: Params
    locale: str
    routes: Mapping[str, str]
    day: date

    @property
    def asked(self) -> Asked:
        """Give the same for what it takes."""
        return Asked(self.book, self.params, self.locale, self.routes)

    def say(self, code: str, **facts: object) -> str:
        """Say a sentence about rules."""
        return say(f"rule_phrases.{code}", self.locale, **facts)

    def write(self, value: Decimal | str) -> str:
        """Write an exact number."""
        return written(value, self.locale)

    def rule(self, name: str) -> Rule | None:
        """Find a rule by name."""
        return next((rule for rule in self.book.rules if rule.name == name), None)

    def gate(self, name: str) -> Gate | None:
        """Find a gate by name."""
        return next((gate for gate in self.book.gates if gate.name == name), None)

    def when(self, name: str) -> tuple[Condition, ...]:
        """Give what a rule or gate asks, said or not."""
        gate = self.gate(name)
        if gate is not None:
            return gate.when
        rule = self.rule(name)
        return (*rule.when, *implied(rule.when)) if rule else ()


def why_of(line: Line, page: Page) -> str:
    """Say why a line is so; empty where there is nothing to say."""
    return _WHY[line.status](line, page)


def told_of(line: Line, page: Page, gives: int) -> str:
    """Say why, with what it would have taken or what becomes of it another time.

    Args:
        line: of the sheet.
        page: where it stands.
        gives: points surely missed; 0 where nobody can be sure.
    """
    return _TOLD[line.status](line, page, gives)


def _applied(line: Line, page: Page) -> str:
    why: Why = line.why
    if "bands" in why:
        text = joined(
            "and",
            [
                page.say(
                    "applied_km",
                    length=length(metres / Decimal(1000), page.locale),
                    points=page.write(points),
                    n=amount(Decimal(points)),
                )
                for metres, points in why["bands"]
            ],
            page.locale,
        )
        if "paid" in why:
            text = page.say("applied_day", why=text, n=why["paid"])
    elif "routes" in why:
        told = [
            page.say(
                "applied_route",
                route=page.routes.get(one["route"], one["route"]),
                share=Share(one["share"]),
            )
            for one in why["routes"]
        ]
        text = ", ".join(told)
    else:
        text = _bonus(line, page)
    if "unclipped" in why:
        return page.say("applied_clipped", why=text, points=line.points)
    return text


def _bonus(line: Line, page: Page) -> str:
    why: Why = line.why
    rule = page.rule(line.rule)
    if rule is not None and isinstance(rule.pays, Scaled) and "steps" in why:
        reached = reached_in_words(rule.pays, int(why["steps"]), page.params, page.locale)
        if "percent" not in why:
            return reached
        percent = page.write(why["percent"])
        return page.say("applied_scaled_percent", reached=reached, percent=percent, n=why["base"])
    if "percent" in why:
        percent = page.write(why["percent"])
        return page.say("applied_percent", percent=percent, n=why["base"])
    if rule is None or isinstance(rule.pays, Flat):
        return page.say("applied_flat", n=line.points)
    return ""


def _failed(line: Line, page: Page) -> str:
    if line.why.get("value") == "refused":
        return page.say("refused")
    return page.say("failed", why=_unmet(line, page))


def _unmet(line: Line, page: Page) -> str:
    want = wanted(line.why, page.when(line.rule), page.params, page.locale)
    rule = page.rule(line.rule)
    if (
        not want
        and rule
        and isinstance(rule.pays, Scaled)
        and rule.pays.by == line.why["condition"]
    ):
        want = step_in_words(rule.pays, page.params, page.locale)
    was = instead(line.why, page.locale)
    if want and was:
        return page.say("unmet", why=want, was=was)
    return want or was or page.say("label_verdict")


def _limit(line: Line, page: Page) -> str:
    rule = page.rule(line.rule)
    if rule is not None and rule.limit is not None:
        return page.say("limit", limit=limit_in_words(rule.limit, page.params, page.locale))
    times, period = int(line.why.get("times", 1)), line.why.get("per", "day")  # type: ignore[call-overload]
    return page.say("limit", limit=page.say(f"limit_{period}", n=times))


def _beaten(line: Line, page: Page) -> str:
    winner = rule_label(page.book, str(line.why.get("by", "")), page.locale)
    return page.say("beaten", by=winner)


def _cap(line: Line, page: Page) -> str:
    limit, used = line.why["limit"], line.why["used"]
    cap = next((cap for cap in page.book.caps if cap.name == line.rule), None)
    if cap is not None and cap.owner is not Owner.PARTICIPANT:
        return page.asked.say(f"cap_{cap.owner.value}", limit=limit, used=used)
    if not used:
        return page.asked.say("cap_unused", limit=limit)
    return page.say("cap", limit=limit, used=used)


_WHY: Final[Mapping[LineStatus, Callable[[Line, Page], str]]] = {
    LineStatus.APPLIED: _applied,
    LineStatus.SKIPPED: _unmet,
    LineStatus.LIMIT: _limit,
    LineStatus.BEATEN: _beaten,
    LineStatus.CAP: _cap,
    LineStatus.FAILED: _failed,
}


def _missed_told(line: Line, page: Page, gives: int) -> str:
    """Say what it would have taken, and what the case was instead."""
    asked, rule = page.asked, page.rule(line.rule)
    needed = need(line.why, page.when(line.rule), rule, asked)
    if not needed:
        return page.say("failed", why=_unmet(line, page))
    if gives:
        told = asked.say("would_give", need=needed, n=gives)
    else:
        told = asked.say("needed", need=needed)
    # Another day, other weather, no route at all: what it was instead is in the words already.
    plain = line.why.get("value") is None or line.why.get("condition") in {"weekday", "weather"}
    was = "" if plain else instead(line.why, page.locale)
    return _begun(page.say("unmet", why=told, was=was) if was else told)


def _failed_told(line: Line, page: Page, gives: int) -> str:
    if line.why.get("value") == "refused":
        return f"{page.say('refused')} {page.asked.say('ask')}"
    gate = page.gate(line.rule)
    if gate is not None and gate.otherwise is Otherwise.REVIEW:
        return f"{page.asked.say('person_looks')} {_failed(line, page)}"
    return _missed_told(line, page, gives)


def _limit_told(line: Line, page: Page, _gives: int) -> str:
    return f"{_limit(line, page)} {counts_again(line, page.day, page.asked)}".strip()


def _beaten_told(line: Line, page: Page, _gives: int) -> str:
    winner = rule_label(page.book, str(line.why.get("by", "")), page.locale)
    return f"{_beaten(line, page)} {page.asked.say('without_better', by=winner)}"


def _cap_told(line: Line, page: Page, _gives: int) -> str:
    return f"{_cap(line, page)} {has_room_again(line, page.day, page.asked)}".strip()


def _begun(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]


_TOLD: Final[Mapping[LineStatus, Callable[[Line, Page, int], str]]] = {
    LineStatus.APPLIED: lambda line, page, _gives: _applied(line, page),
    LineStatus.SKIPPED: _missed_told,
    LineStatus.LIMIT: _limit_told,
    LineStatus.BEATEN: _beaten_told,
    LineStatus.CAP: _cap_told,
    LineStatus.FAILED: _failed_told,
}
