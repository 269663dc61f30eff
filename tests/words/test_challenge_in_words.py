"""What a challenge asks, in plain words of both languages."""

from __future__ import annotations

import pytest

from muvengine.core.game.challenges.challenge import Difficulty, Measure
from muvengine.core.rules.conditions import StartBetween
from muvengine.words.challenge_in_words import asked, asked_by_file, progress_in_words
from tests.core.game.challenges.test_proposals import GAME


@pytest.mark.parametrize(
    ("measure", "target", "modes", "locale", "said"),
    [
        (Measure.KM, 11_400, ("walk", "run"), "en", "11.4 kilometres, with: On foot, Running"),
        (Measure.DAYS, 1, (), "en", "1 day with a trip"),
        (Measure.DAYS, 4, (), "fr", "4 jours avec un trajet"),
        (Measure.CAR_FREE, 3, (), "fr", "3 jours sans voiture"),
    ],
)
def test_a_target_is_told_as_people_count(
    measure: Measure, target: int, modes: tuple[str, ...], locale: str, said: str
) -> None:
    assert asked(measure, target, modes, (), locale) == said


def test_conditions_are_told_beside() -> None:
    told = asked(Measure.DAYS, 2, (), (StartBetween(420, 570),), "en")
    assert told.startswith("2 days with a trip, only ")


@pytest.mark.parametrize(
    ("name", "difficulty", "said"),
    [
        ("more-on-foot", "easy", "10 % more than your own mean of the last weeks"),
        ("team-week", "group", "2 days with a trip for each member of the team"),
        ("days-on-the-move", "hard", "4 days with a trip"),
    ],
)
def test_the_file_is_told_for_anybody(name: str, difficulty: str, said: str) -> None:
    challenge = GAME.challenge(name)
    assert challenge is not None
    assert asked_by_file(challenge, Difficulty(difficulty), "en") == said


def test_progress_never_goes_beyond_its_target() -> None:
    assert progress_in_words(Measure.KM, 12_000, 11_400, "fr") == "11,4 sur 11,4"
