"""What the holder of a mandate may open of somebody else's; the rest is that person's alone."""

from __future__ import annotations

from typing import Final

SEE_AND_SEND: Final = frozenset(
    f"participant.{page}"
    for page in (
        "home",
        "wallet",
        "trips",
        "trip",
        "trip_paper",
        "add_trip",
        "send_trip",
        "vouchers",
        "voucher",
        "print_voucher",
        "voucher_pdf",
        "stop_acting",
    )
)
SPEND: Final = frozenset({"participant.offers", "participant.buy_voucher"})


def may_open(endpoint: str, *, may_spend: bool) -> bool:
    """Tell whether a mandate opens a participant's page."""
    return endpoint in SEE_AND_SEND or (may_spend and endpoint in SPEND)
