"""What organisers read of weather that comes from a file."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "note_title": "Note a day yourself",
    "note_lead": "What you note goes before what a file says. “Nothing special” takes your note "
    "away; then the file’s word holds again.",
    "by_hand": "{day}: {weather}, noted by you",
    "by_file": "{day}: {weather}, from a file of Open-Meteo",
    "import_title": "Take the weather from a file",
    "import_lead": "Open-Meteo keeps the weather of past days. It is free for programmes that earn "
    "nothing by it and name it. We never ask it ourselves: you save its file and send it here.",
    "import_how": "On the page of its archive, choose your town, the days and the time zone "
    "{zone}. Under “Daily”, tick the highest and the lowest temperature, precipitation, "
    "snowfall, and, if you like, wind, gusts and weather code. Save as JSON or CSV.",
    "file": "File of the archive",
    "file_hint": "JSON or CSV, at most 2 MB, as it was saved.",
    "import_do": "Take these days",
    "told": Plural(
        "{n} day is known now, {first} to {last}.", "{n} days are known now, {first} to {last}."
    ),
    "told_noted": Plural("For {n} of them your note holds.", "For {n} of them your notes hold."),
    "told_left_out": Plural(
        "{n} day of the file was left out: it has no figures yet.",
        "{n} days of the file were left out: they have no figures yet.",
    ),
    "words_title": "Which word a day gets",
    "words_lead": "A day has one word, the first of these that fits:",
    "word_snow": "snow: at least {least} cm of fresh snow",
    "word_rain": "rain: at least {least} mm of water",
    "word_heat": "heat: it gets at least {least} °C warm",
    "word_cold": "cold: it gets colder than {least} °C",
    "word_wind": "wind: a strong breeze of {least} km/h, or gusts of {gust} km/h",
    "word_fog": "fog: and nothing worse all day",
    "word_dry": "dry: none of these",
    # What may be wrong with a file.
    "wrong": "We cannot use this file.",
    "no_file": "Choose a file.",
    "file_too_big": "It is too large. Save fewer days, at most ten years.",
    "file_several_places": "It holds several places. Save it for one place, your town.",
    "file_not_weather": "It is no file of Open-Meteo’s archive, or it was changed or cut short. "
    "Save it again and send it as it is.",
    "file_no_daily": "It has no figures by day. Under “Daily”, tick what we need.",
    "file_lacks": "It lacks {names}. Tick these, too.",
    "file_unit": "We do not know the unit “{unit}” of {name}. Choose °C, mm and km/h.",
    "file_days": "Its days are not in order, or not written as days. Choose ISO 8601 as the format "
    "of times.",
    "file_too_many_days": "It holds too many days. Save at most {days_max}.",
    "file_value": "On {day}, {name} is no figure that can be. The file is damaged.",
    "file_other_zone": "Its days are those of another time zone. Choose {zone}.",
    "file_other_place": "It is of another place, at {lat}, {lon}. Choose your town.",
    "file_no_days": "It holds no day that is over and has figures. The archive is some days late: "
    "choose earlier days.",
}
