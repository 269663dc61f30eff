"""Drafts of the game: written, rehearsed on past weeks, put in force by a second organiser."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "drafts": "Drafts of the game",
    "draft": "Draft {number} of the game",
    "new": "Write the next game",
    "form_title": "The next game",
    "form_lead": (
        "Change the text, check it, keep it as a draft. A colleague puts it in force. "
        "It then holds from a Monday on, and is never edited."
    ),
    "field_text": "Text of the game",
    "field_first_day_hint": "A day of its first week. Left empty, it begins next week.",
    "good": "This game is right. It holds from {day}.",
    "same": "This very game is in force already, since {day}.",
    "lines_beside": "Beside the game that was published last.",
    "told_published": "The game {number} is published. It holds from {day}.",
    "how": (
        "To change the game, write a draft: numbers and words stand in a text, beside what they "
        "mean. A second organiser puts it in force."
    ),
    "none": "No game is published yet. Write the first one.",
    "rehearsal": "On the last weeks",
    "rehearsal_lead": Plural(
        "What this game would have given in the last week that is closed ({first} to {last}), "
        "beside the game that was played.",
        "What this game would have given in the last {n} closed weeks ({first} to {last}), "
        "beside the game that was played.",
    ),
    "rehearsal_none": "Nothing was played yet: there are no weeks to look at.",
    "rehearsal_players": Plural(
        "{n} person had a trip that counts.", "{n} people had trips that count."
    ),
    "rehearsal_cost": "Rewards in all: {points} points. The game that was played: {before} points.",
    "rehearsal_cost_alone": "Rewards in all: {points} points.",
    "rehearsal_many": (
        "With {n} trips, badges and challenges are counted on the server: "
        "muvengine game rehearse FILE"
    ),
    "asked_many": (
        "With {n} trips, challenges are counted on the server: muvengine game rehearse FILE"
    ),
    "rehearsal_few": "fewer than {n}",
    "col_reward": "Weeks in a row",
    "col_people": "People",
    "col_before": "Now",
    "col_points": "Points",
    "col_level": "Level, people today",
    "col_badge": "Badge, by the trips of these weeks",
    "col_challenge": "Challenge, from what people did",
    "col_share": "Reach it",
    "challenge": "{challenge}, {difficulty}: {asked}",
    "challenge_cost": Plural(
        "Challenges: {points} points, if each person takes one of those proposed to them, "
        "whichever, and does not move more for it. In these weeks something is proposed once.",
        "Challenges: {points} points, if each person takes one of those proposed to them, "
        "whichever, and does not move more for it. In these weeks something is proposed {n} times.",
    ),
    "challenge_expected": (
        "If people go on choosing and trying as in these weeks, at the levels of today: "
        "{points} points in as many weeks ({chosen} chosen, {reached} reached)."
    ),
    "challenge_cost_before": "The game that was played: {before} points.",
    "challenge_days": (
        "Days without a car are those that people said; where nobody said any, they count as "
        "reached in the cost."
    ),
    "reward": "{weeks} weeks: {points} points",
}
