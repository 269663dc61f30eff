"""Weekly letters by mail, written on Monday morning for everybody who wants one."""

from __future__ import annotations

from datetime import datetime
from typing import Final

from muvengine.bootstrap import Wiring
from muvengine.reads.letter import letter_mail, letter_of
from muvengine.reads.mail_address import letter_readers
from muvengine.reads.programme import programme as read_programme
from muvengine.services.mail_letter import queue_letter

PAGE: Final = 100


def queue_week_letters(wiring: Wiring, now: datetime) -> int:
    """Queue this week's letters and give how many; a second run queues none twice."""
    box = wiring.post_box
    if box is None:
        return 0
    programme, queued, last = read_programme(wiring.open_reading), 0, 0
    local = now.astimezone(programme.zone)
    while people := letter_readers(wiring.open_reading, after=last, most=PAGE):
        for person in people:
            letter = letter_of(wiring.open_reading, person, local)
            text = letter_mail(letter, box.stop_url(person.public_id), programme)
            week = letter.monday.isoformat()
            queued += queue_letter(wiring.open_uow, box, person, text, week=week, now=now)
        last = people[-1].id
    return queued
