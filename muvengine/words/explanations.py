"""What a missed line would have taken, and the score sheet on paper."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # What was missing, put into the sentences below: "2 km more".
    "more_distance_km": "{amount} more",
    "more_duration_min": "{amount} min more",
    "more_climb_m": "{amount} m more uphill",
    "more_passengers": Plural("{n} more passenger", "{n} more passengers"),
    "more_stamps": Plural("{n} more stamp", "{n} more stamps"),
    "more_trips_today": Plural("{n} more trip earlier that day", "{n} more trips earlier that day"),
    "more_trips_total": Plural("{n} more trip before this one", "{n} more trips before this one"),
    "more_trips_in_week": Plural("{n} more trip that week", "{n} more trips that week"),
    "more_days_since_last_trip": Plural(
        "{n} more day without a trip", "{n} more days without a trip"
    ),
    "more_active_days": Plural("{n} more day with a trip", "{n} more days with a trip"),
    "more_streak_days": Plural("{n} more day in a row", "{n} more days in a row"),
    "more_streak_weeks": Plural("{n} more week in a row", "{n} more weeks in a row"),
    "more_route_share": "{amount} more of the route {route}",
    "more_min_km": "a stretch {amount} longer",
    "longer_stretch": "a longer stretch",
    "other_weekday": "another day ({values})",
    "other_weather": "other weather ({values})",
    "other_evidence": "{values}",
    "other_verdict": "a trip that is {values}",
    "start_before": "starting before {end}",
    "start_from": "starting at {first} or later",
    "start_between": "starting between {first} and {end}",
    "a_route": "following the route {values}",
    "any_route": "following a route of the programme",
    "a_mediator": "a mediator who enters it",
    "a_new_mode": "a way of travelling that is new to you",
    "points_to_add_to": "points for the trip itself",
    # What it would have brought.
    "would_give": Plural("{need} would have given {n} point", "{need} would have given {n} points"),
    "needed": "Needed: {need}",
    # What becomes of it another time.
    "person_looks": "A person looks at this trip before it counts.",
    "ask": "If this is wrong, ask a person to look.",
    "again_from": "It counts again from {day}.",
    "again_route": "It counts on another route too, and here again from {day}.",
    "without_better": "It counts on a trip without: {by}.",
    "room_from": "There is room for more points from {day}.",
    "room_trip": "Your next trip earns points again.",
    # Maxima that are not one person's own.
    "cap_unused": "At most {limit} points.",
    "cap_helper": "At most {limit} points that one mediator can enter. Already entered: {used}.",
    "cap_programme": "At most {limit} points for everybody together. Already earned: {used}.",
    # Around the lines.
    "next_time": "An idea for next time",
    "other_lines": Plural("{n} more line", "{n} more lines"),
    "place": "line {line}, column {column}",
    "place_title": "Rulebook {name}, version {version}",
    # On paper.
    "paper_link": "On paper (PDF)",
    "paper_title": "The points of one trip",
    "paper_of": "{name}, {mode}, {day}",
    "paper_trip": "{distance}, {duration}, from {start} to {end}",
    "paper_missed": "Not this time",
    "paper_more": Plural(
        "And {n} more rule, on the page of this trip.",
        "And {n} more rules, on the page of this trip.",
    ),
    "paper_desk": "Questions? Show this sheet to a mediator.",
}
