"""The ways of travelling that a participant may choose from."""

from __future__ import annotations

from typing import Final

from muvengine.core.modes.mode import Mode

# A car alone is the one thing nobody sends.
TRAVELLED: Final = tuple(mode.value for mode in Mode if mode is not Mode.CAR)
# "What would you have taken instead?": no trip at all is an answer too.
INSTEAD: Final = ("car", *TRAVELLED, "none")


def offered_modes() -> tuple[str, ...]:
    """Give the modes in the order of the form."""
    return TRAVELLED
