"""What the ways in and out say."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "error_title": "Error:",
    "sign_in_title": "Sign in with your card",
    "sign_in_lead": "Take your card. Type its number, then your secret code.",
    "sign_in_do": "Sign in",
    "card_number": "Card number",
    "card_number_hint": "It is under the square drawing on your card. It looks like K7M-4QX-9TD.",
    "no_card": "Type the number of your card.",
    "pin": "Secret code",
    "pin_hint": "The 4 digits you got with your card.",
    "no_pin": "Type your secret code.",
    "shared": "This is a shared computer",
    "shared_hint": "You are signed out after 10 minutes without a click.",
    "no_card_title": "No card, or card lost?",
    "no_card_lead": "A mediator gives you a card. You do not need an e-mail or a phone.",
    "no_card_where": "Where to find a mediator",
    "to_staff": "I am a mediator or an organiser",
    "to_pair": "Connect a shop’s tablet",
    "to_card": "Sign in with a card",
    "card_title": "Your card",
    "card_lead": "Type your secret code to open your page.",
    "card_do": "Open my page",
    "card_found": "You found this card? Please bring it to a mediator.",
    "staff_title": "Sign in as a mediator or organiser",
    "staff_lead": "Type your e-mail and your password.",
    "staff_forgot": "You forgot your password? Ask an organiser for a sign-in link.",
    "email": "E-mail",
    "no_email": "Type your e-mail.",
    "password": "Password",
    "no_password": "Type a password.",
    "link_title": "Sign in with a link",
    "link_lead": "This link signs you in. It works once.",
    "link_over": "This link was used, or it is too old. Ask for a new one.",
    "signed_out": "You are signed out. See you soon.",
    "password_title": "Choose a password",
    "password_lead": "A short sentence that only you know works best.",
    "password_hint": "8 characters or more.",
    "password_new": "New password",
    "password_again": "The same password again",
    "not_the_same": "The 2 passwords are not the same.",
    "password_short": "This is too short. Take 8 characters or more.",
    "password_long": "This is too long. Take 128 characters or fewer.",
    "password_common": "Too many people use this one. Choose another.",
    "password_kept": "Your new password is kept. Sign in with it now.",
}
