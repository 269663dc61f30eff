"""What is wrong with a timetable: every problem with its file and line, all at once.

error    the file cannot be used as it is
warning  something was left out, the rest can be used
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from muvengine.formats.gtfs.limits import GTFS_LIMITS, GtfsLimits

VALUE_CHARS_MAX: Final = 40

Fact = str | int

WARNINGS: Final = frozenset(
    {
        "unknown",
        "too_few_stops",
        "too_many_stops",
        "times_backwards",
        "time_missing",
        "mode_left_out",
        "way_left_out",
        "way_beside",
        "sequence_twice",
        "row_long",
        "trip_empty",
        "many_more",
    }
)


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem.

    Attributes:
        code: the sentence is ``timetables.<code>``.
        file: a table of the feed; empty for the feed as a whole.
        line: from 1; 0 for the file as a whole.
        facts: for the sentence.
    """

    code: str
    file: str = ""
    line: int = 0
    facts: dict[str, Fact] = field(default_factory=dict)

    @property
    def is_error(self) -> bool:
        """Tell whether it keeps the timetable from being used."""
        return self.code not in WARNINGS


class Problems:
    """Collects problems; of many alike only the first are told."""

    def __init__(self, limits: GtfsLimits = GTFS_LIMITS) -> None:
        self._limits = limits
        self._told: list[Problem] = []
        self._alike: Counter[tuple[str, str]] = Counter()
        self._of_file: Counter[str] = Counter()
        self._left_off: Counter[str] = Counter()
        self.errors = 0

    def add(self, code: str, file: str = "", line: int = 0, **facts: Fact) -> None:
        """Note a problem; texts from the feed are cut."""
        alike, of_file = self._alike[code, file], self._of_file[file]
        self._alike[code, file] += 1
        self._of_file[file] += 1
        self.errors += code not in WARNINGS
        # The first of each kind is always told: ten thousand warnings hide no error.
        if alike and (alike >= self._limits.alike_max or of_file >= self._limits.problems_max):
            self._left_off[file] += 1
            return
        shown = {
            name: value if isinstance(value, int) else shorten(value)
            for name, value in facts.items()
        }
        self._told.append(Problem(code, file, line, shown))

    def told(self) -> tuple[Problem, ...]:
        """Give the problems, errors first, then by file and line."""
        more = [
            Problem("many_more", file, 0, {"n": count}) for file, count in self._left_off.items()
        ]
        return (
            *sorted(self._told, key=lambda one: (not one.is_error, one.file, one.line)),
            *more,
        )


def shorten(text: str, chars_max: int = VALUE_CHARS_MAX) -> str:
    """Make a text from a feed fit for a message: printable, one line, not too long."""
    clean = "".join(letter if letter.isprintable() else " " for letter in text[: chars_max + 1])
    clean = " ".join(clean.split())
    return clean if len(clean) <= chars_max else clean[: chars_max - 1] + "…"
