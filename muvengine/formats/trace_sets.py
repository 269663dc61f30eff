"""Sets of generated traces as files, with the index that ``verdicts evaluate`` reads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from muvengine.core.modes.mode import Mode
from muvengine.core.traces.fixes import Fixes
from muvengine.formats.gpx.write import write_gpx
from muvengine.formats.town_files import load_yaml
from muvengine.formats.trace_generator.cheat_table import CHEATS, RECORDER, Cheat, play
from muvengine.formats.trace_generator.companions import behind
from muvengine.formats.trace_generator.sets import TripSet, dice_of, make_set

COUNT_MAX: Final = 100_000
PHONES_MAX: Final = 40
DAYS_MAX: Final = 365
COLUMNS: Final = ("file", "mode", "run", "declared", "cheat")
"""Of the index: the file, the true mode, the journey, the mode to declare, the cheat played."""
_KNOWN: Final = frozenset({"mode", "count", "phones", "days", "cheat", "behind_s"})


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a plan.

    Attributes:
        mode: of the contract; with a cheat, the one that is declared.
        count: of journeys.
        phones: telephones on each journey.
        days: over which they spread.
        cheat: a key of ``CHEATS``, or empty.
        behind_s: seconds behind each journey at which another car follows; None for none.
    """

    mode: str
    count: int = 1
    phones: int = 1
    days: int = 1
    cheat: str = ""
    behind_s: float | None = None


@dataclass(frozen=True, slots=True)
class MadeFile:
    """One trace, and its row of the index by ``COLUMNS``."""

    name: str
    text: str
    row: tuple[str, ...]


def read_plan(path: Path) -> tuple[int, tuple[Entry, ...]]:
    """Read a plan: ``seed`` and ``sets``, each set as an ``Entry``.

    Raises:
        ValueError: says in one sentence what is wrong with it.
    """
    plan = load_yaml(path)
    listed = plan.get("sets") if isinstance(plan, dict) else None
    if not isinstance(listed, list) or not listed:
        message = "a plan has a list called sets"
        raise ValueError(message)
    seed = plan.get("seed", 0)
    if type(seed) is not int or seed < 0:
        message = "seed is a whole number from 0"
        raise ValueError(message)
    return seed, tuple(_entry(number, told) for number, told in enumerate(listed, start=1))


def _entry(number: int, told: object) -> Entry:
    if not isinstance(told, dict) or not told.keys() <= _KNOWN:
        message = f"set {number}: known are {', '.join(sorted(_KNOWN))}"
        raise ValueError(message)
    try:
        return checked_entry(told)
    except ValueError as wrong:
        message = f"set {number}: {wrong}"
        raise ValueError(message) from wrong


def checked_entry(told: Mapping[str, object]) -> Entry:
    """Make an entry of what was said.

    Raises:
        ValueError: says in one sentence what is wrong with it.
    """
    cheat = str(told.get("cheat") or "")
    if cheat and cheat not in CHEATS:
        message = f"unknown cheat {cheat!r}; known are {', '.join(CHEATS)}"
        raise ValueError(message)
    mode = told.get("mode") or (CHEATS[cheat].declared if cheat else None)
    if mode not in set(Mode):
        message = f"unknown mode {mode!r}; known are {', '.join(Mode)}"
        raise ValueError(message)
    if cheat and mode != CHEATS[cheat].declared:
        message = f"{cheat} is said to be {CHEATS[cheat].declared}, not {mode}"
        raise ValueError(message)
    figures = {
        name: _whole(told, name, most)
        for name, most in (("count", COUNT_MAX), ("phones", PHONES_MAX), ("days", DAYS_MAX))
    }
    behind_s = told.get("behind_s")
    if behind_s is not None and not isinstance(behind_s, int | float):
        message = "behind_s is a number of seconds"
        raise ValueError(message)
    return Entry(str(mode), cheat=cheat, behind_s=behind_s, **figures)


def _whole(told: Mapping[str, object], name: str, most: int) -> int:
    value = told.get(name, 1)
    if type(value) is not int or not 1 <= value <= most:
        message = f"{name} is a whole number from 1 to {most}"
        raise ValueError(message)
    return value


def make_files(
    entry: Entry, seed: int, first_day: datetime, *, prefix: str = ""
) -> Iterator[MadeFile]:
    """Make the files of an entry, one by one.

    Args:
        entry: what.
        seed: 0 or more; the same seed gives the same bytes.
        first_day: aware; the earliest start.
        prefix: of the names of files and journeys, where several entries share a folder.
    """
    cheat = CHEATS.get(entry.cheat)
    mode = cheat.of if cheat else entry.mode
    wanted = TripSet(mode, entry.count, seed, first_day, entry.days, entry.phones)
    if cheat:
        yield from _played(cheat, wanted, prefix)
    else:
        yield from _honest(wanted, entry.behind_s, prefix)


def _honest(wanted: TripSet, behind_s: float | None, prefix: str) -> Iterator[MadeFile]:
    mode = wanted.mode
    for trip in make_set(wanted):
        run = f"{prefix}{mode}-{trip.number:05}"
        for place, fixes in enumerate(trip.recordings, start=1):
            name = run if wanted.phones == 1 else f"{run}-{place}"
            yield _file(name, fixes, RECORDER, (mode, run, mode, ""))
        if behind_s is not None:
            dice = dice_of(wanted.seed, "behind", trip.number)
            after = behind(trip.journey, trip.start, behind_s, dice)
            yield _file(f"{run}-behind", after, RECORDER, (mode, f"{run}-behind", mode, ""))


def _played(cheat: Cheat, wanted: TripSet, prefix: str) -> Iterator[MadeFile]:
    for one in play(cheat, wanted):
        run = f"{prefix}{cheat.key}-{one.number:05}"
        if cheat.known:
            row = (cheat.of, f"{run}-original", cheat.of, "")
            yield _file(f"{run}-original", one.original.fixes, RECORDER, row)
        row = (cheat.true, run, cheat.declared, cheat.key)
        yield _file(run, one.sent.fixes, cheat.creator, row)


def _file(name: str, fixes: Fixes, creator: str, told: tuple[str, str, str, str]) -> MadeFile:
    return MadeFile(f"{name}.gpx", write_gpx(fixes, name, creator), (f"{name}.gpx", *told))
