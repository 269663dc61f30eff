"""A score sheet in plain words, most useful lines first."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from types import MappingProxyType
from typing import Any, Final

from muvengine.core.rules.checks import Params
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import Condition, implied
from muvengine.core.rules.rulebook import Flat, Rule, Rulebook, Scaled
from muvengine.core.rules.score import Line, LineStatus
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

Why = Mapping[str, Any]

GIVEN: Final = frozenset({LineStatus.APPLIED, LineStatus.CAP, LineStatus.FAILED})


@dataclass(frozen=True, slots=True)
class Explained:
    """One line of a score sheet in words.

    Attributes:
        rule, kind, status: as in the line.
        label: what the rule is called.
        points: whole points.
        why: the reason, or empty.
        missed: it gave nothing; pages fold these lines away.
    """

    rule: str
    kind: str
    status: str
    label: str
    points: int
    why: str
    missed: bool


@dataclass(frozen=True, slots=True)
class _Page:
    book: Rulebook
    params: Params
    locale: str
    routes: Mapping[str, str]

    def say(self, code: str, **facts: object) -> str:
        return say(f"rule_phrases.{code}", self.locale, **facts)

    def write(self, value: Decimal | str) -> str:
        return written(value, self.locale)

    def rule(self, name: str) -> Rule | None:
        return next((rule for rule in self.book.rules if rule.name == name), None)

    def when(self, name: str) -> tuple[Condition, ...]:
        for gate in self.book.gates:
            if gate.name == name:
                return gate.when
        rule = self.rule(name)
        return (*rule.when, *implied(rule.when)) if rule else ()


def explain(
    lines: Iterable[Line],
    rulebook: Rulebook,
    locale: str,
    day: date,
    routes: Mapping[str, str] = MappingProxyType({}),
) -> tuple[Explained, ...]:
    """Say every line of a sheet; those that gave or took points first, then what was missed.

    Args:
        lines: of the score.
        rulebook: the version it was scored with.
        locale: see ``say``.
        day: the trip's local day.
        routes: what people call the set routes; one that is not there is told by its key.
    """
    page = _Page(rulebook, params_on(rulebook, day), locale, routes)
    said = [
        Explained(
            rule=line.rule,
            kind=line.kind,
            status=line.status.value,
            label=rule_label(rulebook, line.rule, locale),
            points=line.points,
            why=_WHY[line.status](line, page),
            missed=line.status not in GIVEN,
        )
        for line in lines
    ]
    return tuple(sorted(said, key=lambda line: line.missed))


def _applied(line: Line, page: _Page) -> str:
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


def _bonus(line: Line, page: _Page) -> str:
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


def _failed(line: Line, page: _Page) -> str:
    if line.why.get("value") == "refused":
        return page.say("refused")
    return page.say("failed", why=_unmet(line, page))


def _unmet(line: Line, page: _Page) -> str:
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


def _limit(line: Line, page: _Page) -> str:
    rule = page.rule(line.rule)
    if rule is not None and rule.limit is not None:
        return page.say("limit", limit=limit_in_words(rule.limit, page.params, page.locale))
    times, period = int(line.why.get("times", 1)), line.why.get("per", "day")  # type: ignore[call-overload]
    return page.say("limit", limit=page.say(f"limit_{period}", n=times))


def _beaten(line: Line, page: _Page) -> str:
    winner = rule_label(page.book, str(line.why.get("by", "")), page.locale)
    return page.say("beaten", by=winner)


def _cap(line: Line, page: _Page) -> str:
    return page.say("cap", limit=line.why["limit"], used=line.why["used"])


_WHY: Final[Mapping[LineStatus, Callable[[Line, _Page], str]]] = {
    LineStatus.APPLIED: _applied,
    LineStatus.SKIPPED: _unmet,
    LineStatus.LIMIT: _limit,
    LineStatus.BEATEN: _beaten,
    LineStatus.CAP: _cap,
    LineStatus.FAILED: _failed,
}
