"""Timetables: what is wrong with one, and what their pages say."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

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
}
