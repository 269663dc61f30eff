"""The accounts of the programme, and what moved on each."""

from __future__ import annotations

from typing import Final

from flask import render_template, request

from muvengine.core.errors import NotFound
from muvengine.reads.accounts import AccountFigures, list_accounts
from muvengine.reads.shops import shops
from muvengine.reads.statement import LINES, statement
from muvengine.web import here
from muvengine.web.numbers import row_number
from muvengine.web.organiser.pages import pages
from muvengine.words.catalogue import known

WALLETS: Final = "p:"


@pages.get("/accounts")
def accounts() -> str:
    """List envelopes, money, funders and shops, each with what it holds."""
    found = list_accounts(here.wiring().open_reading)
    return render_template("organiser/accounts.html", accounts=[(one, _name(one)) for one in found])


@pages.get("/accounts/<code>")
def account(code: str) -> str:
    """Show what moved on one account; wallets are their owners' own."""
    if code.startswith(WALLETS):
        raise NotFound(kind="account")
    reading = here.wiring().open_reading
    figures = next((one for one in list_accounts(reading) if one.code == code), None)
    if figures is None:
        raise NotFound(kind="account")
    read = statement(reading, code, before=request.args.get("before", type=row_number))
    return render_template(
        "organiser/account.html",
        name=_name(figures),
        read=read,
        next=read.moves[-1].id if len(read.moves) == LINES else None,
        later_page="before" in request.args,
    )


def _name(account: AccountFigures) -> str:
    code = f"office.account_{account.code.rpartition(':')[2]}"
    if account.owner_kind == "season":
        return here.say("office.account_season", key=account.code.split(":")[1])
    if account.owner_kind == "funder":
        return here.say("office.account_funder", name=account.code.partition(":")[2])
    if account.owner_kind == "shop":
        return here.say("office.account_shop", name=_shop(account.owner_id))
    return here.say(code) if known(code) else account.code


def _shop(shop_id: int | None) -> str:
    found = shops(here.wiring().open_reading, open_only=False)
    return next((shop.name for shop in found if shop.id == shop_id), str(shop_id))
