"""What a rule of a draft says now, and what of it no form can show."""

from __future__ import annotations

from typing import NamedTuple

from muvengine.core.rules.compile import params_on
from muvengine.core.rules.conditions import Condition
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.rule_form.rule_form import RuleForm
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.services.fit_rulebook import Publication, weigh_text
from muvengine.web import here
from muvengine.web.organiser.open_draft import Opened
from muvengine.web.place_names import with_place_names
from muvengine.words.catalogue import known
from muvengine.words.conditions_in_words import phrase
from muvengine.words.rulebook_in_words import Described, describe


class Kept(NamedTuple):
    """What a form leaves alone, in words, and the line where it stands."""

    words: str
    line: int


def readable(opened: Opened) -> Rulebook | None:
    """Give the rulebook of a draft, with the names of the town; None while it cannot be read."""
    wiring, text = here.wiring(), opened.draft.text
    publication = Publication(text.source.encode(errors="replace"), text.first_day)
    book = weigh_text(wiring.open_reading, publication, wiring.now()).checked.readable
    return with_place_names(book) if book else None


def now_in_words(opened: Opened, book: Rulebook | None, name: str) -> Described | None:
    """Say what a rule says; None where there is none, and while the text cannot be read."""
    if book is None or not name:
        return None
    parts = describe(book, here.locale(), opened.draft.text.first_day or book.first_day)
    return next((line for part in parts for line in part.lines if line.rule == name), None)


def kept_words(opened: Opened, book: Rulebook | None, form: RuleForm) -> list[Kept]:
    """Say what the form cannot show."""
    ruled = opened.outline.find(form.name)
    if ruled is None:
        return []
    return [
        Kept(_words(book, form.name, path), opened.outline.line_of((*ruled.path, *path)))
        for path in form.kept
    ]


def _words(book: Rulebook | None, name: str, path: Path) -> str:
    word = str(path[-1])
    for condition in _conditions(book, name):
        if condition.word == word and book is not None:
            return phrase(condition, params_on(book, book.first_day), here.locale())
    code = f"rule_editor.cond_{word}"
    return here.say(code) if known(code) else word


def _conditions(book: Rulebook | None, name: str) -> tuple[Condition, ...]:
    if book is None:
        return ()
    asked = {gate.name: gate.when for gate in book.gates}
    return (asked | {rule.name: rule.when for rule in book.rules}).get(name, ())
