"""Ask for past trips to be scored anew, and see what became of it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import TYPE_CHECKING, Any, Final

import click

if TYPE_CHECKING:
    from datetime import date

    from muvengine.bootstrap import Wiring
    from muvengine.core.rules.rescoring_act import RescoringAct
    from muvengine.core.rules.version import Version

SCHEMA: Final = "muv.rescoring/v1"
DAY: Final = click.DateTime(formats=["%Y-%m-%d"])
WORDS: Final = """With --json, muv.rescoring/v1: "acts", the one asked for last first, each with
"id", "version", "from", "to", "state" (asked, running, stopped, done, dropped), "take_back"
(why trips may lose points; empty where none may), "reasons" by language and "outcome", null
until it is done: "changed" (trips), "people", "points_up", "points_down", "came_later" and
"counts", rows of "state", "why" and "trips"."""


@click.command(epilog=WORDS)
@click.argument("version", type=int, required=False)
@click.option("--from", "first", type=DAY, help="The first local day.")
@click.option("--to", "last", type=DAY, help="The last local day.")
@click.option("--rehearse", is_flag=True, help="Only rehearse it: to be done before asking.")
@click.option(
    "--reason",
    "reasons",
    multiple=True,
    metavar="LOCALE=TEXT",
    help="What people read; once for each language of the programme.",
)
@click.option("--take-back", default="", help="Why trips may lose points too; else none does.")
@click.option("--json", "as_json", is_flag=True, help="For programs; its words are named below.")
def rescore(  # noqa: PLR0913  click gives each option by its name
    version: int | None,
    first: datetime | None,
    last: datetime | None,
    reasons: tuple[str, ...],
    take_back: str,
    *,
    rehearse: bool,
    as_json: bool,
) -> None:
    """Ask for the trips of a period to be scored anew by the published VERSION.

    It must have begun, and have been rehearsed on exactly these days.  An organiser approves on
    the page that is named; then the worker scores the trips.  Without VERSION: list what was
    asked for, and what was done.
    """
    from muvengine.cli.town import open_town

    wiring = open_town()
    if version is None:
        _tell(wiring, as_json=as_json)
        return
    if first is None or last is None:
        message = "Name the days: --from and --to."
        raise click.UsageError(message)
    chosen = _version(wiring, version)
    days = first.date(), last.date()
    if rehearse:
        _rehearse(wiring, chosen, days)
        return
    click.echo(_ask(wiring, chosen, days, _by_language(reasons), take_back))


def _version(wiring: Wiring, number: int) -> Version:
    from muvengine.reads.programme import programme
    from muvengine.reads.rescorings import begun_versions

    today = wiring.now().astimezone(programme(wiring.open_reading).zone).date()
    for one in begun_versions(wiring.open_reading, today):
        if one.version == number:
            return one
    message = f"No version {number} of the rules has begun here."
    raise click.ClickException(message)


def _by_language(reasons: tuple[str, ...]) -> dict[str, str]:
    told = {}
    for reason in reasons:
        locale, separator, text = reason.partition("=")
        if not separator:
            message = f"--reason is LOCALE=TEXT, as en=..., and not {reason!r}."
            raise click.UsageError(message)
        told[locale.strip()] = text.strip()
    return told


def _rehearse(wiring: Wiring, version: Version, days: tuple[date, date]) -> None:
    from muvengine.core.ledger.attempt import Attempt
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.rules.rehearsal_kept import Wanted
    from muvengine.jobs.rehearsals import work_all
    from muvengine.reads.rescorings import rescoring_choice
    from muvengine.services.start_rehearsal import ENDPOINT, start_rehearsal
    from muvengine.words.rehearsal_in_words import in_all

    with wiring.open_reading() as uow:
        source = uow.rulebooks.source(version.id).encode()
    start_rehearsal(
        wiring.open_uow,
        wiring.open_reading,
        Wanted(source, *days),
        attempt=Attempt(SYSTEM, wiring.new_token(), ENDPOINT, ""),
        now=wiring.now(),
        new_token=wiring.new_token,
    )
    work_all(wiring)
    choice = rescoring_choice(wiring.open_reading, version.id, *days, today=days[1])
    report = choice.rehearsal.report if choice.rehearsal else None
    if report is None:
        message = "The rehearsal is not finished: another process plays a part of it."
        raise click.ClickException(message)
    click.echo(in_all(report, "en"))
    left = choice.season_left
    click.echo("No season pays." if left is None else f"The season has {left} points left.")


def _ask(
    wiring: Wiring,
    version: Version,
    days: tuple[date, date],
    reasons: dict[str, str],
    take_back: str,
) -> str:
    from muvengine.core.errors import BadInput, NotPossible
    from muvengine.core.people.actor import SYSTEM
    from muvengine.core.rules.rescoring_act import Terms
    from muvengine.services.ask_rescoring import ask_rescoring, wish
    from muvengine.words.catalogue import say

    terms = Terms(version.id, *days, reasons, take_back)
    try:
        public_id = ask_rescoring(
            wiring.open_uow,
            terms,
            attempt=wish(terms, SYSTEM, wiring.new_token()),
            now=wiring.now(),
            new_token=wiring.new_token,
        )
    except NotPossible as refusal:
        message = say(f"rescoring.refused_{refusal.facts['state']}", "en")
        if refusal.facts["state"] == "not_rehearsed":
            message += " The same command with --rehearse does it."
        raise click.ClickException(message) from refusal
    except BadInput as refusal:
        wrong = refusal.facts["fields"]
        assert isinstance(wrong, dict)
        message = "; ".join(f"{name}: {why}" for name, why in wrong.items())
        raise click.ClickException(message) from refusal
    url = f"{wiring.settings.base_url}/organiser/rulebook/rescorings/{public_id}"
    return f"Asked for. An organiser approves it: {url}"


def _tell(wiring: Wiring, *, as_json: bool) -> None:
    from muvengine.reads.rescorings import rescorings

    listed = rescorings(wiring.open_reading)
    numbers = {number: version.version for number, version in listed.versions.items()}
    if as_json:
        acts = [_document(act, numbers[act.terms.version_id]) for act in listed.acts]
        click.echo(json.dumps({"schema": SCHEMA, "acts": acts}, indent=1, ensure_ascii=False))
        return
    if not listed.acts:
        click.echo("Nothing was asked for yet.")
    for act in listed.acts:
        click.echo(_in_text(act, numbers[act.terms.version_id]))


def _in_text(act: RescoringAct, version: int) -> str:
    terms, done = act.terms, act.outcome
    said = f"{act.public_id}: {terms.first} to {terms.last} by version {version}: {act.state}"
    if done is None:
        return said
    return (
        f"{said}; {done.changed} trips changed, {done.points_up} points up, {done.points_down} down"
    )


def _document(act: RescoringAct, version: int) -> dict[str, Any]:
    done = act.outcome
    return {
        "id": act.public_id,
        "version": version,
        "from": act.terms.first.isoformat(),
        "to": act.terms.last.isoformat(),
        "state": act.state.value,
        "take_back": act.terms.take_back,
        "reasons": dict(act.terms.reasons),
        "outcome": done
        and {
            "changed": done.changed,
            "people": done.people,
            "points_up": done.points_up,
            "points_down": done.points_down,
            "came_later": done.came_later,
            "counts": [
                {"state": one.state.value, "why": one.why, "trips": one.trips}
                for one in done.counts
            ],
        },
    }
