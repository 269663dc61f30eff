"""Paper slips of shared cars, written down at the desk."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "title": "Paper slips of shared cars",
    "lead": "A slip says who drove and who rode along. Write both names down here.",
    "then": "Both still send their trip. Then we see that they were in one car.",
    "driver": "Who drove",
    "passenger": "Who rode along",
    "who_hint": "Scan the card, or type its number or the name.",
    "day": "Day of the trip",
    "no_day": "Choose a day.",
    "write": "Write it down",
    "told": "{driver} drove, {passenger} rode along: written down.",
    "unknown": "Nobody has this card or name.",
    "many": "Several people have this name. Scan the card or type its number.",
    "same": "One person cannot be both. Check the names.",
    "written": "The slip of these 2 for this day is written down already.",
    "far": "Choose today or one of the last 7 days.",
    "too_many": "You have written 10 slips today. More are not possible.",
    "seat_enough": "These people shared 2 cars that day already. More do not count.",
}
