"""The numbers with a name as a form: what each is, and from which day it is another one."""

from __future__ import annotations

from dataclasses import dataclass

from muvengine.formats.rule_form.controls import (
    Control,
    Fields,
    Typed,
    Words,
    as_rows,
    rows_of,
)
from muvengine.formats.rule_form.figures import number_of, text_of
from muvengine.formats.rule_form.rule_form import lossless, typed_into


@dataclass(frozen=True, slots=True)
class ParamsForm:
    """The form of all of them.

    Attributes:
        params: plain values by name.
        controls: one for each that can be shown.
        kept: names of those that cannot.
    """

    params: Words
    controls: tuple[Control, ...]
    kept: tuple[str, ...]

    @property
    def fields(self) -> Fields:
        """What each field shows."""
        found: Fields = {}
        for control in self.controls:
            found |= control.show({control.words[0]: self.params[control.words[0]]})
        return found

    def read(self, typed: Typed) -> Words:
        """Give them as they were typed."""
        return typed_into(self.params, self.controls, typed, tuple(self.params))


def params_form(params: Words, first_day: str, sign: str) -> ParamsForm:
    """Lay the numbers out as a form.

    Args:
        params: plain values by name.
        first_day: of the rulebook: a number that changes holds from there.
        sign: between whole and parts of a number.
    """
    controls = [_param(name, first_day, sign) for name in params]
    able = tuple(lossless(controls, params))
    shown = {control.words[0] for control in able}
    return ParamsForm(params, able, tuple(name for name in params if name not in shown))


def _param(word: str, first_day: str, sign: str) -> Control:
    name = f"params.{word}"

    def show(part: Words) -> Fields:
        value = part[word]
        if not isinstance(value, list):
            return as_rows(name, [{"from": "", "value": text_of(value, sign)}])
        rows = [
            {"from": str(one.get("from", "")), "value": text_of(one.get("value"), sign)}
            for one in value
            if isinstance(one, dict)
        ]
        return as_rows(name, rows)

    def read(typed: Typed, _part: Words) -> Words:
        rows = rows_of(typed, name, "from", "value")
        if len(rows) == 1 and not rows[0]["from"]:
            return {word: number_of(rows[0]["value"])}
        dated = [
            {"from": row["from"] or first_day, "value": number_of(row["value"])} for row in rows
        ]
        return {word: dated or ""}

    return Control(name, (word,), show, read)
