"""A rulebook as the public reads it, made from its labels and conditions."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Final

from muvengine.core.rules.checks import Params, valued
from muvengine.core.rules.compile import params_on
from muvengine.core.rules.rulebook import (
    Band,
    Cap,
    Combine,
    Flat,
    Kind,
    Label,
    Limit,
    Owner,
    Pay,
    Percent,
    PerKm,
    Rule,
    Rulebook,
    Scaled,
)
from muvengine.words.catalogue import SOURCE_LOCALE, listed, say
from muvengine.words.conditions_in_words import amount, joined, length, number, phrases, written
from muvengine.words.figures import Share

OWN_LABELS: Final = frozenset({"verdict", "envelope", "closed", "kept"})
"""Lines of a sheet that the engine writes, whatever the rulebook says."""


@dataclass(frozen=True, slots=True)
class Described:
    """One rule: its label and what it says, as ``20% more`` and ``in this weather: rain``."""

    rule: str
    label: str
    pays: str
    when: str


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the page: require, earn, bonus, cap or settle."""

    kind: str
    lines: tuple[Described, ...]


def describe(rulebook: Rulebook, locale: str, day: date) -> tuple[Part, ...]:
    """Say what the rules are on a local day, parts without lines left out."""
    params = params_on(rulebook, day)
    gates = tuple(
        Described(
            gate.name,
            label_of(gate.label, gate.name, locale),
            "",
            phrases(gate.when, params, locale),
        )
        for gate in rulebook.gates
    )
    rules = [_rule(rule, rulebook, params, locale) for rule in rulebook.rules]
    earn = tuple(d for d, rule in zip(rules, rulebook.rules, strict=True) if rule.kind is Kind.EARN)
    parts = (
        Part(Kind.REQUIRE, gates),
        Part(Kind.EARN, earn),
        Part(Kind.BONUS, tuple(rules[len(earn) :])),
        Part(Kind.CAP, tuple(_cap(cap, rulebook, params, locale) for cap in rulebook.caps)),
        Part("settle", tuple(_settle(rulebook, locale))),
    )
    return tuple(part for part in parts if part.lines)


def label_of(label: Label, name: str, locale: str) -> str:
    """Give a label in a language, or in the source language, or any, or the name."""
    for wished in (locale, locale.partition("_")[0], SOURCE_LOCALE):
        if wished in label:
            return label[wished]
    return next(iter(label.values()), name)


def rule_label(rulebook: Rulebook, name: str, locale: str) -> str:
    """Give the label of a rule, gate or cap by name; the engine's own have theirs."""
    labels = {gate.name: gate.label for gate in rulebook.gates}
    labels |= {rule.name: rule.label for rule in rulebook.rules}
    labels |= {cap.name: cap.label for cap in rulebook.caps}
    if name in labels:
        return label_of(labels[name], say("rule_phrases.label_cap", locale), locale)
    return say(f"rule_phrases.label_{name}", locale) if name in OWN_LABELS else name


def limit_in_words(limit: Limit, params: Params, locale: str) -> str:
    """Say a limit: 'twice a day', 'once a day on each route'."""
    times = int(valued(limit.times, params))
    text = say(f"rule_phrases.limit_{limit.period.value}", locale, n=times)
    return say("rule_phrases.limit_per_route", locale, limit=text) if limit.per_route else text


def step_in_words(pays: Scaled, params: Params, locale: str) -> str:
    """Say one step of a growing bonus: '10 m uphill', 'stamp'."""
    every = valued(pays.every, params)
    told = Share(float(every)) if pays.by == "route_share" else written(every, locale)
    return say(f"rule_phrases.step_{pays.by}", locale, every=told, n=int(every))


def reached_in_words(pays: Scaled, steps: int, params: Params, locale: str) -> str:
    """Say how far a growing bonus was climbed: '200 m uphill', '3 stamps'."""
    total = valued(pays.above, params) + valued(pays.every, params) * steps
    told = Share(float(total)) if pays.by == "route_share" else written(total, locale)
    return say(f"rule_phrases.reached_{pays.by}", locale, every=told, n=int(total))


