"""Keep the translation files in step with the sentences."""

from __future__ import annotations

import json
from pathlib import Path

import click


@click.group()
def words() -> None:
    """Translations: bring them in step, or tell what is missing."""


@words.command()
@click.option("--locale", default="fr", show_default=True, help="The language.")
@click.option("--domain", help="The domain; all when not given.")
@click.option(
    "--fill",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help='A JSON file of new translations by key: {"key": "text" or ["one", "many"]}.',
)
def sync(locale: str, domain: str | None, fill: Path | None) -> None:
    """Add new sentences, drop gone ones, compile."""
    from muvengine.words.translations import missing, present, save, step

    said = json.loads(fill.read_text(encoding="utf-8")) if fill else None
    for name in [domain] if domain else list(present()):
        save(step(name, locale, said), name, locale)
        for key in missing(name, locale):
            click.echo(f"{locale} lacks {name}.{key}")


@words.command()
@click.option("--locale", default="fr", show_default=True, help="The language.")
def check(locale: str) -> None:
    """Exit with 1 when a sentence has no translation."""
    from muvengine.words.translations import missing, present

    lacking = [f"{name}.{key}" for name in present() for key in missing(name, locale)]
    for code in lacking:
        click.echo(f"{locale} lacks {code}")
    raise SystemExit(1 if lacking else 0)
