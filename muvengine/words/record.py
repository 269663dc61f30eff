"""What the recorder in the phone's own browser says, with and without network."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "title": "Record a trip",
    "plain": "Recording needs JavaScript. Without it, record with an app and send us the file.",
    "own_phone": "You can record only on your own phone. You can send a file here.",
    "no_network": (
        "The network does not answer. You can record all the same: your trip is kept on this phone."
    ),
    "cannot": (
        "This browser cannot record. Perhaps it keeps nothing, or the page needs the network once."
    ),
    "mode": "How do you travel?",
    "choose_mode": "Say first how you travel.",
    "start": "Start",
    "finish": "Finish",
    "going_title": "Your trip is being recorded",
    "distance": "Distance",
    "time": "Time",
    "metres": "{n} m",
    "kilometres": "{n} km",
    "watch_waiting": "We are looking for your position. Go outside if it takes long.",
    "watch_fix": "Your trip is kept on this phone.",
    "watch_seen": "You were away from this page. The gap is marked in your trip.",
    "watch_no_position": "There is no position for the moment. We keep looking.",
    "watch_denied": (
        "This page may not see your position. Allow it in the settings of your browser."
    ),
    "watch_not_kept": "This phone cannot keep the trip: its memory is full or shut.",
    "rough": "Your position is too rough, give or take {n} m. It does not count.",
    "screen_lit": "The screen stays on while you record.",
    "screen_dark": "This browser cannot keep the screen on. Set your phone so that it stays on.",
    "finished": "Your trip is finished. We are sending it.",
    "kept_title": "Trips on this phone",
    "line": "{mode}, {moment}",
    "unfinished": "This trip is not finished.",
    "waits_sending": "This trip is finished. We are sending it.",
    "waits_network": "Waiting for the network. Your trip is kept on this phone.",
    "waits_owner": "Sign in again to send it. Your trip is kept on this phone.",
    "became_network": "Waiting for the network. Your trip is kept on this phone.",
    "became_owner": "Sign in again to send your trip. It is kept on this phone.",
    "became_refused": "A trip was not received. You read why below.",
    "became_sent": "Your trip was received.",
    "sent": "A trip that waited was received.",
    "elsewhere": "Another page of this phone is recording this trip. Go on there.",
    "one_at_a_time": "Finish the trip that is being recorded first.",
    "continue": "Go on with it",
    "finish_send": "Finish and send",
    "again": "Send again",
    "discard": "Throw this trip away",
    "discard_about": "It is gone for good then, and brings no points.",
    "discard_yes": "Yes, throw it away",
    "discarded": "The trip was thrown away.",
    "honest_title": "Good to know",
    "honest_screen": (
        "Keep this page open and the screen on. A dark phone does not say where it is."
    ),
    "honest_kept": "Each position is kept on this phone at once. A closed page loses nothing.",
    "honest_network": (
        "You need no network on the way. We send the trip when the network is back and this page"
        " is open."
    ),
    "honest_leave": "A trip that waits stays on this phone, even after you sign out.",
    "apps": "For long trips: apps that record by themselves, in your pocket",
}
