"""Words on paper are in the language of who keeps it, whatever the mediator reads."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from muvengine.core.people.identity import Person
from muvengine.words.catalogue import say, written
from muvengine.words.figures import FullDay, Month, figure


def in_words_of(person: Person) -> Mapping[str, Callable[..., str]]:
    """Give a paper template its ways to speak to this person."""
    return {
        "owner_say": lambda code, **facts: say(code, person.locale, **facts),
        "owner_written": lambda texts: written(texts, person.locale),
        "owner_day": lambda day: figure(FullDay(day), person.locale),
        "owner_month": lambda month: figure(Month(month), person.locale),
    }
