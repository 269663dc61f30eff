"""Timetables: what is wrong with one, and what their pages say."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Final

from muvengine.words.catalogue import Plural, Sentences, say

SENTENCES: Final[Sentences] = {
    # Problems that keep a timetable from being used.
    "file_missing": "This file is missing.",
    "file_twice": "This file is in the zip twice.",
    "table_empty": "This file has no rows.",
    "header_missing": "The first line must name the columns.",
    "column_missing": "The column {column} is missing.",
    "column_twice": "The column {column} is there twice.",
    "too_many_columns": "There are more than {most} columns.",
    "too_many_rows": "There are more than {most} rows.",
    "line_long": "This line has more than {most} bytes.",
    "line_ends": "A line ends in the middle. Save the file with usual line ends.",
    "encoding": "This is not written in UTF-8. Save the file as UTF-8.",
    "quotes": "The quotation marks do not fit together.",
    "value_missing": "The column {column} is empty.",
    "twice": "{column} is there twice: {value}",
    "bad_number": "{column} must be a whole number, not “{value}”.",
    "bad_position": "This is not a position: {value}",
    "bad_time": "This is not a time: {value}",
    "bad_day": "This is not a day: {value}",
    "bad_flag": "This is not one of the values that the format knows: {value}",
    "bad_zone": "Nobody knows this time zone: {value}",
    "two_zones": "All lines must be in one time zone. This is a second one: {value}",
    "too_many_departures": "There are more than {most} departures.",
    "too_many_patterns": "There are more than {most} different orders of stops.",
    "nothing_left": "No departure can be used.",
    "never_runs": "No departure has a day on which it runs.",
    # Warnings: something was left out.
    "unknown": "{column} names something that is not there: {value}. It was left out.",
    "too_few_stops": "This trip has only one stop. It was left out.",
    "too_many_stops": "This trip has too many stops. It was left out.",
    "trip_empty": "The trip {value} has no stops. It was left out.",
    "times_backwards": "The times of this trip go back. It was left out.",
    "time_missing": "The first and the last stop need a time. This trip was left out.",
    "sequence_twice": "Two stops have the same place in the order. This trip was left out.",
    "mode_left_out": "No trip is declared in this kind of vehicle: {value}. It was left out.",
    "way_left_out": "The drawn way {value} is missing. We go straight from stop to stop.",
    "way_beside": "The drawn way {value} does not pass the stop {stop}. We left the way out.",
    "row_long": "This row has {columns} values for {wanted} columns.",
    "many_more": Plural("{n} more problem in this file.", "{n} more problems in this file."),
    "at_line": "{file}, line {line}",
    "error": "Error",
    "warning": "Warning",
    # Files that are no timetable at all.
    "file_too_big": "This file is too large, or unpacks to too much.",
    "file_empty": "This file is empty.",
    "file_compressed": "This file cannot be opened. Send the zip as you got it.",
    # The organiser's pages.
    "title": "Timetables",
    "lead": "We compare trips by bus, tram and train with these timetables.",
    "lead_pays": "A trip that fits counts in full. One on the line at another time counts half.",
    "none": "There is no timetable yet. All trips by public transport get the small amount.",
    "add": "Send a timetable",
    "name": "Whose timetable",
    "name_hint": "For example: city buses. Take the same name again when you replace it.",
    "name_missing": "Type a name.",
    "name_too_long": "This is too long. Take 64 letters or fewer.",
    "file": "The timetable, a zip file in GTFS",
    "file_hint": "The transport company has this file. Ask for its GTFS.",
    "no_file": "Choose a file.",
    "send": "Read the file",
    "state_draft": "Draft",
    "state_live": "In use",
    "state_replaced": "Put away",
    "n_lines": Plural("{n} line", "{n} lines"),
    "n_stops": Plural("{n} stop", "{n} stops"),
    "n_departures": Plural("{n} departure", "{n} departures"),
    "days": "{first} to {last}",
    "ends_soon": "It ends on {day}. Ask for the next one.",
    "not_today": "It does not cover today. Trips of today cannot fit it.",
    "sent_at": "Sent on {day}",
    "lines_title": "Lines",
    "problems_title": "What we found in the file",
    "problems_none": "Nothing is wrong with this file.",
    "cannot_use": "We cannot use this file. Correct it, or show this list to the company.",
    "told_draft": "We have read the timetable. Look at it, then use it.",
    "publish": "Use this timetable",
    "publish_lead": "It replaces the one with the same name. Earlier trips do not change.",
    "told_live": "The timetable “{name}” is in use.",
    "close": "Put it away",
    "told_closed": "The timetable “{name}” is not in use any more.",
    "not_draft": "This timetable was used before. Send it again to use it.",
    "map": "Map of the lines",
    "seed_name": "Town buses",
}


def in_words(code: str, facts: Mapping[str, object], locale: str) -> str:
    """Say what is wrong, without the place."""
    return say(f"timetables.{code}", locale, **facts)


def problem_lines(
    problems: Iterable[tuple[str, str, int, Mapping[str, object]]], locale: str
) -> list[tuple[str, str]]:
    """Say for each problem where it is and what it is.

    Args:
        problems: code, file, line and facts.
        locale: of the reader.
    """
    found = []
    for code, file, line, facts in problems:
        place = say("timetables.at_line", locale, file=file, line=str(line)) if line else file
        found.append((place, in_words(code, facts, locale)))
    return found
