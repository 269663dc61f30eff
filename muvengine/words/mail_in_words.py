"""What mails say, in the language of who reads them: plain text, a link on a line of its own."""

from __future__ import annotations

from collections.abc import Iterable
from textwrap import wrap
from typing import Final

from muvengine.core.people.identity import Person
from muvengine.core.people.link import ONCE
from muvengine.core.people.mail import MailText
from muvengine.core.trips.programme import Programme
from muvengine.words.catalogue import say

COLUMNS: Final = 72
MINUTE_S: Final = 60


def sign_in_mail(person: Person, url: str, programme: Programme) -> MailText:
    """Write the mail with a link that signs in."""
    locale, town = person.locale, programme.name
    minutes = int(ONCE.lasts.total_seconds()) // MINUTE_S
    said = (
        say("mail.hello", locale, name=person.name),
        say("mail.sign_in_lead", locale, n=minutes),
        url,
        say("mail.sign_in_not_you", locale),
    )
    subject = say("mail.sign_in_subject", locale, town=town)
    return MailText(subject, laid_out((*said, *foot(programme, locale))))


def confirm_mail(locale: str, url: str, programme: Programme) -> MailText:
    """Write the mail that asks whether an address is right; it names nobody."""
    town = programme.name
    said = (
        say("mail.hello_you", locale),
        say("mail.confirm_lead", locale, town=town),
        url,
        say("mail.confirm_not_you", locale),
    )
    subject = say("mail.confirm_subject", locale, town=town)
    return MailText(subject, laid_out((*said, *foot(programme, locale))))


def invitation_mail(person: Person, inviter: str, url: str, programme: Programme) -> MailText:
    """Write the mail that lets a colleague in."""
    locale, town = person.locale, programme.name
    said = (
        say("mail.hello", locale, name=person.name),
        say("mail.invite_lead", locale, inviter=inviter, town=town),
        url,
        say("mail.sign_in_not_you", locale),
    )
    subject = say("mail.invite_subject", locale, town=town)
    return MailText(subject, laid_out((*said, *foot(programme, locale))))


def foot(programme: Programme, locale: str) -> tuple[str, ...]:
    """Give what stands at the end of every mail."""
    contact = programme.contact
    asked = (say("mail.foot_contact", locale, contact=contact),) if contact else ()
    return (*asked, programme.name, say("mail.foot", locale))


def laid_out(paragraphs: Iterable[str]) -> str:
    """Write paragraphs with an empty line between them, as wide as every mail program shows."""
    return "\n\n".join(_lines(paragraph) for paragraph in paragraphs) + "\n"


def _lines(paragraph: str) -> str:
    # A link that is broken in two opens nothing.
    return "\n".join(
        part
        for line in paragraph.splitlines()
        for part in wrap(line, COLUMNS, break_long_words=False, break_on_hyphens=False) or [""]
    )
