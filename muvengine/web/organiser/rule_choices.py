"""What the form of a rule offers, and what people call it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from babel.numbers import get_decimal_symbol
from flask import request

from muvengine.core.modes.limits import DEFAULT_LIMITS
from muvengine.formats.rule_form.controls import Around, Typed
from muvengine.formats.rule_form.figures import text_of
from muvengine.formats.rulebook_yaml.outline import Outline
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.reads.zones import zones
from muvengine.web import here
from muvengine.web.organiser.written_text import plain_label
from muvengine.web.route_labels import route_labels
from muvengine.words.catalogue import known
from muvengine.words.catalogue import written as in_language
from muvengine.words.rulebook_in_words import label_of

Names = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Choices:
    """Words for everything that can be chosen, by its name in the file.

    Attributes:
        modes, rules, routes, zones, groups: see ``Around``.
        shared: numbers with a name, as ``$trip_points``, and what each is.
    """

    modes: Names
    rules: Names
    routes: Names
    zones: Names
    groups: Names
    shared: Names

    @property
    def around(self) -> Around:
        """The same for the form."""
        return Around(
            languages=here.written_locales(),
            modes=tuple(self.modes),
            rules=tuple(self.rules),
            groups=tuple(self.groups),
            routes=tuple(self.routes),
            zones=tuple(self.zones),
            sign=decimal_sign(),
        )


def choices(outline: Outline) -> Choices:
    """Gather what a rule of this text can name."""
    document = outline.document
    found = zones(here.wiring().open_reading)
    paying = [one for one in outline.rules if one.section in {"earn", "bonuses"} and one.name]
    return Choices(
        modes=mode_names(outline),
        rules={one.name: plain_label(one) for one in paying},
        routes=route_labels(),
        zones={one.key: in_language(one.label, here.locale()) or one.key for one in found},
        groups={name: name for name in as_dict(document.get("groups"))},
        shared={f"${name}": shared_value(value) for name, value in params_of(outline).items()},
    )


def params_of(outline: Outline) -> dict[str, object]:
    """Give the numbers with a name."""
    return as_dict(outline.document.get("params"))


def shared_value(value: object) -> str:
    """Write a number, or the numbers it takes one after the other."""
    dated = [as_dict(one).get("value") for one in as_list(value)]
    return ", ".join(text_of(one, decimal_sign()) for one in (dated or [value]))


def mode_names(outline: Outline) -> dict[str, str]:
    """Give the ways of travelling of a rulebook, as it calls them, else as the product does."""
    said = as_dict(outline.document.get("modes")) or dict.fromkeys(DEFAULT_LIMITS)
    names = {}
    for mode, rule in said.items():
        own = here.say(f"modes.{mode}") if known(f"modes.{mode}") else mode
        label = as_dict(as_dict(rule).get("label"))
        names[mode] = label_of(
            {code: str(text) for code, text in label.items()}, own, here.locale()
        )
    return names


def decimal_sign() -> str:
    """Give what stands between whole and parts of a number in the language of the page."""
    return str(get_decimal_symbol(here.locale()))


def posted() -> Typed:
    """Give the fields of the posted form, those of several values too."""
    return dict(request.form.lists())
