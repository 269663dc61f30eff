"""Put a rulebook in force."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime

from muvengine.core.errors import NotPossible, RulebookOverlap, RulebookRefused
from muvengine.core.people.actor import Actor
from muvengine.core.rules.version import Version
from muvengine.services.attempt import OpenUow
from muvengine.services.check_rulebook import published


@dataclass(frozen=True, slots=True)
class Publication:
    """A rulebook on its way into force.

    Attributes:
        data: the file.
        first_day: from which it holds; None for the day written in it.
        note: what changes and why, for the history.
    """

    data: bytes = field(repr=False)
    first_day: date | None = None
    note: str = ""


def publish_rulebook(
    open_uow: OpenUow, publication: Publication, *, actor: Actor, now: datetime
) -> Version:
    """Check a rulebook and keep it for ever, unless this very one is in force already.

    Days that are over are never given to another rulebook; only the first of a town may
    begin in the past.

    Args:
        open_uow: starts a writing transaction.
        publication: what, and from when.
        actor: by whose hand.
        now: aware.

    Raises:
        NotFound: nobody has set this town up yet.
        RulebookRefused: with ``problems``, every one.
        NotPossible: it would begin before today.
        RulebookOverlap: it claims days of another one.
    """
    with open_uow() as uow:
        programme, versions = uow.programme.get(), uow.rulebooks.published()
        town = (programme.locales, uow.zones.keys())
        draft = _draft(publication, town, versions, now)
        for other in versions:
            if (other.sha256, other.effective_from) == (draft.sha256, draft.effective_from):
                return other
        if versions and draft.effective_from < now.astimezone(programme.zone).date():
            raise NotPossible(state="past", first_day=draft.effective_from)
        for other in versions:
            again = (other.name, other.version) == (draft.name, draft.version)
            if again or draft.collides(other):
                raise RulebookOverlap(name=other.name, version=other.version)
        source = publication.data.decode()
        version_id = uow.rulebooks.publish(draft, source, by=actor.id, now=now)
        meta = {"sha256": draft.sha256, "first_day": draft.effective_from.isoformat()}
        uow.audit.append(actor, "rulebook.publish", "rulebook", str(version_id), meta, at=now)
        kept = uow.rulebooks.get(version_id)
        uow.commit()
    return kept


def _draft(
    publication: Publication,
    town: tuple[tuple[str, ...], tuple[str, ...]],
    versions: list[Version],
    now: datetime,
) -> Version:
    """Check the file; the town is given by its languages and the keys of its zones."""
    from muvengine.formats.rulebook_yaml.read import check_rulebook  # noqa: PLC0415  slow

    # Only the same version is told of here: days are compared below, with the day asked for.
    locales, zones = town
    checked = check_rulebook(publication.data, languages=locales, zones=zones)
    book = checked.rulebook
    if book is None:
        raise RulebookRefused(problems=checked.problems)
    same = [one for one in versions if (one.name, one.version) == (book.name, book.version)]
    if same and same[0].sha256 != checked.sha256:
        again = check_rulebook(publication.data, languages=locales, published=[published(same[0])])
        raise RulebookRefused(problems=again.problems)
    return Version(
        id=0,
        name=book.name,
        version=book.version,
        sha256=checked.sha256,
        effective_from=publication.first_day or book.first_day,
        effective_until=book.end_day,
        note=publication.note,
        published_at=now,
    )
