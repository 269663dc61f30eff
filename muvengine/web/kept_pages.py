"""Pages that a participant's own phone keeps for when there is no network.

The phone asks for a copy of its own, which names nobody and can do nothing.  Kept copies go
when nobody is signed in, and when somebody else is; a computer that several people use keeps none.
"""

from __future__ import annotations

from typing import Final

from flask import request

from muvengine.web import here

ASKED: Final = "kept"


def is_kept_copy() -> bool:
    """Tell whether a phone asks for the copy that it keeps."""
    return ASKED in request.args


def owner_of_phone() -> str:
    """Name whose phone this is; empty where nothing may be kept, as on a shop's tablet."""
    who = here.me()
    shared = who.shared_computer or who.acting_for or here.device()
    return "" if shared else who.subject.public_id
