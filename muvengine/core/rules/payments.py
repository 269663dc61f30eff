"""What a rule pays, as closures over whole numbers; rounded half up once per line."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final, NamedTuple

from muvengine.core.rules.checks import HIGHEST, Params, valued
from muvengine.core.rules.conditions import MEASURES, ROUTE_SHARE
from muvengine.core.rules.rulebook import Flat, Pay, Percent, PerKm, Scaled
from muvengine.core.rules.situation import Situation, measure
from muvengine.core.trips.facts import RouteFacts
from muvengine.core.units import M_PER_KM, round_half_up

MILLI: Final = 1000
MICRO_PER_POINT: Final = MILLI * M_PER_KM  # metres times thousandths of a point per kilometre
MILLI_PER_WHOLE: Final = 100 * MILLI  # thousandths of a percent in the whole


class Grounds(NamedTuple):
    """What a payment may depend on beside the situation.

    Attributes:
        base: points of all earn rules; 0 while these are still being worked out.
        metres: of the legs the rule picked.
        before_m: metres of the same rule earlier in the same local day.
        paid: points of the same rule in the same local day so far; None where they were not
            counted, and the metres alone must say.
        route: the set route paid for, when the rule pays per route.
    """

    base: int = 0
    metres: int = 0
    before_m: int = 0
    paid: int | None = None
    route: RouteFacts | None = None


class Paid(NamedTuple):
    """Points and the facts behind them; ``missed`` names what kept a bonus from growing."""

    points: int
    why: Mapping[str, object]
    missed: bool = False


Payment = Callable[[Situation, Grounds], Paid]


def payment(pays: Pay, params: Params) -> Payment:
    """Make the closure of what a rule pays."""
    match pays:
        case PerKm():
            return _per_km(pays, params)
        case Flat(points):
            whole = int(valued(points, params))
            paid = Paid(whole, {"points": whole})
            return lambda _s, _grounds: paid
        case Percent(percent):
            return _percent(int(valued(percent, params) * MILLI))
        case Scaled():
            return _scaled(pays, params)


def share_of(base: int, percent_milli: int) -> int:
    """Give a percentage of the base, halves up."""
    return round_half_up(base * percent_milli, MILLI_PER_WHOLE)


def _per_km(pays: PerKm, params: Params) -> Payment:
    bands = tuple(
        (
            HIGHEST if band.up_to_km is None else int(valued(band.up_to_km, params) * M_PER_KM),
            int(valued(band.points, params) * MILLI),
        )
        for band in pays.bands
    )

    def worth_micro(metres: int) -> int:
        total = start = 0
        for end, milli in bands:
            if metres <= start:
                break
            total += (min(metres, end) - start) * milli
            start = end
        return total

    def run(_s: Situation, grounds: Grounds) -> Paid:
        before, after = grounds.before_m, grounds.before_m + grounds.metres
        # What the day is worth now, less what was paid of it: a day's points depend neither
        # on how many trips, nor in which order, its kilometres came and were corrected.
        worth = round_half_up(worth_micro(after), MICRO_PER_POINT)
        in_turn = round_half_up(worth_micro(before), MICRO_PER_POINT)
        why: dict[str, object] = {"m": grounds.metres, "before_m": before}
        if grounds.paid is None or grounds.paid == in_turn:
            return Paid(worth - in_turn, why | {"bands": _bands_of(bands, before, after)})
        why |= {"bands": _bands_of(bands, 0, after), "worth": worth, "paid": grounds.paid}
        return Paid(max(0, worth - grounds.paid), why)

    return run


def _bands_of(bands: tuple[tuple[int, int], ...], before: int, after: int) -> list[list[object]]:
    """List the metres of a trip in each band with the points per kilometre as text."""
    spent: list[list[object]] = []
    start = 0
    for end, milli in bands:
        metres = min(after, end) - max(before, start)
        if metres > 0:
            spent.append([metres, _plain(milli)])
        start = end
    if after > start:
        spent.append([after - max(before, start), "0"])
    return spent


def _percent(percent_milli: int) -> Payment:
    told = _plain(percent_milli)

    def run(_s: Situation, grounds: Grounds) -> Paid:
        if grounds.base == 0:
            return Paid(0, {"condition": "base", "value": 0}, missed=True)
        points = share_of(grounds.base, percent_milli)
        return Paid(points, {"percent": told, "base": grounds.base})

    return run


def _scaled(pays: Scaled, params: Params) -> Payment:
    scale = ROUTE_SHARE.scale if pays.by == "route_share" else MEASURES[pays.by].scale
    every, above = (int(valued(figure, params) * scale) for figure in (pays.every, pays.above))
    each = int(valued(pays.each, params) * MILLI)
    most = HIGHEST if pays.most is None else int(valued(pays.most, params) * MILLI)
    read = measure(pays.by, scaled_reach(pays, params))
    step = every if scale == 1 else every / scale

    def run(s: Situation, grounds: Grounds) -> Paid:
        value = grounds.route.share_permille if grounds.route else read(s) or 0
        told = value if scale == 1 else value / scale
        steps = max(0, value - above) // every
        if steps == 0:
            return Paid(0, {"condition": pays.by, "value": told}, missed=True)
        milli = min(steps * each, most)
        why = {"by": pays.by, "value": told, "steps": steps, "every": step}
        if not pays.percent:
            return Paid(round_half_up(milli, MILLI), why)
        if grounds.base == 0:
            return Paid(0, {"condition": "base", "value": 0}, missed=True)
        why |= {"percent": _plain(milli), "base": grounds.base}
        return Paid(share_of(grounds.base, milli), why)

    return run


def scaled_reach(pays: Scaled, params: Params) -> int:
    """Tell how large the measure can get before the bonus stops growing."""
    if pays.by == "route_share":
        return ROUTE_SHARE.scale
    bound = MEASURES[pays.by].bound_max
    if pays.most is None:
        return bound
    each, most = valued(pays.each, params), valued(pays.most, params)
    steps = -(-most // each)
    wanted = int(valued(pays.above, params) + steps * valued(pays.every, params))
    return min(bound, max(wanted, 1))


def _plain(milli: int) -> str:
    """Write thousandths as people write the number: 12, 2.5."""
    return f"{milli / MILLI:.3f}".rstrip("0").rstrip(".")
