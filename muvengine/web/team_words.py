"""Refusals about teams, in words."""

from __future__ import annotations

from muvengine.core.errors import (
    BadInput,
    MistypedCode,
    MuvError,
    NotPossible,
    TooManyAttempts,
    UnknownCode,
)
from muvengine.web import here
from muvengine.web.refused import words_for

_NOT_POSSIBLE = {
    "other": "team.other",
    "closed": "team.closed",
    "full": "team.full",
    "code": "team.needs_code",
    "everyone": "team.name_taken",
}


def team_refused(refusal: MuvError) -> str:
    """Say why a team could not be made, joined or left."""
    if isinstance(refusal, NotPossible):
        if refusal.facts.get("season") == "none":
            return here.say("team.no_season")
        if str(refusal.facts.get("team")) in _NOT_POSSIBLE:
            return here.say(_NOT_POSSIBLE[str(refusal.facts["team"])])
        if "match" in refusal.facts or "state" in refusal.facts:
            return here.say("team.match_late")
    for kind, code in (
        (MistypedCode, "team.wrong_code"),
        (UnknownCode, "team.unknown_code"),
        (TooManyAttempts, "team.wait"),
        (BadInput, "team.name_long"),
    ):
        if isinstance(refusal, kind):
            return here.say(code)
    return words_for(refusal)
