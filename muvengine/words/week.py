"""A player's week in one sentence each, and the letter that tells it on paper."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "now": "This week",
    "more": "See more",
    "challenge": "My challenge",
    "challenge_choose": "Choose your challenge of this week.",
    "challenge_so_far": "{label}: {done} of {target}.",
    "challenge_reached": "{label}: done, well played!",
    "together": "Together",
    "for_a_shop": "For a shop",
    "streak": "Active days",
    "streak_paused": "Your weeks in a row wait for you.",
    "streak_missing": Plural(
        "{n} more day on the move, and this week counts.",
        "{n} more days on the move, and this week counts.",
    ),
    "streak_done": Plural(
        "This week counts: {n} week in a row.", "This week counts: {n} weeks in a row."
    ),
    "team": "Your team",
    "team_match": "{team} plays {against} this week.",
    "team_free": "{team} plays no match this week.",
    "level": "Next level",
    "level_next": Plural(
        "{n} more point of experience to: {label}.",
        "{n} more points of experience to: {label}.",
    ),
    "level_top": "You are at the top level.",
    "gift": "Your next gift",
    "gift_short": Plural(
        "{n} more point to: {title}, {shop}.", "{n} more points to: {title}, {shop}."
    ),
    "gift_reached": "You can take it now: {title}, {shop}.",
    "hunt": "Treasure hunt",
    "hunt_left": Plural("{title}: {n} place left to find.", "{title}: {n} places left to find."),
    "report": "What you reported",
    "report_news": "{what}: {now}",
    # The letter on paper.
    "letter": "The weekly letter",
    "letter_ask": "You can get this page on paper each week, from the help desk.",
    "letter_on": "You get the weekly letter on paper. Ask for it at the help desk.",
    "letter_want": "I want the letter on paper",
    "letter_stop": "I do not want the letter any more",
    "letter_see": "See the letter",
    "told_letter": "You get the letter on paper. Ask for it at the help desk.",
    "told_letter_off": "You get no letter any more.",
    "letter_hello": "Hello {name},",
    "letter_of": "Your week from {first} to {last}",
    "letter_points": Plural("You have {n} point to spend.", "You have {n} points to spend."),
    "letter_days": "Days on the move, in the last weeks",
    "letter_desk": "Questions? Come to the help desk. {contact}",
    "letter_back": "Back to my week",
    # The desk.
    "desk_title": "Weekly letters",
    "desk_lead": "For people who asked for the letter on paper. One page each.",
    "desk_none": "Nobody has asked for the letter yet. "
    "Help somebody, open their week, and ask for it with them.",
    "desk_print": "Print all the letters",
    "desk_n": Plural("{n} letter", "{n} letters"),
}
