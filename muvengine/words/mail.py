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
    "confirm_lead": "Somebody gave us this address to play: {town}. "
    "Was it you? Then open this link within one day:",
    "confirm_not_you": "It was not you? Then do nothing. We will not use this address.",
    # A colleague is invited.
    "invite_subject": "Your invitation to {town}",
    "invite_lead": "{inviter} invites you to the team: {town}. "
    "This link lets you in, once, within one day. Then you choose a password:",
    # The weekly letter.
    "week_stop": "You want no letter any more? Open this page:",
    "week_days": "{monday}: {days}",
    "week_none": "{monday}: no day",
    "letter_title": "The weekly letter by mail",
    "letter_about": "Each Monday, your week in a few sentences. You stop it when you like.",
    "letter_on": "You get the weekly letter by mail.",
    "letter_want": "I want the letter by mail",
    "letter_stop": "I want no letter by mail any more",
    "letter_by_mail": "Or by mail, each Monday",
    "told_letter": "You get the letter by mail, from Monday on.",
    "told_letter_off": "You get no letter by mail any more.",
    "stop_title": "Stop the weekly letter",
    "stop_lead": "Press the button, and no letter comes any more.",
    "stop_do": "Send me no letter any more",
    "stop_wrong": "This link is not complete. Copy it from the mail once more.",
    "stopped_title": "No letter any more",
    "stopped_lead": "You get no letter by mail any more. Your points and your page stay.",
    # The page of one's own address.
    "title": "My e-mail",
    "lead": "You do not need an e-mail to play. With one, you can also sign in without your card.",
    "address": "E-mail",
    "address_hint": "We write to you only what you ask for, and give your address to nobody.",
    "no_address": "Type your e-mail.",
    "wrong_address": "This is no e-mail. It looks like name@example.org.",
    "confirmed": "Your e-mail:",
    "waiting": "Waits until you confirm it:",
    "waiting_about": "We have sent you a mail. Open the link in it, within one day.",
    "give": "Give an e-mail",
    "change": "Another e-mail, or the mail again",
    "give_do": "Send me a mail to confirm it",
    "drop": "No e-mail any more",
    "drop_about": "We forget the address at once. Your card still opens your page.",
    "drop_do": "Forget my e-mail",
    "told_asked": "We have written to {address}. Open the link in the mail, within one day.",
    "told_dropped": "Your e-mail is forgotten.",
    "enrol_hint": "They get a mail to confirm it. People without e-mail play just as well.",
    # Is it yours?
    "confirm_title": "Is this your e-mail?",
    "confirm_lead_page": "Press the button, and you can sign in by e-mail from now on.",
    "confirm_do": "Yes, this is my e-mail",
    "confirm_over": "This link was used, or it is too old.",
    "confirm_again": "Ask for another mail on your page, or at the help desk.",
    "confirmed_title": "Thank you",
    "confirmed_lead": "Your e-mail is confirmed.",
    # A link by mail.
    "ask_about": "You gave us your e-mail? Then a link opens your page too.",
    "to_ask": "Sign in by e-mail",
    "ask_title": "Sign in by e-mail",
    "ask_lead": "Type the e-mail that you gave us. We send you a link.",
    "ask_do": "Send me a link",
    "asked_title": "Look into your mails",
    "asked_lead": "If we know this e-mail, a link is on its way. It works once, for 10 minutes.",
    "asked_nothing": "Nothing after 5 minutes? Look among the unwanted mails, or ask a mediator.",
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
    "problem_login": "The mail server refuses our name or password.",
    "problem_refused": "The mail server refuses an address or a mail.",
    "problem_unreadable": "A mail was written under another secret key.",
    "problem_late": "A mail waited too long.",
}
