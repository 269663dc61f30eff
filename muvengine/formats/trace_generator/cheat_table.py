"""The table of the cheats: what each starts from, what it is said to be, who should notice."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from muvengine.core.traces.fixes import Fixes, Recording
from muvengine.formats.trace_generator import cheats
from muvengine.formats.trace_generator.cheats import Material
from muvengine.formats.trace_generator.sets import TripSet, dice_of, make_set

RECORDER: Final = "MUV recorder"
EDITOR: Final = "https://gpx.studio"
NOBODY: Final = "nobody"
"""In place of a mode where nobody moved at all."""


@dataclass(frozen=True, slots=True)
class Cheat:
    """One way to cheat.

    Attributes:
        key: names it in commands and tables.
        make: gives what is sent.
        of: mode of the journey it starts from.
        declared: mode it is said to be.
        notices: codes of reasons and refusals of which one should appear.
        true: mode that was really moved in for the time told, or ``NOBODY``.
        other: mode of a second recording it needs; empty for none.
        known: the town has the recording it starts from already.
        own: and from the same person.
        shared: it claims a seat in the car of the recording it starts from.
        creator: the program that the file names.
    """

    key: str
    make: Callable[[Material], Fixes]
    of: str
    declared: str
    notices: frozenset[str]
    true: str
    other: str = ""
    known: bool = False
    own: bool = False
    shared: bool = False
    creator: str = RECORDER


def _of_a_drive(key: str, make: Callable[[Material], Fixes], says: str, *notices: str) -> Cheat:
    return Cheat(key, make, "car", says, frozenset(notices), true="car")


def _copy(key: str, make: Callable[[Material], Fixes], *notices: str, own: bool = False) -> Cheat:
    return Cheat(key, make, "bike", "bike", frozenset(notices), NOBODY, known=True, own=own)


def _drawn(
    key: str, make: Callable[[Material], Fixes], *notices: str, creator: str = RECORDER
) -> Cheat:
    return Cheat(key, make, "bike", "bike", frozenset(notices), NOBODY, creator=creator)


def _seat(key: str, make: Callable[[Material], Fixes]) -> Cheat:
    notices = frozenset({"carpool_apart"})
    return Cheat(key, make, "carpool", "carpool", notices, "car", "car", known=True, shared=True)


_ALL: Final = (
    _of_a_drive("car_as_bike", cheats.as_it_is, "bike", "speed", "surges"),
    _of_a_drive("car_as_walk", cheats.as_it_is, "walk", "speed"),
    _of_a_drive("stretched_clock", cheats.stretched_clock, "bike", "stretched_clock"),
    _of_a_drive("stretched_to_walk", cheats.stretched_to_walk, "walk", "stretched_clock"),
    _of_a_drive("thinned", cheats.thinned, "bike", "sparse", "speed"),
    _of_a_drive("drive_cut_out", cheats.drive_cut_out, "bike", "holes", "surges", "speed"),
    Cheat("spliced", cheats.spliced, "bike", "bike", frozenset({"speed", "surges"}), "car", "car"),
    Cheat("jumped", cheats.jumped, "bike", "bike", frozenset({"teleport"}), "bike"),
    _copy("sent_again", cheats.as_it_is, "duplicate", own=True),
    _copy("anothers_file", cheats.as_it_is, "duplicate"),
    _copy("shifted_a_day", cheats.shifted_a_day, "copied", own=True),
    _copy("retimed", cheats.retimed, "copied"),
    _copy("jittered", cheats.jittered, "replayed"),
    _copy("jittered_much", cheats.jittered_much, "replayed"),
    _copy("replayed", cheats.replayed, "replayed"),
    _drawn("drawn_exactly", cheats.drawn_exactly, "straight_lines"),
    _drawn("at_constant_speed", cheats.at_constant_speed, "constant_speed"),
    _drawn("planned", cheats.planned, "editor", creator=EDITOR),
    _drawn("too_smooth", cheats.too_smooth, "too_smooth"),
    _drawn("under_white_noise", cheats.under_white_noise, "white_jitter", "too_smooth"),
    _seat("start_aligned", cheats.start_aligned),
    _seat("convoy_of_10_s", cheats.convoy_of_10_s),
    _seat("convoy_of_30_s", cheats.convoy_of_30_s),
    _seat("convoy_of_60_s", cheats.convoy_of_60_s),
)
CHEATS: Final = {cheat.key: cheat for cheat in _ALL}


@dataclass(frozen=True, slots=True, eq=False)
class Attempted:
    """A cheat that was played once.

    Attributes:
        number: from 0.
        original: the recording it starts from.
        sent: what is sent for it.
    """

    number: int
    original: Recording
    sent: Recording


def play(cheat: Cheat, wanted: TripSet) -> Iterator[Attempted]:
    """Play a cheat on each trip of a set.

    Args:
        cheat: which.
        wanted: how many, from which seed; its mode is the cheat's.
    """
    seconds = replace(wanted, mode=cheat.other or wanted.mode, seed=wanted.seed + 1)
    others = iter(make_set(seconds))
    for trip in make_set(wanted):
        other = next(others) if cheat.other else trip
        dice = dice_of(wanted.seed, cheat.key, trip.number)
        sent = cheat.make(Material(trip, other.recordings[0], dice))
        original = Recording(trip.recordings[0], RECORDER)
        yield Attempted(trip.number, original, Recording(sent, cheat.creator))
