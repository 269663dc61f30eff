"""Challenges in words: what is asked, how far it is, why something cannot be done."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import MistypedCode, MuvError, NotFound, NotPossible
from muvengine.core.game.challenges.aim import Aim
from muvengine.core.game.challenges.challenge import Challenge, Difficulty, Measure
from muvengine.core.game.challenges.proposals import Proposal
from muvengine.core.game.challenges.sponsored import Sponsored
from muvengine.reads.challenges import MyChallenge
from muvengine.web import here
from muvengine.web.refused import words_for
from muvengine.words.catalogue import known
from muvengine.words.challenge_in_words import asked, asked_by_file, progress_in_words

BOXES_MAX: Final = 10
"""A count up to this is drawn as so many boxes, a larger one as a bar."""


@dataclass(frozen=True, slots=True)
class ChallengeWords:
    """Ways in which a template speaks of challenges, in one language."""

    locale: str

    def of_mine(self, one: MyChallenge) -> str:
        """Say what is to be done in a challenge that was chosen."""
        return self._aim(one.aim)

    def of_proposal(self, one: Proposal) -> str:
        """Say what a proposal asks."""
        challenge = one.challenge
        return asked(challenge.measure, one.target, one.modes, challenge.when, self.locale)

    def of_shop(self, one: Sponsored) -> str:
        """Say what a shop asks."""
        return self._aim(Aim(Measure.DAYS, one.days, one.modes, one.when))

    def of_file(self, one: Challenge, difficulty: Difficulty | str) -> str:
        """Say what the game file asks at a difficulty."""
        return asked_by_file(one, Difficulty(difficulty), self.locale)

    def progress(self, one: MyChallenge) -> str:
        """Say how far it is."""
        told = one.progress
        return progress_in_words(one.aim.measure, told.done, told.target, self.locale)

    def boxes(self, one: MyChallenge) -> tuple[bool, ...]:
        """Give a box for each step, ticked or not; none where there are too many."""
        told = one.progress
        if told.target > BOXES_MAX:
            return ()
        return tuple(number < told.done for number in range(told.target))

    def _aim(self, aim: Aim) -> str:
        return asked(aim.measure, aim.target, aim.modes, aim.when, self.locale)


def words() -> ChallengeWords:
    """Speak the language of the page."""
    return ChallengeWords(here.locale())


def challenge_refused(refusal: MuvError) -> str:
    """Say why a challenge could not be chosen, joined, left, drafted or answered."""
    if isinstance(refusal, NotPossible):
        code = f"challenge.no_{refusal.facts.get('challenge')}"
        if known(code):
            return here.say(code)
        if refusal.facts.get("challenge") == "free_week":
            return here.say("challenge.free_week")
    if isinstance(refusal, MistypedCode | NotFound):
        return here.say("challenge.no_code")
    return words_for(refusal)
