"""A town whose mails go into a folder, and a look into it."""

from __future__ import annotations

import re
from dataclasses import replace
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from pathlib import Path
from typing import Any

from muvengine.bootstrap import Wiring
from muvengine.jobs.mails import send_mails
from muvengine.services.post_box import post_box
from tests.build import Town


def with_mails(wiring: Wiring, **settings: Any) -> Wiring:  # noqa: ANN401  by name
    """Wiring that sends mails after these settings."""
    changed = replace(wiring.settings, **settings)
    return replace(
        wiring, settings=changed, post_box=post_box(changed.secret_key, changed.base_url)
    )


def mailing(town: Town, folder: Path) -> Town:
    """The town, with mails."""
    wiring = with_mails(town.wiring, mail_folder=folder)
    town.app.extensions["muv"] = wiring
    return replace(town, wiring=wiring)


def delivered(town: Town) -> list[EmailMessage]:
    """Send what waits, and give every mail not read yet, by address."""
    send_mails(town.wiring)
    folder = town.wiring.settings.mail_folder
    assert folder is not None
    found = []
    for file in folder.glob("*.eml"):
        found.append(message_from_bytes(file.read_bytes(), policy=default))
        file.unlink()
    return sorted(found, key=lambda mail: (str(mail["To"]), str(mail["Subject"]), said(mail)))


def said(mail: EmailMessage) -> str:
    """What a mail says."""
    return "\n".join(mail.get_content().splitlines())


def link(mail: EmailMessage) -> str:
    """The path of its first link."""
    found = re.search(r"^http://[^/\s]+(/\S+)$", said(mail), re.MULTILINE)
    assert found, said(mail)
    return found[1]
