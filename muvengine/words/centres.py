"""What centres are called, and what is said where one does not know a person."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Centres",
    "lead": "Helpers see the people of their centre. Others show them their card.",
    "none": "There is no centre yet.",
    "n_people": Plural("{n} person is known here.", "{n} people are known here."),
    "helpers": "Helpers",
    "no_helpers": "Nobody works here yet.",
    "place": "Who works here too?",
    "place_do": "Put here",
    "release": "{name} works here no more",
    "rename": "Change {name}",
    "name": "Name",
    "where": "Where it is",
    "open": "Open a centre",
    "open_do": "Open",
    "told_opened": "{name} is open.",
    "told_saved": "{name} is saved.",
    "told_placed": "{name} works there from now on.",
    "told_released": "{name} works there no more.",
    "invite_at": "Centre of the helper",
    "invite_hint": "An organiser sees all centres.",
    "enrol_at": "Which centre knows the person?",
    "helper_none": "You work at no centre yet. Ask an organiser.",
    # A card of somebody from elsewhere.
    "guest_title": "A card of another centre",
    "guest_lead": "Your centre does not know this person. They have to be here with you.",
    "guest_do": "The person is here: go on",
    "guest_unknown": "This card opens nothing any more.",
    "guest_now": "Your centre does not know {name}. You see this until you stop.",
    "guest_end": "Stop with {name}",
    "call_elsewhere": "Your centre does not know this person. Let them join it first.",
    "somebody": "Somebody of another centre",
    # Join and leave.
    "person_title": "Centres",
    "known_since": "{centre} has known this person since {day}.",
    "join_title": "Join {centre}",
    "join_lead": "The helpers of {centre} then find the person by name.",
    "join_card_field": "Card of the person",
    "join_yes": "{name} is here and wants this",
    "join_do": "Join {centre}",
    "join_agreed": "Tick the box first: the person must agree.",
    "join_card": "Read the card of this person first.",
    "told_joined": "{centre} knows this person now.",
    "leave_do": "Leave {centre}",
    "told_left": "{centre} does not see this account any more.",
    # The person's own page.
    "mine_title": "Centres that know you",
    "mine_lead": "Their helpers find your name. Others need your card.",
    "mine_since": "Since {day}.",
    "mine_none": "No centre knows you. A helper needs your card.",
}
