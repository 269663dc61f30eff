"""Keep the translation files in step with the sentences."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Final

from babel.messages.catalog import Catalog
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

from muvengine.words.catalogue import DOMAINS, TRANSLATIONS, Plural, sentences

EPOCH: Final = datetime(2026, 1, 1, tzinfo=UTC)

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
    """Give the binary form of a catalogue."""
    file = BytesIO()
    write_mo(file, catalogue)
    return file.getvalue()


def missing(domain: str, locale: str) -> Iterator[str]:
    """Name the sentences a language still lacks."""
    for message in step(domain, locale):
        forms = message.string if isinstance(message.string, (list, tuple)) else (message.string,)
        if message.id and not all(forms):
            yield str(message.context)


def present() -> Iterator[str]:
    """Name the domains that exist; all of them in a finished product."""
    for domain in DOMAINS:
        if (Path(__file__).parent / f"{domain}.py").is_file():
            yield domain


def _read(path: Path, locale: str) -> Catalog | None:
    if not path.is_file():
        return None
    with path.open("rb") as file:
        return read_po(file, locale=locale)
