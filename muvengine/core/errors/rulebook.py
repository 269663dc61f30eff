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


class SettingsRefused(MuvError):
    """The engine cannot start with these settings."""

    code = "settings_refused"
