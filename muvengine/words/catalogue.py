"""Say a sentence in a language.

Every sentence has a code ``domain.key``.  A domain is one module of this package with a
``SENTENCES`` table of English source sentences; its translations lie beside it in
``translations/<locale>/LC_MESSAGES/<domain>.po``.  Facts are put in with ``{braces}`` and
written as the language writes them: numbers, dates, money, distances.
"""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib import import_module
from pathlib import Path
from typing import Final, NamedTuple

from muvengine.words.figures import figure

SOURCE_LOCALE: Final = "en"
TRANSLATIONS: Final = Path(__file__).parent.parent / "translations"

# Each language by its own name, in the order in which they are offered.
LANGUAGES: Final[Mapping[str, str]] = {
    "fr": "Français",
    "en": "English",
    "it": "Italiano",
    "es": "Español",
    "pt": "Português",
    "ar": "العربية",
}
# These two say everything; the others say what is for everybody.
COMPLETE: Final = ("fr", "en")
RIGHT_TO_LEFT: Final = frozenset({"ar"})
# What stands between these runs in its own direction and moves nothing around it.
APART, TOGETHER = "\u2068", "\u2069"
_LATIN: Final = re.compile("[A-Za-z\u00c0-\u024f]|^[-+\u2212]")

# In the order in which they are listed to translators.
DOMAINS: Final = (
    "refusals",
    "reasons",
    "evidence",
    "motion",
    "review",
    "modes",
    "rule_phrases",
    "rule_problems",
    "explanations",
    "rule_news",
    "timetables",
    "proofs",
    "public",
    "account",
    "participant",
    "phone",
    "record",
    "auto",
    "shop",
    "till",
    "mediator",
    "organiser",
    "office",
    "places",
    "routes",
    "zones",
    "weather",
    "layout",
    "paper",
    "statements",
    "offline",
    "stops",
    "outings",
    "slips",
    "solvency",
    "pot",
    "draw",
    "cheats",
    "offers",
    "contests",
    "seasons",
    "shop_hand",
    "rooms",
    "packs",
    "rulebooks",
    "rule_reference",
    "rehearsals",
    "rule_editor",
    "rescoring",
    "team",
    "board",
    "game",
    "game_drafts",
    "game_parts",
    "calendar",
    "challenge",
    "hunt",
    "report",
    "week",
    "mail",
    "codes",
    "privacy",
    "notice",
    "desk",
    "centres",
    "mandates",
    "helper_acts",
    "labels",
)


# What participants, shops and helpers read; the rest is for organisers.
FOR_EVERYBODY: Final = frozenset(
    {
        "account",
        "auto",
        "board",
        "challenge",
        "codes",
        "centres",
        "contests",
        "desk",
        "draw",
        "evidence",
        "explanations",
        "game",
        "helper_acts",
        "hunt",
        "labels",
        "layout",
        "mail",
        "mandates",
        "mediator",
        "modes",
        "motion",
        "notice",
        "offers",
        "offline",
        "outings",
        "packs",
        "paper",
        "participant",
        "phone",
        "places",
        "pot",
        "privacy",
        "proofs",
        "public",
        "reasons",
        "record",
        "refusals",
        "report",
        "rescoring",
        "review",
        "routes",
        "rule_news",
        "rule_phrases",
        "shop",
        "shop_hand",
        "slips",
        "solvency",
        "statements",
        "stops",
        "team",
        "till",
        "week",
    }
)


class Plural(NamedTuple):
    """A sentence with a count: the fact ``n`` chooses the form."""

    one: str
    many: str


Sentences = Mapping[str, str | Plural]


def say(code: str, locale: str, /, **facts: object) -> str:
    """Put ``code`` into words.

    Args:
        code: ``domain.key``; an unknown one is a programmer's mistake (KeyError).
        locale: a language of the programme; one we do not speak falls back to English.
        facts: what the sentence's braces name, and ``n`` where it has a plural.
    """
    domain, _, key = code.partition(".")
    source = sentences(domain)[key]
    spoken = _spoken(domain, locale)
    if isinstance(source, Plural):
        count = facts["n"]
        assert isinstance(count, int)
        text = spoken.npgettext(key, source.one, source.many, abs(count))
    else:
        text = spoken.pgettext(key, source)
    told = {name: figure(value, locale) for name, value in facts.items()}
    return text.format_map({name: apart(fact, locale) for name, fact in told.items()})


def listed(parts: Iterable[str], locale: str) -> str:
    """Put one after the other, parted as the language parts them."""
    return f"{say('layout.comma', locale)} ".join(parts)


def apart(fact: str, locale: str) -> str:
    """Keep a fact in Latin letters together inside words that run the other way."""
    alone = direction(locale) == "rtl" and _LATIN.search(fact) and not fact.startswith(APART)
    return f"{APART}{fact}{TOGETHER}" if alone else fact


def unfilled(domain: str, locale: str) -> dict[str, str]:
    """Give a domain's sentences with their braces still empty, for a page that fills them itself.

    Args:
        domain: one without plurals.
        locale: as for ``say``.
    """
    spoken = _spoken(domain, locale)
    return {
        key: spoken.pgettext(key, source)
        for key, source in sentences(domain).items()
        if isinstance(source, str)
    }


def written(texts: Mapping[str, str], locale: str) -> str:
    """Give what organisers wrote in a language, else in the first one they wrote in.

    What a shipped rulebook calls things is said in every language we speak.
    """
    own = texts.get(locale)
    if not own and (key := _shipped_labels().get(texts.get(SOURCE_LOCALE, ""))):
        own = say(f"labels.{key}", locale)
    return own or next((text for text in texts.values() if text), "")


def demanded(locale: str) -> tuple[str, ...]:
    """Name the domains that a language has to speak."""
    if locale in COMPLETE:
        return DOMAINS
    return tuple(domain for domain in DOMAINS if domain in FOR_EVERYBODY)


def in_full(locales: Sequence[str]) -> tuple[str, ...]:
    """Give those of a programme's languages that say everything; all where none does."""
    return tuple(one for one in locales if one in COMPLETE) or tuple(locales)


def direction(locale: str) -> str:
    """Tell which way a language is written, as HTML says it."""
    return "rtl" if locale.partition("_")[0] in RIGHT_TO_LEFT else "ltr"


def known(code: str) -> bool:
    """Tell whether a code has a sentence."""
    domain, _, key = code.partition(".")
    return domain in DOMAINS and key in sentences(domain)


def spoken_locales() -> tuple[str, ...]:
    """Give every language we have translations of, the source language first."""
    translated = (path.name for path in TRANSLATIONS.iterdir() if (path / "LC_MESSAGES").is_dir())
    return (SOURCE_LOCALE, *sorted(translated))


@cache
def sentences(domain: str) -> Sentences:
    """Give the English sentences of one domain by key."""
    table: Sentences = import_module(f"muvengine.words.{domain}").SENTENCES
    return table


@cache
def _shipped_labels() -> Mapping[str, str]:
    """Give the key of each shipped label by its English words."""
    return {str(text): key for key, text in sentences("labels").items()}


@cache
def _spoken(domain: str, locale: str) -> gettext.NullTranslations:
    if locale.partition("_")[0] == SOURCE_LOCALE:
        return gettext.NullTranslations()
    path = TRANSLATIONS / locale / "LC_MESSAGES" / f"{domain}.mo"
    if not path.is_file():
        return gettext.NullTranslations()
    with path.open("rb") as file:
        return gettext.GNUTranslations(file)
