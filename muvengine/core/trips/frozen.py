"""Facts as plain values, to be stored beside a score and read back years later."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from muvengine.core.trips.facts import FACTS_VERSION, LegFacts, RouteFacts, TripFacts

# Most trips say nothing about these; what is not written has its default.
_PLAIN = (
    "climb_m",
    "weather",
    "passengers",
    "stamps",
    "assisted",
    "helper_id",
    "reviewed",
)


def freeze(facts: TripFacts) -> dict[str, Any]:
    """Give facts as a JSON-able value; ``thaw`` gives equal facts back.

    Args:
        facts: ``start`` in a named zone, whose name is kept.
    """
    zone = facts.start.tzinfo
    assert isinstance(zone, ZoneInfo)
    frozen: dict[str, Any] = {
        "start": facts.start.isoformat(),
        "zone": zone.key,
        "duration_s": facts.duration_s,
        "legs": [_leg(leg) for leg in facts.legs],
        "outcome": str(facts.outcome),
        "reasons": [str(reason) for reason in facts.reasons],
        "evidence_class": str(facts.evidence_class),
        "routes": [[route.key, route.share_permille, route.forward] for route in facts.routes],
        "segments": list(facts.segments),
    }
    values = ((name, getattr(facts, name)) for name in _PLAIN)
    frozen |= {name: value for name, value in values if value}
    zones = {"zones_from": list(facts.zones_from), "zones_to": list(facts.zones_to)}
    return frozen | {name: keys for name, keys in zones.items() if keys}


def legs_of(frozen: Mapping[str, Any]) -> tuple[LegFacts, ...]:
    """Give the legs alone, of facts of any version."""
    return tuple([LegFacts(*leg) for leg in frozen["legs"]])


def thaw(frozen: Mapping[str, Any], version: int = FACTS_VERSION) -> TripFacts:
    """Give facts back.

    Args:
        frozen: as ``freeze`` wrote it.
        version: of the facts; later versions read earlier ones here.
    """
    # Version 1 had no legs with a verdict of their own; what is not written is the trip's.
    # Versions 1 and 2 knew no zones: such a trip began and ended in none.
    assert version <= FACTS_VERSION
    # One value after the other: a rehearsal reads a million of them.
    get, routes = frozen.get, frozen["routes"]
    return TripFacts(
        datetime.fromisoformat(frozen["start"]).astimezone(ZoneInfo(frozen["zone"])),
        frozen["duration_s"],
        legs_of(frozen),
        frozen["outcome"],
        tuple(frozen["reasons"]),
        frozen["evidence_class"],
        tuple([RouteFacts(*route) for route in routes]) if routes else (),
        get("climb_m", 0),
        get("weather"),
        get("passengers", 0),
        get("stamps", 0),
        get("assisted", False),
        get("helper_id"),
        tuple(frozen["segments"]),
        get("reviewed", False),
        tuple(get("zones_from", ())),
        tuple(get("zones_to", ())),
    )


def _leg(leg: LegFacts) -> list[object]:
    own = (leg.outcome, leg.evidence_class) if leg.outcome or leg.evidence_class else ()
    return [leg.mode, leg.distance_m, *map(str, own)]
