"""The few GPX elements that matter, whatever their namespace or prefix."""

from __future__ import annotations

import re
from enum import IntEnum

GPX_NAMESPACE = re.compile(r"https?://(?:www\.)?topografix\.com/gpx/([0-9]/[0-9])/?", re.IGNORECASE)
VERSIONS = ("1.0", "1.1")
REMEMBERED_MAX = 1_000


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
    Elements of the root's namespace, of any GPX namespace and of none are GPX's own.
    """

    def __init__(self, root: str, separator: str) -> None:
        super().__init__()
        self._separator = separator
        self._home = root.rpartition(separator)[0]

    def __missing__(self, name: str) -> Role:
        """Find the role of a name not met before."""
        space, _, local = name.rpartition(self._separator)
        role = Role.OTHER
        if space in ("", self._home) or GPX_NAMESPACE.fullmatch(space):
            role = CORE.get(local, Role.OTHER)
        if role is Role.OTHER and local.lower() in ACCURACY_NAMES:
            role = Role.ACCURACY
        # A hostile file may hold a million names; a recorder knows a dozen.
        if len(self) < REMEMBERED_MAX:
            self[name] = role
        return role
