"""What becomes of a find, in words, for players, helpers and tills."""

from __future__ import annotations

from typing import Final

from muvengine.core.errors import LimitReached, MuvError, NotPossible, OwnShop, UnknownCode
from muvengine.core.game.hunt import Hunt, HuntState
from muvengine.reads.hunts import hunt as read_hunt
from muvengine.services.find_place import Told
from muvengine.web import here
from muvengine.web.page_words import tell
from muvengine.web.refused import words_for
from muvengine.words.catalogue import known, written

DRAWINGS: Final = (
    "place",
    "house",
    "shop",
    "route",
    "flag",
    "heart",
    "star",
    "sun",
    "people",
    "coffee",
)
"""Pictograms that organisers choose from for a place."""


def state_of(hunt: Hunt) -> str:
    """Name the state of a hunt as people see it now: its own, early or over."""
    now = here.now()
    if hunt.state is HuntState.RUNNING:
        return "over" if hunt.over(now) else "running" if hunt.starts_at <= now else "early"
    return "over" if hunt.state is HuntState.PAUSED and hunt.over(now) else hunt.state.value


def tell_finder(told: Told) -> None:
    """Keep the sentence for who found a place by its sign."""
    hunt = read_hunt(here.wiring().open_reading, told.hunt)
    place = hunt.place((*told.new, *told.again)[0])
    assert place is not None, "it was found this moment"
    name = written(place.name, here.locale())
    if not told.new:
        tell("hunt.told_again", name=name)
    elif told.points < told.wanted:
        tell("hunt.told_less", name=name, n=told.points)
    elif not told.points:
        tell("hunt.told_found_plain", name=name)
    else:
        tell("hunt.told_found" if told.missing else "hunt.told_all", name=name, n=told.points)


def tell_helper(told: Told) -> None:
    """Keep the sentence for who stamped a card."""
    if not told.new:
        tell("hunt.stamp_told_again", name=told.name)
    elif told.points:
        tell("hunt.stamp_told_points", name=told.name, n=told.points)
    else:
        tell("hunt.stamp_told", name=told.name)


def words_of(refusal: MuvError) -> str:
    """Say why a find does not count."""
    if isinstance(refusal, LimitReached):
        return here.say("hunt.not_limit")
    if isinstance(refusal, OwnShop):
        return here.say("hunt.not_own_shop")
    if isinstance(refusal, UnknownCode):
        return here.say("hunt.not_nobody")
    code = f"hunt.not_{refusal.facts.get('state', '')}"
    if isinstance(refusal, NotPossible) and known(code):
        return here.say(code, number=refusal.facts.get("number", 0))
    return words_for(refusal)
