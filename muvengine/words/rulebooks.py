"""Drafts and versions of the rules: who wrote them, who approved them, what changes when."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # Versions.
    "versions": "Every version",
    "from": "From {day}.",
    "from_to": "From {day} to before {end}.",
    "stage_coming": "coming",
    "stage_in_force": "in force",
    "stage_over": "over",
    "stage_withdrawn": "taken back",
    "written_by": "Written by {name} on {at}.",
    "approved_by": "Approved by {name} on {at}.",
    "published_by": "Published by {name} on {at}.",
    "withdrawn_by": "Taken back by {name} on {at}.",
    "system": "whoever runs the server",
    "digest": "Mark of the text (SHA-256)",
    "show_text": "Show the text of the rulebook",
    "ends_on": "From {day} on no rules are published. Write the next version in time.",
    "withdraw": "Take this version back",
    "withdraw_lead": (
        "It has not begun yet. Taken back, its days keep the rules of the version before."
    ),
    "told_withdrawn": "Version {version} is taken back.",
    "begun": "This version has begun. Write the next one instead.",
    # Drafts.
    "drafts": "Drafts",
    "n_waiting": Plural(
        "{n} draft waits for a second organiser", "{n} drafts wait for a second organiser"
    ),
    "draft": "Draft {number}",
    "new": "Write the next version",
    "state_open": "being written",
    "state_proposed": "waits for a second organiser",
    "state_published": "published",
    "state_dropped": "given up",
    "changed_by": "Last changed by {name} on {at}.",
    "proposed_by": "{name} asked for a second look on {at}.",
    "given_back": "Given back: {answer}",
    "begins": "It shall hold from {day}.",
    "good": "This rulebook is right. It holds from {day}.",
    "in_words": "In plain words",
    "propose": "Ask a colleague to look",
    "propose_lead": (
        "A second organiser reads the draft and publishes it. Until then nobody can change it."
    ),
    "not_yours": "Its authors ask for the second look: {names}.",
    "approve": "Approve and publish",
    "approve_lead": "You did not write this draft. Once published it never changes.",
    "approve_tick": "I have read what changes.",
    "tick_needed": "Read what changes, then tick the box.",
    "waits_for": "It waits for one of you: {names}.",
    "waits_for_nobody": "There is no other organiser yet. Invite one.",
    "give_back": "Give it back",
    "give_back_lead": "What should change?",
    "take_back": "Take it back, to change it",
    "drop": "Give this draft up",
    "edit": "Change this draft",
    "edit_lead": "Who changes a draft cannot approve it.",
    "told_kept": "The draft is kept.",
    "told_proposed": "Your colleagues find the draft on their list.",
    "told_published": "Version {version} is published. It holds from {day}.",
    "told_returned": "The draft can be changed again.",
    "told_dropped": "The draft is given up.",
    "refused_author": "Whoever wrote a draft cannot approve it. Ask another organiser.",
    "refused_stranger": "Only its authors can ask for a second look.",
    "refused_changed": "A colleague changed this draft meanwhile. Look at it again.",
    "refused_proposed": "This draft waits for a second organiser. Take it back to change it.",
    "refused_open": "This draft was taken back. Look at it again.",
    "refused_published": "This draft is published already.",
    "refused_dropped": "This draft was given up.",
    # The form.
    "form_title": "The next version of the rulebook",
    "form_lead": "Change the text, check it, keep it as a draft. A colleague publishes it.",
    "field_text": "Text of the rulebook",
    "field_file": "Or a file",
    "field_file_hint": "A file takes the place of the text.",
    "field_first_day": "First day",
    "field_first_day_hint": "From tomorrow on. Left empty, the day written in the text counts.",
    "field_note": "What changes, and why",
    "check": "Check only",
    "keep": "Keep as a draft",
    "text_missing": "Write the text, or choose a file.",
    "text_long": "This text is too long.",
    "text_letters": "We cannot read these letters. Save the file as UTF-8.",
    "theirs": (
        "A colleague changed this draft while you wrote. Your text is here still. "
        "Look at theirs first: keeping yours replaces it."
    ),
    "theirs_link": "Look at the draft as it is now",
    # What changes.
    "changes": "What changes",
    "changes_beside": "Beside version {version} of {name}, which holds until then.",
    "changes_text": "The text, line by line",
    "changes_lines": "Lines with + are new, lines with − are gone.",
}
