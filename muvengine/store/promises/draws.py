"""What must hold of prize draws: each can be computed again, and each prize is given once."""

from __future__ import annotations

from typing import Final

from sqlalchemy import Connection

from muvengine.core.game.draw import DrawState
from muvengine.core.game.draw_check import check_draw, published
from muvengine.store.draws import DrawStore

QUERIES: Final = {
    # Who won holds the ticket that won.
    "I16 winner": """
        SELECT d.key || ':' || p.place, p.person_id, e.person_id FROM draw_prize p
        JOIN prize_draw d ON d.id = p.draw_id LEFT JOIN draw_entry e ON e.draw_id = p.draw_id
        AND p.ticket BETWEEN e.first_ticket AND e.last_ticket
        WHERE p.ticket IS NOT NULL AND (d.state <> 'drawn' OR e.person_id IS NULL
        OR e.person_id <> p.person_id) ORDER BY p.id LIMIT 1""",
    # A prize became the voucher it was, of who won it, and took none of their points.
    "I16 voucher": """
        SELECT d.key || ':' || p.place, v.person_id, p.person_id FROM draw_prize p
        JOIN prize_draw d ON d.id = p.draw_id JOIN voucher v ON v.id = p.voucher_id
        WHERE v.person_id <> p.person_id OR v.offer_id <> p.offer_id OR p.offer_id IS NULL
        OR v.price_points <> 0 OR p.given_at IS NULL ORDER BY p.id LIMIT 1""",
}


def differing(connection: Connection) -> tuple[str, str, str] | None:
    """Compute every draw again; give the first that differs, with what is found and published."""
    draws = DrawStore(connection)
    over = [draw for draw in draws.listed() if draw.state is DrawState.DRAWN]
    for draw in reversed(over):
        entries = tuple(one.entry for one in draws.entries(draw.id))
        for one in check_draw(published(draw, entries)):
            if not one.right:
                return f"{draw.key} {one.step}", one.found, one.published
    return None
