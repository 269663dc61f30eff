"""Examples of a game's text with which anything is wrong, in words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Final

from muvengine.formats.rule_form.figures import text_of
from muvengine.formats.rulebook_yaml.outline import Outline
from muvengine.formats.rulebook_yaml.plain import as_dict, as_list
from muvengine.formats.rulebook_yaml.problems import Problem, spelled
from muvengine.web import here
from muvengine.web.organiser.rule_choices import decimal_sign
from muvengine.web.organiser.text_problems import sentence_of

OTHERWISE: Final = "G301"
"""The code of an example that gives something else than agreed."""


@dataclass(frozen=True, slots=True)
class WrongExample:
    """An example that is not as agreed.

    Attributes:
        number: in the text, from 0.
        name: the sentence.
        why: what is wrong with it, line by line.
        gives: what it would have to expect; empty where expecting something else mends nothing.
    """

    number: int
    name: str
    why: tuple[str, ...]
    gives: str


def wrong_examples(outline: Outline, problems: Iterable[Problem]) -> tuple[WrongExample, ...]:
    """Give the examples of a text with which anything is wrong."""
    found = list(problems)
    return tuple(_wrong(outline, found))


def _wrong(outline: Outline, problems: list[Problem]) -> Iterator[WrongExample]:
    for number, example in enumerate(as_list(outline.document.get("examples"))):
        mine = of_example(problems, number)
        if mine:
            other = all(one.code == OTHERWISE for one in mine)
            gives = ", ".join(_said(one.facts["got"]) for one in mine) if other else ""
            name = str(as_dict(example).get("example", ""))
            yield WrongExample(number, name, tuple(_why(one) for one in mine), gives)


def beside_examples(problems: Iterable[Problem]) -> list[Problem]:
    """Give what is wrong with anything else."""
    return [one for one in problems if one.warning or not one.path.startswith("examples[")]


def of_example(problems: Iterable[Problem], number: int) -> list[Problem]:
    """Give what is wrong with one example."""
    place = spelled(("examples", number))
    return [one for one in problems if one.path.startswith(place) and not one.warning]


def _why(problem: Problem) -> str:
    if problem.code != OTHERWISE:
        return sentence_of(problem)
    facts = problem.facts
    of, got, wanted = str(facts["of"]), _said(facts["got"]), _said(facts["wanted"])
    return here.say("game_parts.gives", of=here.say(f"game_parts.of_{of}"), got=got, wanted=wanted)


def _said(value: object) -> str:
    if isinstance(value, bool):
        return here.say(f"rule_editor.{'yes' if value else 'no'}")
    if isinstance(value, tuple):
        return ", ".join(value) or here.say("game_parts.none")
    return text_of(value, decimal_sign())
