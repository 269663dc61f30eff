"""What organisers read."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Sentences

SENTENCES: Final[Sentences] = {
    "home_title": "The programme today",
    "rulebook_title": "The rulebook",
    "review_title": "Trips to look at",
    "shops_title": "Shops and offers",
    "check_title": "Check a file",
}
