"""Where the rules of a published version stand in its text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from muvengine.core.rules.version import Version
from muvengine.formats.rulebook_yaml.problems import Mark
from muvengine.formats.rulebook_yaml.rule_places import rule_places
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class VersionPlaces:
    """A published version and where its rules stand.

    Attributes:
        version: as kept.
        places: line and column by the name of a gate, rule or cap.
    """

    version: Version
    places: Mapping[str, Mark]


def places_of_version(open_reading: Callable[[], UnitOfWork], version_id: int) -> VersionPlaces:
    """Find the rules of one version in the text that was published.

    Raises:
        NotFound: no such version.
    """
    with open_reading() as uow:
        version = uow.rulebooks.get(version_id)
        source = uow.rulebooks.source(version_id)
    return VersionPlaces(version, rule_places(source.encode()))
