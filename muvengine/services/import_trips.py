"""Many traces of one participant, sent at once."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime

from muvengine.core.errors import MuvError
from muvengine.core.people.actor import Actor
from muvengine.core.trips.judgement import Claim
from muvengine.formats.containers import Part
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.submit_trip import Submission, SubmittedTrip, submit_trip

CHANNEL = "import"


@dataclass(frozen=True, slots=True)
class Importing:
    """Whose traces, and what is said of them all.

    Attributes:
        person_id: the participant's number.
        actor: whose hand.
        mode: declared for every file.
    """

    person_id: int
    actor: Actor
    mode: str


@dataclass(frozen=True, slots=True)
class ImportedFile:
    """What became of one file: a trip, or a refusal."""

    name: str
    trip: SubmittedTrip | None = None
    refusal: MuvError | None = None


def import_trips(
    open_uow: OpenUow,
    shelf: Shelf,
    files: Iterable[Part],
    importing: Importing,
    *,
    now: Callable[[], datetime],
    new_token: Callable[[], str],
) -> Iterator[ImportedFile]:
    """Send each file as an upload of its own, and tell what became of it.

    A file that is refused stops nothing.  The attempt's key is made of the content, so that an
    import that was broken off, or is run again by mistake, sends nothing twice.
    """
    for file in files:
        try:
            if file.refusal is not None:
                raise file.refusal
            data = file.data
            claim = Claim(importing.mode)
            submission = Submission(importing.person_id, importing.actor, data, claim, CHANNEL)
            said = f"{importing.person_id} {importing.mode} ".encode() + data
            attempt = submission.attempt(f"import-{hashlib.sha256(said).hexdigest()[:40]}")
            trip = submit_trip(
                open_uow, shelf, submission, attempt=attempt, now=now(), new_token=new_token
            )
        except MuvError as refusal:
            yield ImportedFile(file.name, refusal=refusal)
        else:
            yield ImportedFile(file.name, trip=trip)
