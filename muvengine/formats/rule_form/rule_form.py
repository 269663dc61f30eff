"""A rule as a form: what is typed in it changes the rule, what it cannot show stays."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from muvengine.formats.rule_form.controls import Around, Control, Fields, Typed, Words, block_in
from muvengine.formats.rule_form.rule_controls import RULE_ORDER, rule_controls
from muvengine.formats.rule_form.when_controls import WHEN_ORDER, when_controls
from muvengine.formats.rulebook_yaml.other_values import in_place, same
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.formats.rulebook_yaml.rule_places import NAMED_BY

WHEN: Final = "when"


@dataclass(frozen=True, slots=True)
class RuleForm:
    """The form of one rule, or of one part of a game.

    Attributes:
        section: require, earn, bonuses or caps; see also ``game_form``.
        rule: plain values.
        own, when: controls of its own words and of its conditions.
        kept: paths of what no control shows.
        order: in which a new word stands among the others.
    """

    section: str
    rule: Words
    own: tuple[Control, ...]
    when: tuple[Control, ...]
    kept: tuple[Path, ...]
    order: tuple[str, ...] = RULE_ORDER

    @property
    def name(self) -> str:
        """What the rule is called in the file; empty for a new one."""
        return str(self.rule.get(NAMED_BY.get(self.section, ""), ""))

    @property
    def controls(self) -> dict[str, Control]:
        """Every control by its name."""
        return {control.name: control for control in (*self.own, *self.when)}

    @property
    def fields(self) -> Fields:
        """What each field shows."""
        found: Fields = {}
        for control in self.own:
            found |= control.show(_part(control, self.rule))
        for control in self.when:
            found |= control.show(_part(control, block_in(self.rule, WHEN)))
        return found

    def read(self, typed: Typed) -> Words:
        """Give the rule as it was typed; what is not in the form stays as it is."""
        rule = typed_into(self.rule, self.own, typed, self.order)
        if not self.when:
            return rule
        before = block_in(rule, WHEN)
        when = typed_into(before, self.when, typed, WHEN_ORDER)
        if same(when, before):
            return rule
        if not when:
            return {word: value for word, value in rule.items() if word != WHEN}
        if WHEN not in rule:
            return in_place(rule, {WHEN: when}, self.order)
        return {word: when if word == WHEN else value for word, value in rule.items()}


def rule_form(section: str, rule: Words, around: Around) -> RuleForm:
    """Lay a rule out as a form.

    Args:
        section: require, earn, bonuses or caps.
        rule: plain values, right or wrong; empty for a new one.
        around: what is offered.
    """
    own = tuple(lossless(rule_controls(section, rule, around), rule))
    when: tuple[Control, ...] = ()
    if section != "caps" and isinstance(rule.get(WHEN, {}), dict):
        conditions = block_in(rule, WHEN)
        when = tuple(lossless(when_controls(conditions, around), conditions))
    kept = kept_beside(rule, own, when, {NAMED_BY[section]})
    return RuleForm(section, rule, own, when, kept)


def kept_beside(
    rule: Words, own: Iterable[Control], when: tuple[Control, ...], told: Collection[str]
) -> tuple[Path, ...]:
    """Give the paths of what no control shows.

    Args:
        rule: plain values.
        own: controls of its own words.
        when: controls of its conditions.
        told: words that a page tells without a control.
    """
    shown = {*told, *(word for control in own for word in control.words)}
    if not when:
        return tuple((word,) for word in rule if word not in shown)
    asked = {word for control in when for word in control.words}
    kept: list[Path] = [(word,) for word in rule if word not in {*shown, WHEN}]
    return (*kept, *((WHEN, word) for word in block_in(rule, WHEN) if word not in asked))


def lossless(controls: Iterable[Control], block: Words) -> Iterator[Control]:
    """Leave out controls that would lose something of what is written."""
    for control in controls:
        part = _part(control, block)
        if not part or same(control.read(control.show(part), part), part):
            yield control


def typed_into(
    block: Words, controls: tuple[Control, ...], typed: Typed, order: tuple[str, ...]
) -> Words:
    """Put what was typed into a block, word by word; unchanged words stay where they are."""
    for control in controls:
        part = _part(control, block)
        now = control.read(typed, part)
        if same(now, part):
            continue
        kept = {
            word: now.get(word, value)
            for word, value in block.items()
            if word not in control.words or word in now
        }
        block = in_place(kept, {word: now[word] for word in now if word not in kept}, order)
    return block


def _part(control: Control, block: Words) -> Words:
    return {word: block[word] for word in control.words if word in block}
