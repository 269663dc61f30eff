"""What stands on every page."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "skip": "Go to the content",
    "sign_in": "Sign in",
    "shared": "This is a shared computer.",
    "finished": "I have finished",
    "sign_out": "Sign out",
    "helping": "You are helping {name}",
    "stop_helping": "Stop helping {name}",
    "help": "Help",
    "menu": "Main menu",
    "menu_organiser": "Programme",
    "menu_rulebook": "Rulebook",
    "menu_review": "Trips to look at",
    "menu_shops": "Shops",
    "menu_check": "Check a file",
    "menu_desk": "Help desk",
    "menu_enrol": "Enrol a person",
    "menu_me": "My points",
    "menu_add": "Add a trip",
    "menu_trips": "My trips",
    "menu_offers": "Use my points",
    "menu_vouchers": "My vouchers",
    "menu_till": "Take a voucher",
    "menu_day": "Today",
    "menu_statements": "Payments",
    "menu_rules": "How to earn points",
    "menu_routes": "Routes",
    "problem": "There is a problem",
    "colon": ":",
    "comma": ",",
    "optional": "(you may leave it empty)",
    "needed": "This is needed.",
    "wrong": "This is not right.",
    "not_possible": "Not possible",
    "ask_help": "You need help? Someone can look at it with you.",
    "to_start": "Go to the first page",
    "stale_form": "This page was open for too long. Go back and do it again.",
    "away_title": "A short break",
    "broken": "Something broke on our side. Nothing was lost. Try again later.",
    "print": "Print",
    "back": "Back",
    "close": "Close",
    "save": "Save",
    # In the language somebody chose, on a page that has it not.
    "only_in": "This page is only there in {language}.",
    "listen": "Read aloud",
    "listen_stop": "Stop reading",
    "yes": "Yes",
    "no": "No",
}
