"""The accounts of the programme, and what moved on each."""

from __future__ import annotations

import json
from typing import Final

from flask import Response, render_template, request

from muvengine.core.errors import NotFound
from muvengine.formats.table_cells import write_table
from muvengine.reads.accounts import AccountFigures, list_accounts
from muvengine.reads.pots import pots
from muvengine.reads.seal import sealed_head
from muvengine.reads.shops import shops
from muvengine.reads.statement import COLUMNS, LINES, LINES_OF_A_FILE, statement
from muvengine.web import here
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.numbers import row_number
from muvengine.web.organiser.funders import funder_name
from muvengine.web.organiser.pages import pages
from muvengine.words.catalogue import known, written

Owners = dict[tuple[str | None, int | None], str]
"""Names by kind and number."""

WALLETS: Final = "p:"


@pages.get("/accounts")
def accounts() -> str:
    """List envelopes, money, funders and shops, each with what it holds."""
    found, owners = list_accounts(here.wiring().open_reading), _owners()
    named = [(one, _name(one, owners)) for one in found]
    return render_template("organiser/accounts.html", accounts=named)


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
        name=_name(figures, _owners()),
        read=read,
        next=read.moves[-1].id if len(read.moves) == LINES else None,
        later_page="before" in request.args,
    )


@pages.get("/accounts/<code>/moves.csv", defaults={"ending": "csv"})
@pages.get("/accounts/<code>/moves.json", defaults={"ending": "json"})
def account_as_file(code: str, ending: str) -> Response:
    """Hand an account's latest moves out, to spreadsheets and programs."""
    if code.startswith(WALLETS):
        raise NotFound(kind="account")
    reading = here.wiring().open_reading
    before = request.args.get("before", type=row_number)
    told = statement(reading, code, before=before, count=LINES_OF_A_FILE)
    name = f"{code.replace(':', '-')}.{ending}"
    if ending == "csv":
        return handed_out(write_table([COLUMNS, *told.rows()]), name, TYPES["csv"])
    values = told.values(sealed_head(reading).hash)
    text = json.dumps(values, ensure_ascii=False, indent=1)
    return handed_out(text.encode(), name, "application/json")


def _name(account: AccountFigures, owners: Owners) -> str:
    code = f"office.account_{account.code.rpartition(':')[2]}"
    owner = account.owner_kind, account.owner_id
    if account.owner_kind == "season":
        return here.say("office.account_season", key=account.code.split(":")[1])
    if account.owner_kind == "funder":
        return here.say("office.account_funder", name=funder_name(account.code.partition(":")[2]))
    if account.owner_kind == "shop":
        return here.say("office.account_shop", name=owners.get(owner, str(account.owner_id)))
    if account.owner_kind == "pot":
        return here.say("office.account_pot", title=owners.get(owner, str(account.owner_id)))
    return here.say(code) if known(code) else account.code


def _owners() -> Owners:
    """Read what shops and pots are called, once for all accounts of a page."""
    reading = here.wiring().open_reading
    named: Owners = {("shop", one.id): one.name for one in shops(reading, open_only=False)}
    return named | {("pot", one.id): written(one.title, here.locale()) for one in pots(reading)}
