"""Keep the translation files in step with the sentences."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import click


@click.group()
def words() -> None:
    """Languages: bring translations in step, tell what is missing or hard to read, choose."""


@words.command()
@click.option("--locale", default="fr", show_default=True, help="The language; all for every one.")
@click.option("--domain", help="The domain; all when not given.")
@click.option(
    "--fill",
    type=click.Path(exists=True, path_type=Path),
    help='A JSON file of new translations by key: {"key": "text" or ["one", "many"]}; '
    "or a folder of such files, each named after its domain.",
)
def sync(locale: str, domain: str | None, fill: Path | None) -> None:
    """Add new sentences, drop gone ones, compile."""
    from muvengine.words.translations import missing, save, step

    for spoken, name in _asked(locale, domain):
        said = None
        file = fill / f"{name}.json" if fill and fill.is_dir() else fill
        if file and file.is_file():
            said = json.loads(file.read_text(encoding="utf-8"))
        save(step(name, spoken, said), name, spoken)
        for key in missing(name, spoken):
            click.echo(f"{spoken} lacks {name}.{key}")


@words.command()
@click.option("--locale", default="all", show_default=True, help="The language.")
def check(locale: str) -> None:
    """Exit with 1 when a translation is missing, old or names other facts."""
    from muvengine.words.translations import left_over, problems

    found = [
        f"{spoken} {name}.{why}"
        for spoken, name in _asked(locale, None)
        for why in problems(name, spoken)
    ]
    found += [
        f"{spoken} need not have {name}"
        for spoken in _locales(locale)
        for name in left_over(spoken)
    ]
    for line in found:
        click.echo(line)
    raise SystemExit(1 if found else 0)


@words.command()
def lint() -> None:
    """Exit with 1 when a sentence for everybody is hard to read, in French or in English."""
    from muvengine.words.plain import LINTED, findings

    found = [f"{spoken} {line}" for spoken in LINTED for line in findings(spoken)]
    for line in found:
        click.echo(line)
    raise SystemExit(1 if found else 0)


@words.command()
@click.argument("locales")
def offer(locales: str) -> None:
    """Choose the languages of the town, as fr,en,ar; the first is the usual one."""
    from dataclasses import replace

    from muvengine.cli.town import open_town
    from muvengine.core.people.actor import SYSTEM
    from muvengine.reads.programme import programme
    from muvengine.services.set_programme import set_programme
    from muvengine.words.catalogue import LANGUAGES

    chosen = tuple(dict.fromkeys(word.strip() for word in locales.split(",") if word.strip()))
    unknown = [one for one in chosen if one not in LANGUAGES]
    if unknown or not chosen:
        message = f"Choose among {','.join(LANGUAGES)}; there is no {','.join(unknown) or 'other'}."
        raise click.ClickException(message)
    wiring = open_town()
    town = replace(programme(wiring.open_reading), locales=chosen)
    set_programme(wiring.open_uow, town, actor=SYSTEM, now=wiring.now())
    click.echo(f"{town.name} speaks {', '.join(LANGUAGES[one] for one in chosen)}.")


def _asked(locale: str, domain: str | None) -> Iterator[tuple[str, str]]:
    from muvengine.words.catalogue import demanded

    for spoken in _locales(locale):
        for name in demanded(spoken):
            if domain in {None, name}:
                yield spoken, name


def _locales(locale: str) -> tuple[str, ...]:
    from muvengine.words.catalogue import LANGUAGES, SOURCE_LOCALE

    every = tuple(one for one in LANGUAGES if one != SOURCE_LOCALE)
    return every if locale == "all" else (locale,)
