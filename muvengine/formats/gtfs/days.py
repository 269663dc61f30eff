"""On which days does each service run: calendar.txt and calendar_dates.txt."""

from __future__ import annotations

from typing import Final

import numpy as np

from muvengine.core.routes.timetable import DAY_BITS, Services
from muvengine.formats.gtfs.archive import Archive
from muvengine.formats.gtfs.problems import Problems
from muvengine.formats.gtfs.values import day_of

CALENDAR: Final = "calendar.txt"
DATES: Final = "calendar_dates.txt"
_WEEK: Final = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_ADDED: Final = "1"
_REMOVED: Final = "2"


class Days:
    """Collects services; each has a number.

    Attributes:
        numbers: by the feed's identifier.
    """

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}
        self._weeks: dict[int, tuple[int, int, int]] = {}
        self._single: dict[str, set[int]] = {_ADDED: set(), _REMOVED: set()}

    def read(self, archive: Archive, problems: Problems) -> None:
        """Read both tables; one of them must be there."""
        if CALENDAR not in archive and DATES not in archive:
            problems.add("file_missing", CALENDAR)
        self._read_weeks(archive, problems)
        self._read_dates(archive, problems)

    def _read_weeks(self, archive: Archive, problems: Problems) -> None:
        columns = ("service_id", "start_date", "end_date", *_WEEK)
        for line, (key, start, end, *week) in archive.rows(CALENDAR, columns):
            if key in self.numbers:
                problems.add("twice", CALENDAR, line, column="service_id", value=key)
                continue
            first, last = day_of(start), day_of(end)
            if first is None or last is None:
                value = end if first else start
                problems.add("bad_day", CALENDAR, line, value=value)
                continue
            if {flag.strip() for flag in week} - {"0", "1"}:
                problems.add("bad_flag", CALENDAR, line, value=" ".join(week))
                continue
            weekdays = sum(1 << place for place, flag in enumerate(week) if flag.strip() == "1")
            self._weeks[self._number(key)] = (weekdays, first.toordinal(), last.toordinal())

    def _read_dates(self, archive: Archive, problems: Problems) -> None:
        for line, (key, text, kind) in archive.rows(
            DATES, ("service_id", "date", "exception_type")
        ):
            day = day_of(text)
            if day is None:
                problems.add("bad_day", DATES, line, value=text)
            elif kind.strip() not in self._single:
                problems.add("bad_flag", DATES, line, value=kind)
            else:
                mark = (self._number(key) << DAY_BITS) | day.toordinal()
                self._single[kind.strip()].add(mark)

    def _number(self, key: str) -> int:
        return self.numbers.setdefault(key, len(self.numbers))

    def services(self) -> Services:
        """Give all of them as arrays."""
        weeks = [self._weeks.get(number, (0, 0, 0)) for number in range(len(self.numbers))]
        table = np.array(weeks, dtype=np.int64).reshape(-1, 3)
        return Services(
            weekdays=table[:, 0],
            first=table[:, 1],
            last=table[:, 2],
            added=np.array(sorted(self._single[_ADDED]), dtype=np.int64),
            removed=np.array(sorted(self._single[_REMOVED]), dtype=np.int64),
        )
