"""What a form made wrong in a text: told at the field where there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from muvengine.core.rules.draft import DraftOf, DraftText
from muvengine.formats.game_yaml.read import check_game
from muvengine.formats.rulebook_yaml.problems import Problem
from muvengine.services.fit_rulebook import Publication, weigh_text
from muvengine.web import here
from muvengine.words.rule_problems import message, notes

_EXAMPLES = ("R301", "G301")
"""Failing examples are no fault of a form: they tell what the change does."""


@dataclass(frozen=True, slots=True)
class Wrong:
    """What is wrong with what was typed.

    Attributes:
        fields: sentences by field.
        others: sentences that belong to no field.
    """

    fields: dict[str, list[str]] = field(default_factory=dict)
    others: list[str] = field(default_factory=list)

    def __bool__(self) -> bool:
        return bool(self.fields or self.others)


NOTHING = Wrong()


def fresh_problems(text: DraftText, source: str, kind: DraftOf = DraftOf.RULEBOOK) -> list[Problem]:
    """Give what is wrong with another text of a draft that was not wrong with it before."""
    known = {_mark(problem) for problem in _problems(text, kind)}
    after = _problems(replace(text, source=source), kind)
    return [one for one in after if not one.warning and _mark(one) not in known]


def wrong_of(problems: Iterable[Problem], field_of: Callable[[Problem], str | None]) -> Wrong:
    """Sort problems by the fields beside which they are told.

    Args:
        problems: new ones; examples that fail now are left out.
        field_of: gives a field, empty for one of the thing itself, None for any other.
    """
    wrong = Wrong()
    for problem in problems:
        if problem.code in _EXAMPLES:
            continue
        name, said = field_of(problem), sentence_of(problem)
        if name:
            wrong.fields.setdefault(name, []).append(said)
        elif name == "":
            wrong.others.append(said)
        else:
            line = str(problem.mark.line)
            wrong.others.append(here.say("rule_editor.problem_line", line=line, message=said))
    return wrong


def sentence_of(problem: Problem) -> str:
    """Say a problem where its place needs no telling."""
    locale = here.locale()
    said = [message(problem.code, problem.facts, locale), *notes(problem.facts, locale)]
    text = ", ".join(said)
    return text[:1].upper() + text[1:]


def _problems(text: DraftText, kind: DraftOf) -> tuple[Problem, ...]:
    wiring, data = here.wiring(), text.source.encode(errors="replace")
    if kind is DraftOf.GAME:
        return check_game(data, languages=here.written_locales()).problems
    publication = Publication(data, text.first_day)
    return weigh_text(wiring.open_reading, publication, wiring.now()).checked.problems


def _mark(problem: Problem) -> tuple[str, str, str]:
    return problem.code, problem.path, str(sorted(problem.facts.items(), key=str))
