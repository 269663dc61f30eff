"""Fields of a form about rules, ready for a page."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from muvengine.formats.rule_form.controls import Control, Fields
from muvengine.formats.rule_form.example_form import TRIP_NUMBERS, TRIP_WORDS
from muvengine.formats.rule_form.rule_form import WHEN, RuleForm
from muvengine.formats.rulebook_yaml.plain import as_dict
from muvengine.web import here
from muvengine.web.organiser.open_draft import At
from muvengine.web.organiser.text_problems import Wrong

Options = list[tuple[str, str]]


@dataclass(frozen=True, slots=True)
class FormPage:
    """What the macros of a form need.

    Attributes:
        at: the draft.
        fields: what each field holds.
        wrong: what is wrong with them.
        shared: numbers with a name, as ``$trip_points``, and what each is.
        form: of a rule; None for a form about something else.
    """

    at: At
    fields: Fields
    wrong: Wrong
    shared: Mapping[str, str]
    form: RuleForm | None = None

    @property
    def controls(self) -> Mapping[str, Control]:
        """Controls of the rule by name."""
        return self.form.controls if self.form else {}

    @property
    def in_use(self) -> frozenset[str]:
        """Names of the conditions that the rule has."""
        if self.form is None:
            return frozenset()
        when = as_dict(self.form.rule.get(WHEN))
        return frozenset(
            one.name for one in self.form.when if any(word in when for word in one.words)
        )

    @property
    def more(self) -> bool:
        """Tell whether any of an example's rarer fields is filled or wrong."""
        rare = (*TRIP_NUMBERS, *TRIP_WORDS, "route", "assisted")
        return any("".join(self.fields.get(n, ())) or n in self.wrong.fields for n in rare)

    def rows(self, name: str) -> int:
        """Count the rows that are filled."""
        begin = f"{name}."
        found = {
            key[len(begin) :].partition(".")[0] for key in self.fields if key.startswith(begin)
        }
        return len(found)

    def faulty(self, names: Iterable[str]) -> bool:
        """Tell whether anything is wrong with one of these controls."""
        begins = tuple(names)
        return any(wrong.startswith(begins) for wrong in self.wrong.fields)

    def pairs(self, options: Iterable[str], names: Mapping[str, str]) -> Options:
        """Give options with what people call them."""
        return [(value, names.get(value, value)) for value in options]

    def worded(self, options: Iterable[str], begin: str) -> Options:
        """Give options with their sentences."""
        return [(value, here.say(f"{begin}{value}")) for value in options]
