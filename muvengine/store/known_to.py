"""The condition under which a helper sees a person: they have a centre in common."""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import ColumnElement, select

from muvengine.store.tables import metadata

_MEMBER: Final = metadata.tables["centre_member"]


def known_to(helper_id: int, person_id: ColumnElement[Any]) -> ColumnElement[bool]:
    """Say that the person of a column and a helper have a centre in common."""
    theirs = _MEMBER.alias("theirs")
    mine = select(_MEMBER.c.centre_id).where(_MEMBER.c.person_id == helper_id)
    return person_id.in_(select(theirs.c.person_id).where(theirs.c.centre_id.in_(mine)))
