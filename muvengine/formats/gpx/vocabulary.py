"""The few GPX elements that matter, whatever their namespace or prefix."""

from __future__ import annotations

import re
from enum import IntEnum

from muvengine.core.errors import XmlShape

GPX_NAMESPACE = re.compile(r"https?://(?:www\.)?topografix\.com/gpx/([0-9]/[0-9])/?", re.IGNORECASE)
VERSIONS = ("1.0", "1.1")


class Role(IntEnum):
    """What an element is to the reader; the fields of a fix bear their column's number."""

    OTHER = 0
    POINT = 1
    TIME = 2
    ELEVATION = 3
    ACCURACY = 4
    DILUTION = 5
    SEGMENT = 6
    TRACK = 7
    METADATA = 8
    NAME = 9


CORE = {
    "trk": Role.TRACK,
    "trkseg": Role.SEGMENT,
    "trkpt": Role.POINT,
    "time": Role.TIME,
    "ele": Role.ELEVATION,
    "hdop": Role.DILUTION,
    "name": Role.NAME,
    "metadata": Role.METADATA,
}
# Apple writes hAcc without a namespace; others their own elements inside <extensions>.
ACCURACY_NAMES = frozenset(("hacc", "h_acc", "accuracy", "horizontalaccuracy"))


class Roles(dict[str, Role]):
    """Roles by expat's name of an element, filled as names are met.

    A name is ``namespace local``, or ``prefix:local`` where namespaces are not resolved.
    Elements of the root's namespace, of any GPX namespace and of none are GPX's own.  More
    names than allowed raise ``XmlShape``: expat keeps each, and a recorder knows a dozen.
    """

    def __init__(self, root: str, separator: str, names_max: int) -> None:
        super().__init__()
        self._names_max = names_max
        self._separator = separator
        self._home = root.rpartition(separator)[0]

    def __missing__(self, name: str) -> Role:
        """Find the role of a name not met before."""
        space, _, local = name.rpartition(self._separator)
        role = CORE.get(local, Role.OTHER)
        if role and space not in ("", self._home) and not GPX_NAMESPACE.fullmatch(space):
            role = Role.OTHER
        if not role and local.lower() in ACCURACY_NAMES:
            role = Role.ACCURACY
        if len(self) >= self._names_max:
            raise XmlShape(names_max=self._names_max)
        self[name] = role
        return role
