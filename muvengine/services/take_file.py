"""A file that came by itself: put in line, to be judged as any other upload."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from datetime import datetime

from muvengine.core.errors import NotFound
from muvengine.core.people.actor import Actor, Role
from muvengine.core.people.sender import Sender
from muvengine.services.shelf import OpenUow, Shelf
from muvengine.services.start_upload import SentFile, Upload, add_to_upload, start_upload


def take_file(
    open_uow: OpenUow,
    shelf: Shelf,
    sender: Sender,
    file: SentFile,
    *,
    now: datetime,
    new_token: Callable[[], str],
) -> str:
    """Keep a file of an app until it is judged, and give its batch's public id.

    The key of the attempt is made of the content: the same file again finds the same batch,
    also after a process that died half way.

    Args:
        open_uow: starts a writing transaction.
        shelf: its seal closes the bytes while they wait.
        sender: who sent it; its trips count in the app's mode.
        file: as sent.
        now: aware.
        new_token: gives the batch's public id.

    Raises:
        FileTooBig: a container of more files than a batch may hold.
    """
    upload = Upload(sender.person_id, sender.mode, sender_id=sender.id)
    said = f"{sender.id} {sender.mode} ".encode() + file.data
    actor = Actor(Role.PARTICIPANT, sender.person_id)
    attempt = upload.attempt(actor, f"auto-{hashlib.sha256(said).hexdigest()[:40]}")
    public_id = start_upload(open_uow, upload, attempt=attempt, now=now, new_token=new_token)
    try:
        add_to_upload(open_uow, shelf, public_id, file, actor, 1)
    except NotFound:
        # The attempt is remembered longer than the line that told what became of the file.
        return ""
    return public_id