def _rule(rule: Rule, book: Rulebook, params: Params, locale: str) -> Described:
    said = [phrases(rule.when, params, locale)] if rule.when else []
    if rule.legs is not None and valued(rule.legs.km_min, params):
        low = length(valued(rule.legs.km_min, params), locale)
        said.append(say("rule_phrases.when_min_km", locale, low=low))
    if rule.limit is not None:
        said.append(limit_in_words(rule.limit, params, locale))
    said += _group(rule, book, params, locale)
    pays = joined("and", _pays(rule.pays, params, locale), locale)
    label = label_of(rule.label, rule.name, locale)
    return Described(rule.name, label, pays, joined("and", said, locale))


def _group(rule: Rule, book: Rulebook, params: Params, locale: str) -> Iterator[str]:
    group = book.groups.get(rule.group) if rule.group else None
    if group is None:
        return
    if group.combine is not Combine.SUM:
        yield say(f"rule_phrases.group_{group.combine.value}", locale)
    if group.percent_max is not None:
        yield say(
            "rule_phrases.group_max", locale, percent=number(group.percent_max, params, locale)
        )


def _pays(pays: Pay, params: Params, locale: str) -> Iterator[str]:
    match pays:
        case PerKm(bands):
            yield from (band_in_words(band, params, locale) for band in bands)
        case Flat(points):
            yield say("rule_phrases.pays_flat", locale, n=int(valued(points, params)))
        case Percent(percent):
            yield say("rule_phrases.pays_percent", locale, percent=number(percent, params, locale))
        case Scaled():
            yield from _scaled(pays, params, locale)


def _scaled(pays: Scaled, params: Params, locale: str) -> Iterator[str]:
    unit = "percent" if pays.percent else "points"
    each = valued(pays.each, params)
    facts = {"each": written(each, locale), "step": step_in_words(pays, params, locale)}
    yield say(f"rule_phrases.pays_scaled_{unit}", locale, **facts, n=amount(each))
    if valued(pays.above, params):
        above = number(pays.above, params, locale)
        yield say("rule_phrases.pays_scaled_above", locale, above=above)
    if pays.most is not None:
        most = number(pays.most, params, locale)
        yield say(f"rule_phrases.pays_scaled_most_{unit}", locale, most=most)


def band_in_words(band: Band, params: Params, locale: str) -> str:
    """Say one band: '12 points a km up to 2 km a day'."""
    points = valued(band.points, params)
    facts = {"points": written(points, locale), "n": amount(points)}
    if band.up_to_km is not None:
        km = number(band.up_to_km, params, locale)
        return say("rule_phrases.pays_band", locale, **facts, km=km)
    code = "pays_band_last" if points else "pays_band_nothing"
    return say(f"rule_phrases.{code}", locale, **facts)


def _cap(cap: Cap, book: Rulebook, params: Params, locale: str) -> Described:
    points = int(valued(cap.points, params))
    kind = cap.period.value if cap.owner is Owner.PARTICIPANT else cap.owner.value
    said = say(f"rule_phrases.cap_{kind}", locale, points=points)
    names = [rule_label(book, name, locale) for name in cap.rules or cap.excluding]
    code = "cap_only" if cap.rules else "cap_except"
    when = say(f"rule_phrases.{code}", locale, names=listed(names, locale)) if names else ""
    label = label_of(cap.label, say("rule_phrases.label_cap", locale), locale)
    return Described(cap.name, label, said, when)


def _settle(book: Rulebook, locale: str) -> Iterator[Described]:
    settle = book.settlement
    if settle.pending_hours:
        text = say("rule_phrases.settle_pending", locale, n=settle.pending_hours)
    else:
        text = say("rule_phrases.settle_at_once", locale)
    yield Described("pending", text, "", "")
    if settle.expire_after_days is None:
        text = say("rule_phrases.settle_never", locale)
    elif settle.expire_round == "end_of_month":
        text = say("rule_phrases.settle_expire_month", locale, days=settle.expire_after_days)
    else:
        text = say("rule_phrases.settle_expire", locale, n=settle.expire_after_days)
    yield Described("expire", text, "", "")
