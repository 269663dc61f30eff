"""The code beside the password: how staff set it up, use it and lose it."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # The second page of signing in.
    "title": "Your code",
    "lead": "Type the 6 digits that your phone shows now.",
    "code": "Code",
    "hint": "From the program on your phone. Or one of your codes on paper.",
    "no_code": "Type the code.",
    "wrong": "This code is not right, or it was used. Wait for the next one.",
    "do": "Sign in",
    "lost": "Phone and paper lost? "
    "Another organiser takes your codes away on the page of the team.",
    "told_recovery": Plural(
        "You have {n} code on paper left.", "You have {n} codes on paper left."
    ),
    # My access.
    "access_title": "My access",
    "access_lead": "What you sign in with.",
    "password_about": "With a password that nobody else knows.",
    "password_do": "Choose another password",
    "section": "A code from your phone",
    "about": "Besides your password, a code that changes every 30 seconds. Whoever knows your "
    "password alone does not come in.",
    "required": "Organisers of this town need it.",
    "is_on": "You are asked for a code when you sign in.",
    "is_off": "You are asked for no code.",
    "begin": "Set it up",
    "left": Plural("{n} code on paper left.", "{n} codes on paper left."),
    "renew_do": "Make 10 new codes",
    "stop_do": "Ask me for no code",
    "told_stopped": "You are asked for no code any more.",
    # Setting it up.
    "setup_title": "Set up the code",
    "setup_scan": "Open a program for codes on your phone, and scan this square.",
    "setup_type": "It cannot scan? Type this there:",
    "setup_show": "Then type the code that your phone shows.",
    "setup_do": "It works",
    # Codes on paper.
    "paper_title": "Your 10 codes on paper",
    "paper_lead": "Print them or write them down. We show them only here.",
    "paper_about": "Each opens once, when your phone is not there. Keep them where you keep keys.",
    "paper_done": "I have them on paper",
    # The team.
    "team_on": "with a code",
    "team_off": "without a code",
    "team_reset": "Take the codes of {name} away",
    "told_reset": "{name} signs in without a code now, and can set up a new one.",
    "require_title": "Codes of organisers",
    "require_on": "Every organiser needs a code from their phone.",
    "require_off": "Organisers may sign in with their password alone.",
    "require_do": "Let every organiser need a code",
    "require_stop": "Let organisers choose",
    "told_required": "Every organiser needs a code from now on.",
    "told_free": "Organisers choose by themselves from now on.",
    # An invitation by mail.
    "invite_by_mail": "Send the link by mail",
    "invite_by_mail_hint": "Otherwise we show it here, to be handed over.",
    "told_invited": "The link for {name} is on its way to {email}.",
    "password_later": "Not now",
    "help": "Signing in: card, e-mail, code",
    "vouch_code": "Their code",
    "vouch_code_hint": "Where they sign in with one.",
}
