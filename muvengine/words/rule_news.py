"""What changes in the rules, as everybody is told of it."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "changes_from": "What changes on {day}",
    "changes_none": "Nothing changes in how points are earned.",
    "changes_first": "These are the first rules of the town.",
    "new_rule": "New: {line}",
    "gone_rule": "No longer: {line}",
    "instead": "{label}: {now} instead of {before}",
    "settles": "{now}. Before: {before}",
    "condition": "{label}: {now}. Before: {before}",
    "always": "no condition",
    "renamed": "“{before}” is now called “{now}”",
    "for_modes": "{label}: counts for {now}. Before: {before}",
    "every_mode": "every way of travelling",
    "other": "{label} changes in a way that only its text tells",
    "new_mode": "New way of travelling: {mode}",
    "gone_mode": "No longer counted: {mode}",
    "mode_judged": "{mode}: how a trip is recognised changes",
    "banner": "The rules change on {day}.",
    "n_more": Plural("and {n} more change", "and {n} more changes"),
    "banner_link": "See what changes",
}
