"""Answering for a trip, and what came of it: for the team and for the trip's owner."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # The queue.
    "n_late": Plural("{n} answer is late", "{n} answers are late"),
    "none_late": "No answer is late.",
    "late_by": Plural("{n} day late", "{n} days late"),
    "days_left": Plural("{n} working day left", "{n} working days left"),
    "today": "answer today",
    "n_wait": Plural("{n} question waits.", "{n} questions wait."),
    # What an answer does.
    "keeps": Plural("{n} point, as now.", "{n} points, as now."),
    "changes": Plural(
        "{n} point instead of {before}: {before} taken back, {n} posted.",
        "{n} points instead of {before}: {before} taken back, {n} posted.",
    ),
    "gives": Plural("{n} point instead of 0.", "{n} points instead of 0."),
    "as_mode": Plural("{mode}: {n} point", "{mode}: {n} points"),
    "owner_reads": "The person sees this change in their points, with your reason.",
    "speed_open": "You see speeds and no places, as long as the question is open.",
    "speed_closed": "The speeds are shown while a question is open and the recording is kept.",
    # What the owner reads.
    "title": "Trips that were counted again",
    "line": "{before} → {after} points",
    "again": "This trip was counted again on {at}: {before} → {after} points.",
    "reason": "The reason: {reason}",
    "promise": "A person answers within {n} working days: by {day}.",
    "disagree": "I disagree",
    "next_wait": "Your points stay as they are until then.",
    "next_see": "You find the answer on the page of this trip.",
}
