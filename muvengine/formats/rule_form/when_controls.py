"""Conditions as fields: hours, days, weather, routes, and every measure."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import date, timedelta
from typing import Final

from muvengine.core.rules.conditions import FLAGS, MEASURES, WORDS, ZONE_WORDS
from muvengine.formats.rule_form.controls import (
    Around,
    Control,
    Fields,
    Typed,
    Words,
    as_rows,
    bounds,
    chosen,
    first,
    offered,
    rows_of,
    texts_in,
    ticks,
    yes_no,
)
from muvengine.formats.rulebook_yaml.plain import is_day

WHEN_ORDER: Final = (
    "verdict",
    "evidence",
    "segment",
    "assisted",
    "first_of_mode",
    *MEASURES,
    "route",
    "route_share",
    *ZONE_WORDS,
    "weather",
    "weekday",
    "date_in",
    "start_between",
    "any",
    "none",
)
"""In which order a new condition stands among the others."""

_EVE: Final = timedelta(days=1)


def when_controls(
    when: Words, around: Around, known: Collection[str] = WHEN_ORDER
) -> Iterator[Control]:
    """Give a control for every condition that a form can show.

    Args:
        when: the conditions there are.
        around: what is offered.
        known: words that may stand here; others have no control.
    """
    alone = "any" not in known or ("any" in when and not _windows(when["any"]))
    for control in _every(when, around, alone=alone):
        if all(word in known for word in control.words):
            yield control


def _every(when: Words, around: Around, *, alone: bool) -> Iterator[Control]:
    yield ticks("when.weekday", "weekday", WORDS["weekday"])
    yield hours(alone=alone)
    yield days()
    yield ticks("when.weather", "weather", WORDS["weather"])
    yield not_in_weather()
    yield on_route(offered(around.routes, when.get("route")), around.sign)
    for word in ZONE_WORDS:
        yield ticks(f"when.{word}", word, offered(around.zones, when.get(word)))
    for word in MEASURES:
        yield bounds(word, around.sign)
    for word in ("evidence", "verdict"):
        yield ticks(f"when.{word}", word, WORDS[word])
    for word in FLAGS:
        yield yes_no(word)
    yield segments()


def _windows(alternatives: object) -> bool:
    """Tell whether alternatives are nothing but hours of the day."""
    return isinstance(alternatives, list) and all(
        isinstance(one, dict) and [*one] == ["start_between"] for one in alternatives
    )


def hours(*, alone: bool) -> Control:
    """Show from one hour to another, or several such pairs: ``any`` of them.

    Args:
        alone: ``any`` says something else already, so that there is room for one pair only.
    """
    name = "when.hours"

    def show(part: Words) -> Fields:
        windows = [one["start_between"] for one in part.get("any", ())]
        windows += [part["start_between"]] if "start_between" in part else []
        rows = [
            {"from": str(window[0]), "to": str(window[-1])}
            for window in windows
            if isinstance(window, list) and window
        ]
        return as_rows(name, rows)

    def read(typed: Typed, part: Words) -> Words:
        windows = [[row["from"], row["to"]] for row in rows_of(typed, name, "from", "to")]
        if not windows:
            return {}
        if alone or (len(windows) == 1 and "any" not in part):
            return {"start_between": windows[0]}
        return {"any": [{"start_between": window} for window in windows]}

    words = ("start_between",) if alone else ("start_between", "any")
    return Control(name, words, show, read)


def days() -> Control:
    """Show single days, and days in a row by the first and the last one."""
    name = "when.date_in"

    def show(part: Words) -> Fields:
        spans = part.get("date_in")
        return as_rows(name, [_row(one) for one in spans] if isinstance(spans, list) else [])

    def read(typed: Typed, _part: Words) -> Words:
        rows = rows_of(typed, name, "first", "last")
        spans = [_span(row["first"], row["last"]) for row in rows]
        return {"date_in": spans} if spans else {}

    return Control(name, ("date_in",), show, read)


def _row(span: object) -> dict[str, str]:
    if not isinstance(span, dict):
        return {"first": str(span), "last": ""}
    end = str(span.get("until", ""))
    last = (date.fromisoformat(end) - _EVE).isoformat() if is_day(end) else end
    return {"first": str(span.get("from", "")), "last": last}


def _span(day: str, last: str) -> str | dict[str, str]:
    if not last:
        return day
    end = (date.fromisoformat(last) + _EVE).isoformat() if is_day(last) else last
    return {"from": day, "until": end}


def not_in_weather() -> Control:
    """Show weather in which nothing is paid: ``none`` with the weather alone in it."""
    name = "when.not_weather"

    def said(part: Words) -> list[str]:
        match part.get("none"):
            case [{"weather": weather}]:
                return texts_in(weather)
        return []

    def show(part: Words) -> Fields:
        return {name: said(part)}

    def read(typed: Typed, part: Words) -> Words:
        ticked = chosen(typed, name, said(part), WORDS["weather"])
        return {"none": [{"weather": ticked}]} if ticked else {}

    return Control(name, ("none",), show, read, WORDS["weather"])


def on_route(options: tuple[str, ...], sign: str) -> Control:
    """Show set routes, and how much of one was followed."""
    name = "when.route"
    share = bounds("route_share", sign, percent=True)

    def show(part: Words) -> Fields:
        return {name: texts_in(part.get("route")), **share.show(part)}

    def read(typed: Typed, part: Words) -> Words:
        ticked = chosen(typed, name, part.get("route"), options)
        return ({"route": ticked} if ticked else {}) | share.read(typed, part)

    return Control(name, ("route", "route_share"), show, read, options)


def segments() -> Control:
    """Show public groups of people, by name, with spaces or commas between them."""
    name = "when.segment"

    def show(part: Words) -> Fields:
        return {name: [" ".join(texts_in(part.get("segment")))]}

    def read(typed: Typed, _part: Words) -> Words:
        names = first(typed, name).replace(",", " ").split()
        return {"segment": names} if names else {}

    return Control(name, ("segment",), show, read)
