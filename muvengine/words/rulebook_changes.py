"""What changes from one rulebook to another, in the words of the public page.

A change that the words of a rule do not show is told as well, without its content: nothing
changes in silence.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields, is_dataclass, replace
from datetime import date
from typing import Any, Final

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import Named
from muvengine.core.rules.rulebook import Band, Cap, Gate, ModeRule, PerKm, Rule, Rulebook
from muvengine.words.catalogue import known, listed, say
from muvengine.words.conditions_in_words import joined, written
from muvengine.words.rulebook_in_words import Described, band_in_words, describe, label_of

SETTLE: Final = "settle"
MODES: Final = "modes"
_Ruling = Rule | Gate | Cap


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that changes.

    Attributes:
        kind: part of the page: require, earn, bonus, cap, settle or modes.
        rule: its name in the rulebook, or the mode's.
        text: a sentence without its full stop.
    """

    kind: str
    rule: str
    text: str


@dataclass(frozen=True, slots=True, eq=False)
class _Side:
    """One of the two rulebooks on its day."""

    book: Rulebook
    params: Params
    told: Mapping[str, tuple[str, Described]]
    written: Mapping[str, _Ruling]


def changes(
    old: Rulebook, new: Rulebook, locale: str, day: date, *, before: date | None = None
) -> tuple[Change, ...]:
    """Say what is different, in the order of the public page; nothing where all is the same.

    Args:
        old: read on the day ``before``.
        new: the same rulebook again where only its own dated numbers change.
        locale: the reader's language.
        day: on which the new one is read.
        before: on which the old one is read; the same day when not given.
    """
    was, now = _side(old, before or day, locale), _side(new, day, locale)
    return (*_rules(was, now, locale), *_modes(was, now, locale))


def _side(book: Rulebook, day: date, locale: str) -> _Side:
    told = {
        line.rule: (part.kind, line) for part in describe(book, locale, day) for line in part.lines
    }
    ruling: tuple[_Ruling, ...] = (*book.gates, *book.rules, *book.caps)
    return _Side(book, params_on(book, day), told, {one.name: one for one in ruling})


def _rules(was: _Side, now: _Side, locale: str) -> Iterator[Change]:
    for name, (kind, line) in now.told.items():
        if name not in was.told:
            yield Change(kind, name, say("rule_news.new_rule", locale, line=_whole(line, locale)))
            continue
        old = was.told[name][1]
        texts = [*_told(was, now, old, line, locale)]
        if not texts and _hidden(was, now, name):
            texts = [say("rule_news.other", locale, label=line.label)]
        yield from (Change(kind, name, text) for text in texts)
    for name, (kind, line) in was.told.items():
        if name not in now.told:
            yield Change(kind, name, say("rule_news.gone_rule", locale, line=_whole(line, locale)))


def _whole(line: Described, locale: str) -> str:
    said = listed((part for part in (line.pays, line.when) if part), locale)
    return f"{line.label}{say('layout.colon', locale)} {said}" if said else line.label


def _told(was: _Side, now: _Side, old: Described, new: Described, locale: str) -> Iterator[str]:
    if old.label != new.label:
        settles = not (old.pays or old.when or new.pays or new.when)
        code = "settles" if settles else "renamed"
        yield say(f"rule_news.{code}", locale, now=_plain(new.label), before=_plain(old.label))
    if old.pays != new.pays:
        yield _priced(was, now, old, new, locale)
    counts, counted = _modes_of(now, new.rule), _modes_of(was, new.rule)
    if counts != counted:
        facts = {"now": _listed(now, counts, locale), "before": _listed(was, counted, locale)}
        yield say("rule_news.for_modes", locale, label=new.label, **facts)
    if old.when != new.when:
        always = say("rule_news.always", locale)
        facts = {"label": new.label, "now": new.when or always, "before": old.when or always}
        yield say("rule_news.condition", locale, **facts)


def _plain(sentence: str) -> str:
    return sentence.rstrip(".")


def _priced(was: _Side, now: _Side, old: Described, new: Described, locale: str) -> str:
    """Say a new price; of bands with the same kilometres only those that are different.

    A list of eight numbers hides the one that changes.
    """
    pairs = [
        (one, other)
        for one, other in zip(_bands(now, new.rule), _bands(was, new.rule), strict=False)
        if one != other
    ]
    if not pairs or _reaches(was, new.rule) != _reaches(now, new.rule):
        facts = {"label": new.label, "now": new.pays, "before": old.pays}
        return say("rule_news.condition", locale, **facts)
    paid = [band_in_words(one, now.params, locale) for one, _ in pairs]
    before = [written(valued(other.points, was.params), locale) for _, other in pairs]
    facts = {"now": joined("and", paid, locale), "before": joined("and", before, locale)}
    return say("rule_news.instead", locale, label=new.label, **facts)


def _bands(side: _Side, name: str) -> tuple[Band, ...]:
    rule = side.written.get(name)
    if not isinstance(rule, Rule) or not isinstance(rule.pays, PerKm):
        return ()
    return tuple(
        Band(
            valued(band.points, side.params),
            None if band.up_to_km is None else valued(band.up_to_km, side.params),
        )
        for band in rule.pays.bands
    )


def _reaches(side: _Side, name: str) -> tuple[object, ...]:
    return tuple(band.up_to_km for band in _bands(side, name))


def _modes_of(side: _Side, name: str) -> tuple[str, ...]:
    rule = side.written.get(name)
    legs = rule.legs if isinstance(rule, Rule | Gate) else None
    return legs.modes if legs is not None else ()


def _listed(side: _Side, modes: tuple[str, ...], locale: str) -> str:
    if not modes:
        return say("rule_news.every_mode", locale)
    return listed((_mode(side.book.modes[mode], mode, locale) for mode in modes), locale)


def _mode(rule: ModeRule, mode: str, locale: str) -> str:
    own = say(f"modes.{mode}", locale) if known(f"modes.{mode}") else mode
    return label_of(rule.label, own, locale)


def _hidden(was: _Side, now: _Side, name: str) -> bool:
    """Tell whether two rulings that read the same are not the same."""
    if name not in was.written or name not in now.written:
        return False
    old, new = (
        _resolved(replace(side.written[name], label={}), side.params) for side in (was, now)
    )
    return bool(old != new)


def _resolved(value: Any, params: Params) -> Any:  # noqa: ANN401  any part of a rule
    """Put the numbers in the place of their names: '$points' and 5 pay the same."""
    if isinstance(value, Named):
        return valued(value, params)
    if isinstance(value, tuple):
        return tuple(_resolved(one, params) for one in value)
    if is_dataclass(value):
        parts = {part.name: _resolved(getattr(value, part.name), params) for part in fields(value)}
        return (type(value), tuple(parts.items()))
    return value


def _modes(was: _Side, now: _Side, locale: str) -> Iterator[Change]:
    old, new = was.book.modes, now.book.modes
    for mode, rule in new.items():
        name = _mode(rule, mode, locale)
        if mode not in old:
            yield Change(MODES, mode, say("rule_news.new_mode", locale, mode=name))
            continue
        before = _mode(old[mode], mode, locale)
        if before != name:
            yield Change(MODES, mode, say("rule_news.renamed", locale, now=name, before=before))
        if replace(rule, label={}) != replace(old[mode], label={}):
            yield Change(MODES, mode, say("rule_news.mode_judged", locale, mode=name))
    for mode, rule in old.items():
        if mode not in new:
            text = say("rule_news.gone_mode", locale, mode=_mode(rule, mode, locale))
            yield Change(MODES, mode, text)
