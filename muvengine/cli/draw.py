"""Prize draws: check a published one, without a database and without trusting anybody."""

from __future__ import annotations

from pathlib import Path

import click


@click.group()
def draw() -> None:
    """Prize draws: check a published one."""


@draw.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="For programs.")
@click.option("--locale", default="en", show_default=True, help="The language of the sentences.")
def check(file: Path, *, as_json: bool, locale: str) -> int:
    """Compute the draw of FILE again; exit with 1 when it is not right.

    FILE is the JSON that a draw's page hands out once the draw is over.
    """
    import json

    from muvengine.cli import DONE, NOT_RIGHT
    from muvengine.core.errors import NotPossible
    from muvengine.core.game.draw_check import check_draw
    from muvengine.formats.draw_file import read_draw
    from muvengine.words.catalogue import say

    try:
        findings = check_draw(read_draw(file.read_bytes()))
    except NotPossible as refusal:
        facts = refusal.facts
        message = f"{file} is not the file of a draw (field={facts.get('field')})."
        if "state" in facts:
            message = f"This draw's seed is not published yet (state={facts['state']})."
        raise click.ClickException(message) from refusal
    right = all(one.right for one in findings)
    if as_json:
        steps = [
            {"step": one.step, "right": one.right, "published": one.published, "found": one.found}
            for one in findings
        ]
        click.echo(json.dumps({"right": right, "steps": steps}))
    else:
        for one in findings:
            told = say("draw.right" if one.right else "draw.wrong", locale)
            click.echo(f"{told}: {say(f'draw.step_{one.step}', locale)} {one.found}")
            if not one.right:
                click.echo(f"    {say('draw.was_published', locale)}: {one.published}")
    return DONE if right else NOT_RIGHT
