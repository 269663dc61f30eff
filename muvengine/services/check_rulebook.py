"""Check a rulebook before it is published."""

from __future__ import annotations

from muvengine.core.rules.version import Version
from muvengine.formats.rulebook_yaml.checked import Checked, Published
from muvengine.services.attempt import OpenUow
from muvengine.words.catalogue import in_full

__all__ = ["Checked", "check_against_town", "published"]


def check_against_town(open_reading: OpenUow, data: bytes) -> Checked:
    """Check a rulebook by itself, in the programme's languages and zones, beside what is published.

    Args:
        open_reading: starts a reading transaction.
        data: the file.

    Returns:
        Every problem; ``good`` when there is none but warnings.

    Raises:
        NotFound: nobody has set this town up yet.
    """
    from muvengine.formats.rulebook_yaml.read import check_rulebook  # noqa: PLC0415  slow

    with open_reading() as uow:
        languages = in_full(uow.programme.get().locales)
        versions, zones = uow.rulebooks.published(), uow.zones.keys()
    beside = tuple(published(version) for version in versions)
    return check_rulebook(data, languages=languages, published=beside, zones=zones)


def published(version: Version) -> Published:
    """Describe a kept version as the checker wants it."""
    return Published(
        version.name,
        version.version,
        version.sha256,
        version.effective_from,
        version.effective_until,
    )
