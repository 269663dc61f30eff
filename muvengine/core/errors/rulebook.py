"""A rulebook or a setting is not as it should be."""

from __future__ import annotations

from muvengine.core.errors.refusal import MuvError


class RulebookRefused(MuvError):
    """The rulebook has problems; ``problems`` lists them all."""

    code = "rulebook_refused"


class NoRulebook(RulebookRefused):
    """No published rulebook holds on the trip's day."""

    code = "no_rulebook"


class RulebookOverlap(RulebookRefused):
    """Another published version holds on some of these days."""

    code = "rulebook_overlap"


class RulebookGap(RulebookRefused):
    """Some days would be without a rulebook: ``first_day`` to before ``end_day``."""

    code = "rulebook_gap"


class RulebookLate(RulebookRefused):
    """It would begin on ``first_day``, and the rules of that day are settled already.

    ``earliest`` is the first day whose rules can still change.
    """

    code = "rulebook_late"


class RulebookWithdrawn(RulebookRefused):
    """This number was given to a version that was taken back."""

    code = "rulebook_withdrawn"


class GameRefused(MuvError):
    """The game file has problems; ``problems`` lists them all."""

    code = "game_refused"


class GameLate(MuvError):
    """It would begin on ``first_day``; ``earliest`` is the first Monday that can still change."""

    code = "game_late"


class SettingsRefused(MuvError):
    """The engine cannot start with these settings."""

    code = "settings_refused"
