"""Whether the kept papers of statements are what they were."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256

from muvengine.core.vouchers.statement import StatementState
from muvengine.store.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class KeptPaper:
    """The paper of one numbered statement.

    Attributes:
        number: of the statement.
        sha256: as it was written down; empty where no paper was kept.
        whole: the kept bytes still have that hash.
    """

    number: int
    sha256: str
    whole: bool


def kept_papers(open_reading: Callable[[], UnitOfWork]) -> Iterator[KeptPaper]:
    """Look at the paper of each numbered statement, by number."""
    with open_reading() as uow:
        found = [one for one in uow.settlements.listed() if one.state is not StatementState.DRAFT]
        for one in sorted(found, key=lambda one: one.number or 0):
            paper = uow.settlements.paper(one.id)
            whole = paper is not None and sha256(paper).hexdigest() == one.pdf_sha256
            yield KeptPaper(one.number or 0, one.pdf_sha256, whole)
