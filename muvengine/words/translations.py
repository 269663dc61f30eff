"""Keep the translation files in step with the sentences, and tell what is wrong with them."""

from __future__ import annotations

import string
from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from functools import cache
from gettext import c2py
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog, Message
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from muvengine.words.catalogue import (
    SOURCE_LOCALE,
    TRANSLATIONS,
    Plural,
    demanded,
    sentences,
)

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)
COUNT: Final = "n"
# Enough to meet every form of every language we may speak.
COUNTS: Final = range(201)

Said = Mapping[str, str | list[str]]


def po_path(domain: str, locale: str) -> Path:
    """Tell where a domain's translations lie."""
    return TRANSLATIONS / locale / "LC_MESSAGES" / f"{domain}.po"


def step(domain: str, locale: str, said: Said | None = None) -> Catalog:
    """Give the catalogue that a domain should have: known translations kept, gone ones dropped.

    Args:
        domain: a module of ``words``.
        locale: the language.
        said: new translations by key; a list holds the forms of a plural.
    """
    old = _read(po_path(domain, locale), locale)
    fresh = Catalog(
        locale=locale,
        domain=domain,
        fuzzy=False,
        project="muvengine",
        version="1",
        header_comment=f"# {locale}: {domain}",
        # A fixed date: the compiled file changes only when a sentence does.
        creation_date=EPOCH,
        revision_date=EPOCH,
    )
    for key, source in sentences(domain).items():
        message = (source.one, source.many) if isinstance(source, Plural) else source
        kept = old.get(message, context=key) if old else None
        text = (said or {}).get(key) or (kept.string if kept else "")
        if isinstance(source, Plural):
            forms = text if isinstance(text, (list, tuple)) else ("",) * fresh.num_plurals
            fresh.add(message, tuple(forms), context=key)
        else:
            fresh.add(message, text, context=key)
    return fresh


def save(catalogue: Catalog, domain: str, locale: str) -> None:
    """Write the text file for translators and the binary one that is read at run time."""
    path = po_path(domain, locale)
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        write_po(file, catalogue, width=100, omit_header=False, sort_output=False)
    path.with_suffix(".mo").write_bytes(compiled(catalogue))


def compiled(catalogue: Catalog) -> bytes:
    """Give the binary form of a catalogue; what lacks a form is left out and read in English."""
    spoken = Catalog(
        locale=catalogue.locale,
        domain=catalogue.domain,
        fuzzy=False,
        project=catalogue.project,
        version=catalogue.version,
        creation_date=EPOCH,
        revision_date=EPOCH,
    )
    for message in catalogue:
        if message.id and all(forms(message)):
            spoken.add(message.id, message.string, context=message.context)
    file = BytesIO()
    write_mo(file, spoken)
    return file.getvalue()


def forms(message: Message) -> tuple[str, ...]:
    """Give what a translation says, one text or a form for each way of counting."""
    said = message.string
    return tuple(said) if isinstance(said, (list, tuple)) else (str(said),)


def domain_texts(domain: str, locale: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each key of a domain with what a language says there, in every form."""
    if locale == SOURCE_LOCALE:
        for key, source in sentences(domain).items():
            yield key, tuple(source) if isinstance(source, Plural) else (source,)
    else:
        for message in step(domain, locale):
            if message.id:
                yield str(message.context), forms(message)


def problems(domain: str, locale: str) -> Iterator[str]:
    """Name what is wrong with the translations of a domain, each with its key and why."""
    catalogue = step(domain, locale)
    for message in catalogue:
        if message.id:
            why = _problem(message, catalogue)
            if why:
                yield f"{message.context}: {why}"
    binary = po_path(domain, locale).with_suffix(".mo")
    if not binary.is_file() or binary.read_bytes() != compiled(catalogue):
        yield f"{binary.name}: older than its sentences"


def missing(domain: str, locale: str) -> Iterator[str]:
    """Name the sentences a language still lacks."""
    for message in step(domain, locale):
        if message.id and not all(forms(message)):
            yield str(message.context)


def left_over(locale: str) -> Iterator[str]:
    """Name the files of domains that are gone, or that this language need not speak."""
    wanted = demanded(locale)
    for path in sorted((TRANSLATIONS / locale).rglob("*.*")):
        if path.stem not in wanted:
            yield path.name


def _problem(message: Message, catalogue: Catalog) -> str:
    said = forms(message)
    if not all(said):
        return "no translation"
    if not isinstance(message.id, (list, tuple)):
        return _facts(message.id, said[0], optional=frozenset())
    if len(said) != catalogue.num_plurals:
        return f"{len(said)} forms, but this language has {catalogue.num_plurals}"
    one, many = message.id
    for form, text in enumerate(said):
        spoken = form in _single(catalogue.plural_expr) or (
            form == 0 and COUNT not in facts_of(one)
        )
        why = _facts(many, text, optional=frozenset({COUNT} if spoken else ()))
        if why:
            return f"form {form}: {why}"
    return ""


def _facts(source: str, said: str, *, optional: frozenset[str]) -> str:
    wanted, named = facts_of(source), facts_of(said)
    if wanted - named - optional:
        return f"lacks {', '.join(sorted(wanted - named - optional))}"
    return f"knows no {', '.join(sorted(named - wanted))}" if named - wanted else ""


def facts_of(text: str) -> set[str]:
    """Name the facts in a sentence's braces."""
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@cache
def _single(plural_expr: str) -> frozenset[int]:
    """Name the forms that are for one count only, which they may then write out."""
    chosen = c2py(plural_expr)
    times = Counter(chosen(count) for count in COUNTS)
    return frozenset(form for form, found in times.items() if found == 1)


def _read(path: Path, locale: str) -> Catalog | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=locale)
