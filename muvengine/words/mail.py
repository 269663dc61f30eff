"""Mails, and the pages where somebody gives, confirms or takes back an address."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    # What stands in every mail.
    "hello": "Hello {name},",
    "hello_you": "Hello,",
    "foot": "Please do not answer this mail: a machine wrote it.",
    "foot_contact": "Questions? {contact}",
    # A link that signs in.
    "sign_in_subject": "Your link to {town}",
    "sign_in_lead": "This link signs you in. It works once, for {n} minutes:",
    "sign_in_not_you": "You did not ask for it? Then do nothing, and show it to nobody.",
    # Is this your address?
    "confirm_subject": "Is this your e-mail? {town}",
    "confirm_lead": "Somebody gave us this address, to play in {town}. "
    "Was it you? Then open this link within one day:",
    "confirm_not_you": "It was not you? Then do nothing. We will not use this address.",
    # A colleague is invited.
    "invite_subject": "Your invitation to {town}",
    "invite_lead": "{inviter} invites you to work with {town}. "
    "This link lets you in, once, within one day. Then you choose a password:",
    # The weekly letter.
    "week_stop": "You want no letter any more? Open this page:",
    # What organisers read of mails.
    "fare_title": "Mails",
    "fare_off": "No mails are sent: the settings name no mail server.",
    "fare_folder": "Mails are not sent. They are written into a folder, to try things out.",
    "fare_well": "No mail waits.",
    "fare_waiting": Plural("{n} mail waits", "{n} mails wait"),
    "fare_since": "since {at}",
    "fare_sent": Plural("{n} mail sent in the last 7 days", "{n} mails sent in the last 7 days"),
    "fare_given_up": Plural(
        "{n} mail given up in the last 7 days", "{n} mails given up in the last 7 days"
    ),
    "problem_away": "The mail server does not answer as it should.",
    "problem_login": "The mail server refuses our user name or password.",
    "problem_refused": "The mail server refuses an address or a mail.",
    "problem_unreadable": "A mail was written under another secret key.",
    "problem_late": "A mail waited too long.",
}
