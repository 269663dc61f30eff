"""The ways of travelling that a participant may choose from."""

from __future__ import annotations

from typing import Final

from muvengine.core.errors import NoRulebook
from muvengine.core.modes.mode import Mode
from muvengine.reads.rulebook import rulebook_now
from muvengine.web import here

# A car alone is the one thing nobody sends.
TRAVELLED: Final = tuple(mode.value for mode in Mode if mode is not Mode.CAR)


def offered_modes() -> tuple[str, ...]:
    """Give the modes that the rulebook in force knows, in the order of the form.

    Where no rules are in force every mode is offered: the refusal that follows says more
    than an empty form.
    """
    wiring = here.wiring()
    try:
        now = rulebook_now(wiring.open_reading, wiring.shelf.rulebook, here.now().date())
    except NoRulebook:
        return TRAVELLED
    return tuple(mode for mode in TRAVELLED if mode in now.rulebook.modes)


def usual_modes() -> tuple[str, ...]:
    """Give what people may say of their days before: by car, too."""
    return (*offered_modes(), Mode.CAR.value)


def instead_modes() -> tuple[str, ...]:
    """Give what may have been taken instead; no trip at all is an answer too."""
    return (Mode.CAR.value, *offered_modes(), "none")
