"""What organisers read of zones: drawing them, and what they are good for."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "title": "Zones",
    "lead": "A zone is a piece of the town with a name. Rules may ask where a trip began and where "
    "it ended.",
    "private": "A zone must not tell where somebody lives. The town is laid out in squares of "
    "about 220 metres, and a trip begins in a square, not in a place. We keep the names of the "
    "zones with a trip, and no place.",
    "none": "No zone yet.",
    "add": "Add a zone",
    "map": "Map of the zones",
    "squares": Plural("{n} square", "{n} squares"),
    "edit_title": "Change {name}",
    "label": "Name, in {language}",
    "key": "Word for the rulebook",
    "key_hint": "Small letters, digits and hyphens; a letter first. Left empty, we make it.",
    "border_legend": "The border",
    "border_how": "Click on the map to add corners, one after the other, all the way round. Pull a "
    "corner to move it. Click on the border to put a corner in between.",
    "border_plain": "Each line is one corner: latitude, then longitude. The last is joined to the "
    "first.",
    "border_field": "Corners of the border",
    "file": "Take the border from a file",
    "file_hint": "GPX or GeoJSON. Its corners take the place of those above.",
    "look_told": Plural(
        "Nothing is saved yet. {n} square counts; it is drawn on the map.",
        "Nothing is saved yet. {n} squares count; they are drawn on the map.",
    ),
    "save": "Save",
    "saved_about": "Trips sent after you save begin and end in it as it is then. Earlier trips "
    "keep what they have.",
    "js_length": "Border: {length}",
    "told_saved": "{name} is saved. It counts for trips sent from now on.",
    "drop_title": "Take this zone away",
    "drop_about": "Only if no rulebook speaks of it. Trips keep its name.",
    "drop": "Take it away",
    "told_dropped": "The zone {name} is taken away.",
    "told_named": "Version {version} of the rulebook {rulebook} speaks of this zone. It stays.",
    # What is wrong.
    "wrong_label_missing": "Type a name in one language at least.",
    "wrong_label_length": "This is too long.",
    "wrong_key_word": "Use small letters, digits and hyphens; begin with a letter.",
    "wrong_key_taken": "This short name is taken. Choose another one.",
    "wrong_border_missing": "Draw a border, type its corners or choose a file.",
    "wrong_border_unreadable": "Some of these corners cannot be read.",
    "wrong_border_positions": "A border has three corners at least.",
    "wrong_border_many": "These are too many corners. 1,000 are possible.",
    "wrong_border_small": "This zone is too small or too narrow: it would tell where somebody "
    "lives. Make it larger, half a kilometre each way at least.",
    "wrong_border_large": "This zone is too large. Did the two numbers of a corner change places?",
    "wrong_border_outside": "This zone is outside the area. Did the two numbers change places?",
}
