"""The database cannot keep anything now; what was under way was undone."""

from __future__ import annotations

from muvengine.core.errors.refusal import MuvError


class StorageRefused(MuvError):
    """The database cannot keep anything now."""

    code = "storage_refused"


class DatabaseAway(StorageRefused):
    """The database does not answer, or is held by another program; ``retry_after_s``."""

    code = "database_away"


class DiskFull(StorageRefused):
    """There is no room left on the database's disk."""

    code = "disk_full"
