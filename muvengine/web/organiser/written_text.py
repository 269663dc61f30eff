"""A text of the rules while it is written: what is wrong, what it says, what its examples give."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Final

from muvengine.core.rules.draft import DraftText
from muvengine.core.rules.example import Example, differences
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.rulebook_yaml.outline import Outline, Ruled, outline_of
from muvengine.formats.rulebook_yaml.problems import Problem, spelled
from muvengine.formats.rulebook_yaml.report import as_text
from muvengine.formats.rulebook_yaml.text_diff import text_diff
from muvengine.reads.rulebook import RulebookNow
from muvengine.reads.rulebook_changes import rulebook_before
from muvengine.services.fit_rulebook import Publication, Weighed, weigh_text
from muvengine.web import here
from muvengine.web.line_drawings import rule_drawing
from muvengine.web.organiser.open_draft import At
from muvengine.web.place_names import with_place_names
from muvengine.web.refused import words_for
from muvengine.web.route_labels import route_labels
from muvengine.words.example_in_words import (
    before_in_words,
    difference_in_words,
    trip_in_words,
)
from muvengine.words.figures import FullDay
from muvengine.words.rule_problems import message
from muvengine.words.rulebook_changes import Change, changes
from muvengine.words.rulebook_in_words import Described, describe, label_of

KINDS: Final = {"require": "require", "earn": "earn", "bonuses": "bonus", "caps": "cap"}
"""The kind of rule that each list of a rulebook holds."""


@dataclass(frozen=True, slots=True)
class ToldProblem:
    """A problem at its line, as a sentence and with its place and a caret."""

    line: int
    column: int
    warning: bool
    message: str
    text: str


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule in words; ``told`` is None while the text cannot be read as a whole."""

    ruled: Ruled
    label: str
    drawing: str
    told: Described | None
    wrong: bool


@dataclass(frozen=True, slots=True)
class ExampleLine:
    """An example that was run: ``trip`` and ``before`` in words, ``why`` it is wrong.

    Attributes:
        number: in the text, from 0.
        outside: the rules do not hold on its day.
    """

    number: int
    name: str
    line: int
    trip: str
    before: str
    expected: int
    gives: int
    why: tuple[str, ...]
    outside: bool

    @property
    def right(self) -> bool:
        """All is as agreed."""
        return not self.why and not self.outside


@dataclass(frozen=True, slots=True, eq=False)
class Written:
    """What a page shows of a text.

    Attributes:
        weighed: as for publication.
        outline: the text as far as it can be read.
        problems: by line.
        rules: by section, those with rules.
        examples: None while the text cannot be read.
        before: the rules that hold on the eve; None for none.
        changes: beside ``before``; None while there is nothing to compare.
        lines: the texts compared line by line.
        why_not: why it could not be published as it is.
    """

    weighed: Weighed
    outline: Outline
    problems: tuple[ToldProblem, ...]
    rules: dict[str, list[RuleLine]]
    examples: tuple[ExampleLine, ...] | None
    before: RulebookNow | None
    changes: tuple[Change, ...] | None
    lines: str
    why_not: str | None

    @property
    def book(self) -> Rulebook | None:
        """The rulebook where it can be read, right or wrong."""
        return self.weighed.checked.readable

    @property
    def wrong(self) -> int:
        """How many examples are not as agreed."""
        return sum(not one.right for one in self.examples or ())


def written(text: DraftText, name: str) -> Written:
    """Look at a text as it stands.

    Args:
        text: right or wrong.
        name: what it is called in the lines that are compared.
    """
    wiring = here.wiring()
    publication = Publication(text.source.encode(errors="replace"), text.first_day, text.note)
    weighed = weigh_text(wiring.open_reading, publication, wiring.now())
    outline, book = outline_of(text.source), weighed.checked.readable
    day = text.first_day or (book.first_day if book else here.now().date())
    before = rulebook_before(wiring.open_reading, wiring.shelf.rulebook, day)
    problems = weighed.checked.problems
    return Written(
        weighed=weighed,
        outline=outline,
        problems=tuple(told(problem) for problem in problems),
        rules=_rules(outline, book, problems, day),
        examples=_examples(outline, book, weighed.checked.examples) if book else None,
        before=before,
        changes=changes(before.rulebook, book, here.locale(), day) if before and book else None,
        lines=_lines(before, text, name) if before else "",
        why_not=words_for(weighed.refusal) if weighed.refusal else None,
    )


