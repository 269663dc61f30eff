"""A person chooses the language of their pages and papers."""

from __future__ import annotations

from collections.abc import Callable, Collection

from muvengine.core.errors import BadInput
from muvengine.store.unit_of_work import UnitOfWork


def set_locale(
    open_uow: Callable[[], UnitOfWork], *, person_id: int, locale: str, offered: Collection[str]
) -> None:
    """Keep the language.

    Raises:
        BadInput: ``fields["locale"]`` is not one the programme offers.
        NotFound: no such person.
    """
    if locale not in offered:
        raise BadInput(fields={"locale": "unknown"})
    with open_uow() as uow:
        uow.people.change(uow.people.get(person_id).id, locale=locale)
        uow.commit()
