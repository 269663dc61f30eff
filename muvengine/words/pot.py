"""Pots: points for a goal of the neighbourhood."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Common pots",
    "lead": "Give points to something for everybody.",
    "none": "There is no pot now.",
    "link": "Give points to a common pot",
    "progress": "{held} of {goal} points.",
    "missing": Plural("{n} point is missing.", "{n} points are missing."),
    "full": "The goal is reached.",
    "givers": Plural("{n} person gave.", "{n} people gave."),
    "givers_none": "Nobody has given yet.",
    "by_people": "{n} given by people",
    "by_town": "{n} added by the town",
    "town_adds": "For each point the town adds {ratio}, up to {most} in all.",
    "town_adds_left": Plural("It can still add {n} point.", "It can still add {n} points."),
    "town_pays": "When the goal is reached, the town pays {amount} for it.",
    "until": "You can give until {day}.",
    "before": "If the goal is not reached, all your points come back to you. "
    "You then have fourteen days at least to use them.",
    "quiet": "Nobody sees who gave.",
    "state_ending": "The points are going back to their givers.",
    "state_reached": "The goal was reached.",
    "state_not_reached": "The goal was not reached. All points went back to their givers.",
    "have": Plural("You have {n} point to give.", "You have {n} points to give."),
    "points": "How many points",
    "points_wrong": "Type a whole number, one at least.",
    "give": "Give",
    "told_given": Plural(
        "Thank you! You gave {n} point to: {title}.", "Thank you! You gave {n} points to: {title}."
    ),
    "told_matched": "Thank you! You gave {n} to: {title}. The town added {match}.",
    "told_back": "Your points are back.",
    "missing_only": Plural("Only {n} point is missing.", "Only {n} points are missing."),
    "takes_none": "This pot takes no points any more.",
    "mine": "What you gave",
    "mine_line": Plural("{n} point to {title}, {at}", "{n} points to {title}, {at}"),
    "mine_matched": "The town added {n}.",
    "mine_back": "They came back.",
    "undo": "Take them back",
    "undo_hint": "You can take them back for fifteen minutes.",
    # The organiser's pages.
    "make": "Make a pot",
    "make_title": "A new pot",
    "name": "What it is for ({language})",
    "about": "More about it ({language})",
    "goal": "Points needed",
    "ratio": "Points the town adds for each point given",
    "ratio_hint": "0 when the town adds nothing.",
    "most": "Points the town adds at most",
    "most_hint": "They come from the season’s envelope, as long as it lasts.",
    "cents": "Money the town pays when the goal is reached, in euros",
    "cents_hint": "It is laid aside now, and comes back if the goal is not reached.",
    "last_day": "Last day to give",
    "day_past": "Choose a day that is still to come.",
    "told_made": "The pot is open.",
    "end": "End this pot now",
    "end_lead": "A full pot is spent on its goal. Of any other all points go back to their givers.",
    "end_reason": "Why",
    "told_ended": "The pot is closed.",
    "told_ended_before": "This pot was closed before.",
    "help": "What common pots are",
}