def draft_name(at: At) -> str:
    """Call a draft in lines that developers read."""
    return f"draft {at.draft_id}" if at.draft_id else "draft"


def said_of(seen: Written) -> str:
    """Say in a few words what a check found, for whoever hears the page."""
    errors = [one for one in seen.problems if not one.warning]
    parts = [here.say("rule_editor.n_problems", n=len(errors))] if errors else []
    if errors:
        line, first = str(errors[0].line), errors[0].message
        parts.append(here.say("rule_editor.first_problem", line=line, message=first))
    elif seen.why_not:
        parts.append(seen.why_not)
    elif seen.weighed.version:
        day = FullDay(seen.weighed.version.effective_from)
        parts.append(here.say("rulebooks.good", day=day))
    if seen.examples is not None:
        right = len(seen.examples) - seen.wrong
        parts += [here.say("rule_editor.right_examples", n=right)] if right else []
        parts += [here.say("rule_editor.wrong_examples", n=seen.wrong)] if seen.wrong else []
    return " ".join(parts)


def _lines(before: RulebookNow, text: DraftText, name: str) -> str:
    names = (f"version {before.version.version}", name)
    return text_diff(before.source, text.source, names=names)


def told(problem: Problem) -> ToldProblem:
    """Put a problem into words, at its line."""
    locale = here.locale()
    return ToldProblem(
        problem.mark.line,
        problem.mark.column,
        problem.warning,
        message(problem.code, problem.facts, locale),
        as_text([problem], "muv.yaml", locale),
    )


def plain_label(ruled: Ruled) -> str:
    """Name a rule by its label in the language of the page, else by its name."""
    return label_said(ruled.rule, ruled.name)


def label_said(rule: Mapping[str, object], name: str) -> str:
    """Give a label in the language of the page, else a name."""
    label = rule.get("label")
    texts = {code: str(text) for code, text in label.items()} if isinstance(label, dict) else {}
    return label_of(texts, name or "?", here.locale())


def _rules(
    outline: Outline, book: Rulebook | None, problems: tuple[Problem, ...], day: date
) -> dict[str, list[RuleLine]]:
    parts = describe(with_place_names(book), here.locale(), day) if book else ()
    told_of = {line.rule: line for part in parts for line in part.lines}
    found: dict[str, list[RuleLine]] = {}
    for ruled in outline.rules:
        place = spelled(ruled.path)
        wrong = any(one.path.startswith(place) and not one.warning for one in problems)
        kind = KINDS[ruled.section]
        drawing = rule_drawing(ruled.name, kind, book) if book else "list-check"
        line = RuleLine(ruled, plain_label(ruled), drawing, told_of.get(ruled.name), wrong)
        found.setdefault(ruled.section, []).append(line)
    return found


def _examples(
    outline: Outline, book: Rulebook, examples: tuple[Example, ...]
) -> tuple[ExampleLine, ...]:
    routes = route_labels()
    lines = [
        _example(one, book, routes, number=number, line=outline.example_lines[number])
        for number, one in enumerate(examples)
    ]
    # What is wrong is looked at first.
    return tuple(sorted(lines, key=lambda line: line.right))


def _example(
    example: Example, book: Rulebook, routes: Mapping[str, str], *, number: int, line: int
) -> ExampleLine:
    locale, score = here.locale(), example.score(book)
    return ExampleLine(
        number=number,
        name=example.name,
        line=line,
        trip=trip_in_words(example.facts, book, locale, routes),
        before=before_in_words(example.history, locale),
        expected=example.expect.points,
        gives=score.points,
        why=tuple(
            difference_in_words(one, book, locale) for one in differences(score, example.expect)
        ),
        outside=not book.holds_on(example.facts.start.date()),
    )
