"""Past trips counted again by other rules: asked for, decided, done, and told to people."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # The list, and the form.
    "title": "Count past trips again",
    "lead": (
        "The rules of some days were wrong, and the next version is right? Count the trips of "
        "those days again by it. Nobody loses points, unless you both say so."
    ),
    "how": (
        "First rehearse that version on those days. Then ask a colleague: whoever asks cannot "
        "approve."
    ),
    "help": "How past trips are counted again",
    "begin": "Count trips again",
    "none": "No trips were counted again yet.",
    "one": "Trips from {first} to {last}, counted again by version {version}",
    "asked_by": "Asked for by {name} on {at}.",
    "approved_by": "Approved by {name} on {at}.",
    "dropped_by": "Given up by {name} on {at}.",
    "finished": "Finished on {at}.",
    "state_asked": "waits for a second organiser",
    "state_running": "at work",
    "state_stopped": "stands still",
    "state_done": "done",
    "state_dropped": "given up",
    "choose_title": "Which trips, by which version?",
    "choose": "Go on",
    "choose_other": "Choose other days or another version",
    "field_version": "Version that counts the trips again",
    "field_version_hint": "Only one that has begun: it can never be taken back.",
    "version": "version {version} of {name}, from {day}",
    "field_first": "First day",
    "field_last": "Last day",
    "days_wrong": "Choose a day.",
    "days_order": "The last day comes before the first.",
    "days_future": "This day is still to come.",
    "no_versions": "No version of the rules has begun yet.",
    "rehearsal": "The rehearsal",
    "rehearsal_none": "This version was not rehearsed on exactly these days yet.",
    "rehearsal_do": "Rehearse it on these days",
    "rehearsal_running": "The rehearsal is being played. Come back when it is ready.",
    "rehearsal_failed": "The rehearsal stopped. Let it go on first.",
    "rehearsal_read": "Read the rehearsal",
    "rehearsal_nobody_loses": (
        "Nobody shall lose points, so it may cost more than the rehearsal says."
    ),
    "season_left": "The season has {points} points left. More is never given.",
    "season_none": "No season pays for these days: nothing can be given.",
    "ask_title": "Why?",
    "ask_lead": "Everybody whose points change reads this reason.",
    "field_reason": "Reason ({language})",
    "field_reason_hint": "5 to 200 characters, in plain words.",
    "reason_wrong": "Write 5 to 200 characters.",
    "take_back": "Also take points back from trips that would earn less",
    "take_back_hint": (
        "Points that were spent are never asked back, and nobody falls below zero. Say why it "
        "must be. Left empty, nobody loses points."
    ),
    "ask": "Ask a colleague to approve",
    "told_asked": "Your colleagues find it on this list.",
    # One of them.
    "reason": "The reason people read, each in their language:",
    "upward": "Nobody loses points.",
    "downward": "Points are taken back as well. Why: {reason}",
    "waits_for": "It waits for one of you: {names}.",
    "waits_for_nobody": "There is no other organiser yet. Invite one.",
    "approve_lead": "You did not ask for this. Once approved, the trips are counted again.",
    "approve_tick": "I have read the rehearsal and the reason.",
    "tick_needed": "Read the rehearsal, then tick the box.",
    "approve": "Approve and begin",
    "drop": "Say no, and give it up",
    "drop_own": "Give it up",
    "listing": "The trips are being looked up.",
    "progress": "Trips done: {done} of {listed}.",
    "leave": "You may leave this page and come back.",
    "stop": "Stop here for now",
    "stopped_lead": "Trips that were done stay as they are. Go on, or end it here.",
    "go_on": "Go on",
    "end_here": "End it here",
    "look_again": "Look again",
    "told_approved": "It has begun.",
    "told_dropped": "It is given up. No trip was changed.",
    "told_stopped": "It stands still.",
    "told_go_on": "It goes on.",
    "told_ended": "It is ended. The other trips stay as they were.",
    # Why not.
    "refused_open": "Another one is not over yet. Finish it, or give it up.",
    "refused_not_begun": "This version has not begun yet.",
    "refused_withdrawn": "This version was taken back.",
    "refused_not_rehearsed": "Rehearse this version on exactly these days first.",
    "refused_own": "Whoever asked for it cannot approve it. Ask another organiser.",
    "refused_changed": "A colleague was faster. Look at it again.",
    "refused_asked": "It was not approved yet.",
    "refused_running": "It runs already.",
    "refused_stopped": "It stands still.",
    "refused_done": "It is done.",
    "refused_dropped": "It was given up.",
    # What it did.
    "outcome": "What was done",
    "n_changed": Plural("{n} trip has other points now.", "{n} trips have other points now."),
    "n_people": Plural("This is {n} person.", "These are {n} people."),
    "few_people": "These are fewer than {n} people.",
    "points_up": "Points added: {points}.",
    "points_down": "Points taken back: {points}.",
    "row": "What became of them",
    "trips": "Trips",
    "was_changed": "more points than before",
    "was_changed_less": "fewer points than before",
    "was_same": "as many points as before",
    "was_same_version": "counted by this version already",
    "was_kept_less": "would have fewer, and keep their points",
    "was_kept_review": "would wait for a person, and keep their points",
    "was_skipped_withdrawn": "left out: taken back by their owner",
    "was_skipped_refused": "left out: refused",
    "was_skipped_waits": "left out: a person is still asked to look",
    "was_skipped_envelope": "left out: the season has not enough points left",
    "was_skipped_closed": "left out: their season is closed",
    "was_skipped_gone": "left out: the account is closed",
    "was_skipped_stopped": "left out: it was ended before",
    "was_skipped_failed": "left out because of a fault: tell whoever runs the server",
    "came_later": Plural(
        "{n} trip of these days was sent afterwards, and is not among them.",
        "{n} trips of these days were sent afterwards, and are not among them.",
    ),
    # What people read.
    "told_title": "Trips counted again",
    "told_up": Plural(
        "{n} of your trips from {first} to {last} was counted again: {points} points more.",
        "{n} of your trips from {first} to {last} were counted again: {points} points more.",
    ),
    "told_down": Plural(
        "{n} of your trips from {first} to {last} was counted again: {points} points less.",
        "{n} of your trips from {first} to {last} were counted again: {points} points less.",
    ),
    "told_even": Plural(
        "{n} of your trips from {first} to {last} was counted again.",
        "{n} of your trips from {first} to {last} were counted again.",
    ),
    # Letters of the paper's typeface have no arrow.
    "paper_again": "Counted again on {at}: {after} points instead of {before}.",
    "told_link": "See which trips",
}
