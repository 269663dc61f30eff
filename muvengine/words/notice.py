"""Public texts of the town: their names, and how organisers write them."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "footer": "About this site",
    "legal": "Legal notice",
    "terms": "Terms",
    "privacy": "Privacy",
    "accessibility": "Accessibility: partly",
    "title": "Public texts",
    "lead": "These pages are linked at the foot of every page. Each has a text to begin with; "
    "write your own in each language.",
    "own": "Yours, of {day}",
    "shipped": "The text to begin with",
    "edit": "Write: {name}, {language}",
    "edit_lead": "Markdown: # begins the title, ## a heading, * a line of a list. What you keep is "
    "public at once.",
    "facts": "You may write {town}, {contact} and {trace_days}: they are filled in.",
    "text": "Text",
    "show": "Look at it first",
    "keep": "Keep and publish",
    "preview": "How it will look",
    "history": "Earlier versions",
    "version": "{at}, {by}",
    "version_shipped": "The text to begin with was brought back.",
    "restore": "An empty text brings the text to begin with back.",
    "heading": "Begin with a title: # and a space, then the title.",
    "long": "This is too long: 30 000 characters at most.",
    "changed": "Somebody else has written meanwhile. Look at the new text, then write yours.",
    "told_kept": "Kept. Everybody reads it now.",
    "no_contact": "ask at the help desk",
    "see": "See the public page",
}
