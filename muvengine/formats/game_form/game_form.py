"""A part of a game as a form: only what its kind knows is asked, what no form shows stays."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from typing import Final, NamedTuple

from marshmallow import Schema

from muvengine.core.game.challenges.challenge import Kind
from muvengine.formats.game_form.badge_count import counted
from muvengine.formats.game_form.schema_controls import controls_of, figures
from muvengine.formats.game_yaml.challenges import (
    KINDS,
    STEPS,
    ChallengeSchema,
    asked_by,
    foreign_to,
    needed_by,
)
from muvengine.formats.game_yaml.outline import NAMED_BY
from muvengine.formats.game_yaml.schema import GameSchema
from muvengine.formats.game_yaml.sections import (
    COUNTED,
    BadgeSchema,
    LevelSchema,
    ReportsSchema,
    StreakSchema,
    SuspensionSchema,
)
from muvengine.formats.game_yaml.teams import TeamsSchema
from muvengine.formats.game_yaml.when import BadgeWhenSchema
from muvengine.formats.rule_form.controls import Around, Control, Words, block_in
from muvengine.formats.rule_form.rule_form import WHEN, RuleForm, kept_beside, lossless
from muvengine.formats.rule_form.when_controls import when_controls
from muvengine.formats.rulebook_yaml.places import words_of

SCHEMAS: Final[Mapping[str, type[Schema]]] = {
    "head": GameSchema,
    "streak": StreakSchema,
    "teams": TeamsSchema,
    "reports": ReportsSchema,
    "levels": LevelSchema,
    "badges": BadgeSchema,
    "challenges": ChallengeSchema,
    "suspended": SuspensionSchema,
}
"""Every part that has a form, by its name in addresses and sentences."""

_HEAD: Final = ("label", "closes_after_days")
_EVERY: Final = ("label", "pictogram")
"""Words of a challenge whatever its kind."""


class _Asked(NamedTuple):
    """What a form asks for.

    Attributes:
        words: for which there are controls.
        needed: those among them that must be there.
        told: words that the page tells without a control.
    """

    words: Collection[str]
    needed: Collection[str] = ()
    told: Collection[str] = ()


def game_form(section: str, block: Words, around: Around) -> RuleForm:
    """Lay a part of a game out as a form.

    Args:
        section: one of ``SCHEMAS``.
        block: plain values, right or wrong; of a new challenge its kind at least.
        around: what is offered.
    """
    schema = SCHEMAS[section]()
    every, asked = words_of(schema), _asked(section, block)
    own = tuple(lossless(_controls(section, schema, block, around), block))
    when: tuple[Control, ...] = ()
    if WHEN in every and WHEN in asked.words and isinstance(block.get(WHEN, {}), dict):
        conditions = block_in(block, WHEN)
        known = words_of(BadgeWhenSchema())
        when = tuple(lossless(when_controls(conditions, around, known), conditions))
    kept = kept_beside(block, own, when, asked.told)
    return RuleForm(section, block, own, when, kept, tuple(every))


def _asked(section: str, block: Words) -> _Asked:
    every = [*words_of(SCHEMAS[section]())]
    if section == "head":
        return _Asked(_HEAD, told=[*block])
    if section != "challenges":
        named = NAMED_BY.get(section, "")
        # Where a name is made up, nobody is asked for it; where it says something, everybody is.
        told = {named} if section == "badges" else ()
        return _Asked([word for word in every if word not in told], told=told)
    told = {NAMED_BY[section], "kind"}
    if block.get("kind") not in KINDS:
        return _Asked(_EVERY, told=told)
    kind = Kind(block["kind"])
    without = {*told, *foreign_to(kind)}
    return _Asked([word for word in every if word not in without], needed_by(kind), told)


def _controls(section: str, schema: Schema, block: Words, around: Around) -> Iterator[Control]:
    asked = _asked(section, block)
    apart = {WHEN, *STEPS, *(COUNTED if section == "badges" else ())}
    words = [word for word in asked.words if word not in apart]
    for control in controls_of(schema, words, block, around, asked.needed):
        yield control
        if section == "badges" and control.name == "pictogram":
            yield counted(around.sign)
    for word in STEPS:
        if section == "challenges" and word in asked.words:
            how_much = asked_by(Kind(block["kind"]))
            yield figures(word, {how_much: True, "points": True}, around.sign)
