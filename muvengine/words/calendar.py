"""The calendar of a season."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Calendar of the season",
    "lead": "Season {key}: from {first} to {last}. What begins, what ends, who plays.",
    "none": "There is no season yet.",
    "none_link": "Open one",
    "others": "Other seasons",
    "week": "Week {number}",
    "weeks": "Weeks {number} to {until}",
    "days": "{first} to {last}",
    "now": "this week",
    "nothing": "Nothing special.",
    "on_day": "{day}: {what}",
    "season_begins": "the season begins",
    "season_ends": "the season ends",
    "rules": "other rules hold: {label}",
    "game": "another game holds",
    "free": "{label}: free days, no week in a row ends",
    "matches": Plural("{label}: {n} match", "{label}: {n} matches"),
    "challenge": "{label}: a shop's challenge",
    "hunt": "{label}: treasure hunt",
    "tickets_end": "{label}: last day for tickets",
    "draw": "{label}: the draw",
    "pot_ends": "{label}: last day to give",
}
