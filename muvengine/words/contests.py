"""A shop says that its statement is wrong; what the town answers, and what is put right."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # On a statement, on the page and on paper.
    "line_corrects": "Correction of statement {number}, line {line}: {reason}",
    "line_missing": "Correction of statement {number}, a voucher was missing: {reason}",
    "paper_hash": "SHA-256 of the PDF: {hash}",
    # The shop asks.
    "shop_title": "Is something wrong?",
    "shop_until": "You can tell us until {day}.",
    "shop_over": "The 30 days to tell us about this statement are over. Ask the programme.",
    "shop_line_do": "Wrong?",
    "shop_line_for": "Line {line}: is something wrong?",
    "shop_missing_do": "A voucher is missing",
    "ask_title_line": "Line {line} of statement {number}",
    "ask_title_missing": "A voucher is missing from statement {number}",
    "ask_lead": "The team reads this and answers here. The statement itself stays as it is. If "
    "you are right, your next statement puts it right.",
    "reason": "What is wrong",
    "reason_amount": "The amount is wrong",
    "reason_not_taken": "We did not take this voucher",
    "reason_missing": "A voucher is missing",
    "reason_other": "Something else",
    "words": "In your own words",
    "words_hint": "For example the right amount.",
    "words_missing": "Which voucher",
    "words_missing_hint": "The day, the amount, and the code if you have the paper.",
    "words_needed": "Say in a few words what is wrong.",
    "words_long": "Use fewer words.",
    "reason_needed": "Choose what is wrong.",
    "ask_do": "Send",
    "told_asked": "Sent. The team will answer here.",
    "asked_before": "This was sent before, or it is too late. Look at the statement.",
    # What became of it.
    "asked": "What you told us",
    "about_line": "Line {line}",
    "state_open": "Waiting for an answer",
    "state_refused": "Nothing changes",
    "state_corrected": "Put right",
    "answered": "Answer of {day}: {reason}",
    "more": "You get {amount} more.",
    "less": "You get {amount} less.",
    "on_next": "It goes on your next statement.",
    "on_later": "It goes on a later statement, once that one is large enough.",
    "on_number": "It is on statement {number}.",
    "on_draft": "It is on the statement that is being made.",
    # The organiser answers.
    "title": "What shops contest",
    "lead": "A closed statement never changes. What you put right goes on the next one.",
    "none_open": "No shop waits for an answer.",
    "n_open": Plural("{n} shop question waits for you", "{n} shop questions wait for you"),
    "open_title": "Waiting for you",
    "decided_title": "Answered",
    "of_statement": "{shop}, statement {number}",
    "decide_title": "{shop} contests statement {number}",
    "sent_on": "Sent on {day}",
    "statement_link": "See the statement",
    "line_is": "The line",
    "decision": "Your answer",
    "decision_refuse": "Nothing changes",
    "decision_more": "The shop gets more",
    "decision_less": "The shop gets less",
    "decision_needed": "Choose an answer.",
    "amount": "How much more or less, in euros",
    "amount_hint": "Only when something is put right. Above 0, up to 1,000 euros.",
    "amount_wrong": "Type an amount above 0, up to 1,000 euros.",
    "amount_over_line": "The shop cannot give back more than this line gave.",
    "answer": "Why",
    "answer_hint": "The shop reads this. 5 letters or more.",
    "answer_wrong": "Say why, in 5 to 200 letters.",
    "decide_do": "Answer",
    "decide_about": "More is set aside from the budget now. Less is taken off when the next "
    "statement is closed. The customer’s points stay as they are.",
    "told_decided": "Answered. The shop reads it on its tablet.",
    "decided_before": "Somebody has answered this already.",
    "no_money": "The budget for vouchers does not hold that much. First add money.",
    "back": "All questions of shops",
}
