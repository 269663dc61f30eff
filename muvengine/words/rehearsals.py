"""Rehearsals: what other rules would have paid, asked for and read by organisers."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # Lists and beginnings.
    "title": "Rehearsals",
    "lead": (
        "A rehearsal plays other rules on trips that were made. It shows what they would have "
        "paid, and changes nothing."
    ),
    "none": "Nothing was rehearsed yet. Start one from a draft.",
    "one": "Rehearsal of {name}, version {version}",
    "trips_of": "Trips from {first} to {last}.",
    "asked_by": "Asked for by {name} on {at}.",
    "help": "How to read a rehearsal",
    "state_running": "being played",
    "state_done": "ready",
    "state_failed": "stopped",
    "start_title": "Rehearse on trips that were made",
    "start_lead": "Choose the days, and what to compare with.",
    "start": "Start the rehearsal",
    "start_now": "Rehearse on the last 30 days",
    "start_other": "Choose other days",
    "field_first": "First day",
    "field_last": "Last day",
    "field_base": "Compare with",
    "base_paid": "what was paid",
    "base_version": "version {version} of {name}, from {day}",
    "days_order": "The last day comes before the first.",
    "days_future": "This day is still to come.",
    "days_wrong": "Choose a day.",
    "many": "Several rehearsals are being played. Wait until one is ready.",
    "not_usable": "The text has mistakes. Put them right first.",
    "told_started": "The rehearsal has begun.",
    # On its way.
    "plays": "The trips are being played again. You may leave this page and come back.",
    "played": "Trips played: {percent}.",
    "waits": (
        "Nobody has begun yet. If this lasts, tell whoever runs the server: the worker may be off."
    ),
    "together": "One ceiling counts for everybody. So everybody is played again, together.",
    "look_again": "Look again",
    "failed": (
        "It stopped because of a fault. Nothing was changed, and what was played is kept. "
        "Let it go on. If it stops again, tell whoever runs the server."
    ),
    "go_on": "Go on",
    "told_go_on": "It goes on from where it stopped.",
    "not_failed": "This rehearsal goes on already.",
    # The report.
    "compared_paid": "Compared with what was paid.",
    "compared_version": "Compared with version {version} of {name}, played on the same trips.",
    "empty": "There was no trip on these days.",
    "counted": "Trips: {trips}. People: {people}.",
    "total": "Altogether",
    "points": "Points",
    "euros": "Euros",
    "by_status": "What becomes of trips",
    "status_scored": "They count",
    "status_review": "A person looks at them first",
    "status_rejected": "They do not count",
    "more": "In all, {points} more points: {euros} more to give.",
    "less": "In all, {points} fewer points: {euros} less to give.",
    "same": "In all, as many points as before.",
    "points_promise": "A point promises {worth}.",
    "col_table": "Table",
    "col_row": "What",
    "col_people": "People",
    "col_trips": "Trips",
    "col_base": "As it was",
    "col_candidate": "Rehearsed",
    "col_change": "Change",
    "col_base_times": "Times, as it was",
    "col_candidate_times": "Times, rehearsed",
    "key": "Light bar: as it was. Dark bar: rehearsed.",
    "on_trips": "Trips: {base} → {candidate}",
    "n_people": Plural("{n} person", "{n} people"),
    "rules_none": "No rule gives more or less.",
    "rules_same": Plural("{n} rule gives what it gave", "{n} rules give what they gave"),
    "by_rule": "Rule by rule",
    "by_rule_lead": "The largest change comes first. A ceiling takes points away.",
    "by_mode": "By way of travelling",
    "by_quarter": "By neighbourhood",
    "by_quarter_lead": "Where a trip began. One that begins in two neighbourhoods counts in both.",
    "by_group": "By group of people",
    "by_group_lead": (
        "Groups that you gave people: a school, a company, older people. Nobody’s age is kept."
    ),
    "by_assisted": "With and without help",
    "several": "Several ways in one trip",
    "no_quarter": "In no neighbourhood",
    "no_group": "In no group",
    "assisted_yes": "Sent by a helper",
    "assisted_no": "Sent by themselves",
    "others": "Others, too few to be shown alone",
    "folded": "Rows with fewer than {n} people are added up, so that nobody can be told from them.",
    "quarters_unknown": Plural(
        "{n} trip is left out of this table: where it began was not kept then.",
        "{n} trips are left out of this table: where they began was not kept then.",
    ),
    "quarters_none": "No neighbourhoods are drawn yet, so trips cannot be told apart by them.",
    "quarters_draw": "Draw neighbourhoods",
    "winners": "Who gains, who loses",
    "band": "Change of their points",
    "band_lose": "Lose more than {high}",
    "band_lose_some": "Lose {high} to {low}",
    "band_same": "Within {high} of before",
    "band_gain_some": "Gain {low} to {high}",
    "band_gain": "Gain {low} or more",
    "few": "fewer than {n}",
    "percents": "One half changes by {middle} or less. Lowest: {lowest}. Highest: {highest}.",
    "losses": "Trips that lose most",
    "gains": "Trips that gain most",
    "losses_none": "No trip loses points.",
    "gains_none": "No trip gains points.",
    "trips_hidden": "With fewer than {n} people, single trips are not shown.",
    "trip": "{mode}, {length}: {base} → {candidate} points",
    "trip_line": "{label}: {base} → {candidate}",
    "ceilings": "Ceilings",
    "ceiling": "{label}: trips that reached it, {base} → {candidate}",
    "ceiling_never": "{label}: never reached",
    "idle": "Rules that gave nothing",
    "idle_lead": "No trip of these days met them. Is it meant so?",
    "idle_none": "Every rule gave something.",
    "season": "The season’s points",
    "season_none": "No season pays for these days.",
    "season_left": "Before {day}, {left} points were left.",
    "season_used": "As it was, these trips took {base} of them. Rehearsed: {candidate}.",
    "lasts": "Rehearsed, the points last until {day} and longer.",
    "ends": "Rehearsed, the points would have run out on {day}.",
    "ended": "As it was, they ran out on {day}.",
    "renamed": (
        "A rule that got another name starts from zero: what counted under the old name does not "
        "count for it."
    ),
    "to_save": "Save",
    "csv": "Table (CSV)",
    "json": "For programs (JSON)",
    # Beside a draft.
    "section": "What it would have paid",
    "last_more": (
        "Rehearsed on the trips from {first} to {last}: {points} more points, {euros} more."
    ),
    "last_less": (
        "Rehearsed on the trips from {first} to {last}: {points} fewer points, {euros} less."
    ),
    "last_same": "Rehearsed on the trips from {first} to {last}: as many points as before.",
    "last_read": "Read the rehearsal",
    "last_none": "This text was not rehearsed. Nobody knows what it would have paid.",
    "approve_blind": "You would publish rules that nobody has rehearsed.",
}
