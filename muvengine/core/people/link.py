"""A link that signs in: how long it opens, and how often."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import Final


@dataclass(frozen=True, slots=True)
class LinkKind:
    """How long a link opens; a reusable one opens more than once."""

    lasts: timedelta
    reusable: bool = False


# OWASP ASVS 5.0, V6.5.5: ten minutes.
ONCE: Final = LinkKind(timedelta(minutes=10))
# The first link of a new installation goes from a terminal to a colleague.
FIRST: Final = LinkKind(timedelta(days=1))
# Only the demo prints such links: whoever reads them is meant to come in.
DEMO: Final = LinkKind(timedelta(days=30), reusable=True)
