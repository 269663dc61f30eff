"""Does the rulebook mean anything?

Checked on plain values, so that it can be told together with what is wrong in shape; a
value of another shape than expected is passed over here.
"""

from __future__ import annotations

from typing import Any

from muvengine.core.rules.evaluate import VERDICT_GATE
from muvengine.formats.rulebook_yaml.fields import PARAM, FigureField
from muvengine.formats.rulebook_yaml.places import field_at, near
from muvengine.formats.rulebook_yaml.plain import (
    Document,
    Report,
    as_dict,
    as_list,
    blocks,
    is_day,
    is_number,
    numbers_of,
    texts,
)
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.references import RULE_LISTS, check_references
from muvengine.formats.rulebook_yaml.schema import rulebook_schema


def check_meaning(document: Document, languages: tuple[str, ...], report: Report) -> None:
    """Report everything that is well formed but means nothing.

    Args:
        document: plain values.
        languages: every label must be in these; none given means those of the rulebook's
            own label.
        report: called with code, path and facts; ``at_key`` points to the word itself.
    """
    _names(document, report)
    check_references(document, report)
    _params(document, report)
    _dates(document, report)
    _bands(document, report)
    _never(document, report)
    _labels(document, languages or _languages(document), report)


def _names(document: Document, report: Report) -> None:
    seen: dict[str, Path] = {}
    places = [(block, "rule") for block in RULE_LISTS] + [("caps", "cap")]
    for block, word in places:
        for number, rule in enumerate(as_list(document.get(block))):
            name = rule.get(word) if isinstance(rule, dict) else None
            if not isinstance(name, str):
                continue
            path: Path = (block, number, word)
            if name in seen or name == VERDICT_GATE:
                report("R201", path, name=name, first=seen.get(name, ()))
            seen.setdefault(name, path)


def _params(document: Document, report: Report) -> None:
    params = as_dict(document.get("params"))
    schema = rulebook_schema()
    for path, value in texts(document, ()):
        named = PARAM.match(value)
        if named is None or path[0] in {"examples", "params"}:
            continue
        field = field_at(schema, path)
        if not isinstance(field, FigureField):
            continue
        name = named[1]
        if name not in params:
            report("R204", path, name=name, near=near(name, tuple(params)))
            continue
        for number in numbers_of(params[name]):
            if not field.fits(number):
                report("R211", path, name=name, value=str(number), **field.bounds)


def _dates(document: Document, report: Report) -> None:
    effective = as_dict(document.get("effective"))
    first, end = effective.get("from"), effective.get("until")
    if is_day(first) and is_day(end) and str(end) <= str(first):
        report("R205", ("effective", "until"), kind="until", first=first)
    for name, values in as_dict(document.get("params")).items():
        before = ""
        for number, dated in enumerate(as_list(values)):
            start = as_dict(dated).get("from")
            if not is_day(start):
                continue
            path: Path = ("params", name, number, "from")
            if number == 0 and is_day(first) and str(start) > str(first):
                report("R205", path, kind="late", first=first)
            elif str(start) <= before:
                report("R205", path, kind="order", first=before)
            before = str(start)


def _bands(document: Document, report: Report) -> None:
    for number, rule in enumerate(as_list(document.get("earn"))):
        bands = as_list(as_dict(rule).get("per_km"))
        before: Any = 0
        for place, band in enumerate(bands):
            path: Path = ("earn", number, "per_km", place)
            end = as_dict(band).get("up_to")
            last = place == len(bands) - 1
            if end is None and not last:
                report("R207", path, kind="open")
            elif is_number(end) and end <= before:
                report("R207", (*path, "up_to"), kind="order", before=str(before))
            elif end is not None and last:
                report("R207", path, kind="end")
            before = end if is_number(end) else before


def _never(document: Document, report: Report) -> None:
    holds = as_dict(document.get("effective"))
    for path, value in blocks(document, ()):
        _date_in(value.get("date_in"), (*path, "date_in"), holds, report)
        low: Any = value.get("min")
        high: Any = value.get("max")
        if "when" in path and is_number(low) and is_number(high) and low > high:
            report("R208", path, kind="range", low=str(low), high=str(high))
        window = value.get("start_between")
        if isinstance(window, list) and len(window) == 2 and window[0] == window[1]:  # noqa: PLR2004
            report("R208", (*path, "start_between"), kind="window")


def _date_in(days: object, path: Path, holds: Document, report: Report) -> None:
    within = [_meets(as_dict(span) or {"from": span}, holds) for span in as_list(days)]
    for number, span in enumerate(as_list(days)):
        first, end = as_dict(span).get("from"), as_dict(span).get("until")
        if is_day(first) and is_day(end) and str(end) <= str(first):
            report("R205", (*path, number, "until"), kind="until", first=first)
            return
    if within and not any(within):
        report("R208", path, kind="days")


def _meets(span: Document, holds: Document) -> bool:
    """Tell whether days in a row, or a single one, can be days of the rulebook."""
    first, end = span.get("from"), span.get("until")
    if not is_day(first) or (end is not None and not is_day(end)):
        return True
    begins, ends = holds.get("from"), holds.get("until")
    too_late = is_day(ends) and str(first) >= str(ends)
    over = str(end) <= str(begins) if end is not None else str(first) < str(begins)
    return not too_late and not (is_day(begins) and over)


def _labels(document: Document, languages: tuple[str, ...], report: Report) -> None:
    for path, value in blocks(document, ()):
        label = value.get("label")
        if not isinstance(label, dict) or not label:
            continue
        for language in languages:
            if language not in label:
                report("R209", (*path, "label"), language=language)


def _languages(document: Document) -> tuple[str, ...]:
    return tuple(as_dict(document.get("label")))
