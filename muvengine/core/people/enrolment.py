"""What is asked of a person who wants to play, and nothing more."""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from typing import Final

from muvengine.core.errors import BadInput

FIELDS: Final = ("name", "locale", "usual_mode", "note", "consent")
"""What is asked, in the order and with the numbers of the screen and of the paper form."""

NAME_CHARACTERS_MAX: Final = 80
NOTE_CHARACTERS_MAX: Final = 200


@dataclass(frozen=True, slots=True)
class Enrolment:
    """The five fields of the enrolment form.

    Attributes:
        name: a name or nickname, 1 to 80 characters.
        locale: the language they read.
        usual_mode: how they usually travel, a mode's word; None when they do not say.
        consent: they agreed to play; without it nobody is enrolled.
        note: how to find them again, as "comes on Tuesdays"; at most 200 characters.
        segments: groups of the programme they belong to.
        centre: key of the centre that knows them from now on; empty for the helper's own.
    """

    name: str
    locale: str
    usual_mode: str | None = None
    consent: bool = False
    note: str = ""
    segments: tuple[str, ...] = ()
    centre: str = ""


def tidy_name(name: str) -> str:
    """Write a name on one line, without signs that cannot be seen.

    Invisible signs turn the writing direction round or make two names look the same.

    Raises:
        BadInput: ``fields["name"]`` is missing or long.
    """
    plain = "".join(
        sign
        for sign in unicodedata.normalize("NFC", " ".join(name.split()))
        if unicodedata.category(sign)[0] != "C"
    ).strip()
    if not plain:
        raise BadInput(fields={"name": "missing"})
    if len(plain) > NAME_CHARACTERS_MAX:
        raise BadInput(fields={"name": "long"}, most=NAME_CHARACTERS_MAX)
    return plain


def check_enrolment(enrolment: Enrolment) -> Enrolment:
    """Tidy what was typed.

    Raises:
        BadInput: the name is missing or long, the note is long, consent is missing; in this
            order.
    """
    name = tidy_name(enrolment.name)
    note = " ".join(enrolment.note.split())
    if len(note) > NOTE_CHARACTERS_MAX:
        raise BadInput(fields={"note": "long"}, most=NOTE_CHARACTERS_MAX)
    if not enrolment.consent:
        raise BadInput(fields={"consent": "missing"})
    return Enrolment(
        name,
        enrolment.locale,
        enrolment.usual_mode,
        consent=True,
        note=note,
        segments=enrolment.segments,
        centre=enrolment.centre,
    )
