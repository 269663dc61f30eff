"""Challenges, as a game file says them."""

from __future__ import annotations

from decimal import Decimal
from typing import Any, Final

from marshmallow import ValidationError, post_load, validates_schema

from muvengine.core.game.challenges.challenge import (
    COUNTED_BY,
    GROUP_KINDS,
    MEASURED,
    METRES_PER_KM,
    PERSONAL,
    Challenge,
    Difficulty,
    Kind,
    Measure,
    Step,
)
from muvengine.core.game.game import PICTOGRAMS
from muvengine.core.game.weeks import DAYS_A_WEEK
from muvengine.formats.game_yaml.sections import Data
from muvengine.formats.game_yaml.when import BadgeWhenSchema
from muvengine.formats.rulebook_yaml.blocks import Block, LabelField, Listing, Strict, complain
from muvengine.formats.rulebook_yaml.fields import ChoiceField, FigureField, NameField, WholeField

KINDS: Final = tuple(str(kind) for kind in Kind)
OF: Final = tuple(str(one) for one in (Measure.TRIPS, Measure.KM, Measure.DAYS, Measure.EXPERIENCE))
GOAL_MAX: Final = 100_000
PERCENT_MAX: Final = 200
CHALLENGE_POINTS_MAX: Final = 200
STEPS: Final = tuple(str(one) for one in PERSONAL)
_BOUNDS: Final = ("floor", "ceiling")
# Stamps and routes are counted whatever the way; a day without a car is declared.
_WITHOUT_TRIPS: Final = (Kind.NO_CAR_WEEK,)
_WITHIN_A_WEEK: Final = (Kind.DAYS_IN_WEEK, Kind.NO_CAR_WEEK)


class StepSchema(Strict):
    """What one difficulty asks: a number, or percent more than one's own mean."""

    goal = FigureField(0, GOAL_MAX, named=False)
    percent = WholeField(1, PERCENT_MAX)
    points = WholeField(1, CHALLENGE_POINTS_MAX, required=True)

    @validates_schema
    def asks_one_thing(self, data: Data, **_: Any) -> None:
        """Refuse a step that asks for nothing, or for two things."""
        if ("goal" in data) == ("percent" in data):
            raise ValidationError(complain("R104", words=("goal", "percent")))


class ChallengeSchema(Strict):
    """One challenge."""

    challenge = NameField(required=True)
    kind = ChoiceField(KINDS, required=True)
    label = LabelField(required=True)
    pictogram = ChoiceField(PICTOGRAMS, required=True)
    of = ChoiceField(OF)
    modes = Listing(NameField())
    when = Block(BadgeWhenSchema)
    floor = FigureField(0, GOAL_MAX, named=False)
    ceiling = FigureField(0, GOAL_MAX, named=False)
    easy = Block(StepSchema)
    middle = Block(StepSchema)
    hard = Block(StepSchema)
    goal = FigureField(0, GOAL_MAX, named=False)
    points = WholeField(1, CHALLENGE_POINTS_MAX)

    @validates_schema
    def says_what_its_kind_needs(self, data: Data, **_: Any) -> None:
        """Refuse words that its kind does not have, and miss those that it needs."""
        if "kind" not in data:
            return
        kind = Kind(data["kind"])
        for word in needed_by(kind):
            if word not in data:
                raise ValidationError(complain("G204", kind=str(kind), word=word))
        for word in foreign_to(kind):
            if word in data:
                raise ValidationError(complain("G205", kind=str(kind), word=word))
        for word in STEPS:
            asks = asked_by(kind)
            if word in data and isinstance(data[word], dict) and asks not in data[word]:
                raise ValidationError({word: complain("G204", kind=str(kind), word=asks)})

    @post_load
    def build(self, data: Data, **_: Any) -> Challenge:
        """Make the value."""
        kind = Kind(data["kind"])
        measure = Measure(data["of"]) if kind in MEASURED else COUNTED_BY[kind]
        bounds = {word: small(data[word], measure) for word in _BOUNDS if word in data}
        return Challenge(
            name=data["challenge"],
            kind=kind,
            measure=measure,
            label=data["label"],
            pictogram=data["pictogram"],
            steps=_steps(data, kind, measure),
            modes=tuple(data.get("modes", ())),
            when=tuple(data.get("when", ())),
            **bounds,
        )


def small(figure: Decimal, measure: Measure) -> int:
    """Give a written figure in its small unit: kilometres in metres."""
    return int(figure * METRES_PER_KM) if measure is Measure.KM else int(figure)


def most_of(kind: str, of: object) -> int:
    """Give the largest goal that makes sense, as written."""
    within = kind in _WITHIN_A_WEEK or (kind == Kind.ABSOLUTE and of == Measure.DAYS)
    return DAYS_A_WEEK if within else GOAL_MAX


def _steps(data: Data, kind: Kind, measure: Measure) -> dict[Difficulty, Step]:
    if kind in GROUP_KINDS:
        return {Difficulty.GROUP: Step(small(data["goal"], measure), data["points"])}
    return {
        one: Step(step.get("percent") or small(step["goal"], measure), step["points"])
        for one in PERSONAL
        for step in (data[str(one)],)
    }


def asked_by(kind: Kind) -> str:
    """Give the word by which a difficulty says how much."""
    return "percent" if kind is Kind.PERCENT_INCREASE else "goal"


def needed_by(kind: Kind) -> tuple[str, ...]:
    """Give the words that a kind must have, beside those of every challenge."""
    words = ("goal", "points") if kind in GROUP_KINDS else STEPS
    if kind in MEASURED:
        words = ("of", *words)
    if kind is Kind.PERCENT_INCREASE:
        return (*words, *_BOUNDS)
    return (*words, "modes") if kind is Kind.TRY_NEW_MODE else words


def foreign_to(kind: Kind) -> tuple[str, ...]:
    """Give the words that a kind does not have."""
    words = STEPS if kind in GROUP_KINDS else ("goal", "points")
    if kind not in MEASURED:
        words = ("of", *words)
    if kind is not Kind.PERCENT_INCREASE:
        words = (*_BOUNDS, *words)
    return ("modes", "when", *words) if kind in _WITHOUT_TRIPS else words
