"""Shops from the command line."""

from __future__ import annotations

import re
from pathlib import Path

from muvengine.bootstrap import Wiring
from muvengine.reads.offers import offers_of_shop
from muvengine.reads.shops import shop, shops
from muvengine.services.pair_device import pair_device
from tests.cli.conftest import Terminal

SEEDS = Path(__file__).parents[2] / "seed_data"


def test_the_tables_of_the_seed_town_can_be_imported_and_imported_again(
    at_home: Terminal, home: Wiring
) -> None:
    table = str(SEEDS / "shops.csv")
    told = at_home("shops", "import", table, "--offers", str(SEEDS / "offers.csv"))
    assert told.out == "Kept 10 shops and 15 offers.\n"
    assert at_home("shops", "import", table).out == "Kept 10 shops and 0 offers.\n"
    assert len(shops(home.open_reading)) == 10
    cafe = shop(home.open_reading, "cafe-fontaine")
    assert cafe.hours["fr"].startswith("Du lundi")
    assert [one.offer.price_points for one in offers_of_shop(home.open_reading, cafe.id)] == [
        120,
        500,
    ]


def test_a_table_of_an_office_program_is_read(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    table = tmp_path / "shops.csv"
    table.write_bytes("key;name;lat;lon\r\ncafe;Café Noé;43.64;5.1\r\n;;;\r\n".encode("cp1252"))
    assert at_home("shops", "import", str(table)).status == 0
    assert shop(home.open_reading, "cafe").name == "Café Noé"


def test_every_bad_cell_is_named_and_nothing_is_kept(
    at_home: Terminal, home: Wiring, tmp_path: Path
) -> None:
    table = tmp_path / "shops.csv"
    table.write_text("key,name,lat,lon\na,A,43.6,5.1\nb,,north,nan\n", encoding="utf-8")
    told = at_home("shops", "import", str(table))
    assert told.status == 1
    assert told.out.splitlines() == ["3:lat: unreadable", "3:lon: unreadable", "3:name: empty"]
    assert shops(home.open_reading) == []


def test_a_tablet_is_paired_by_the_code_it_prints(at_home: Terminal, home: Wiring) -> None:
    at_home("shops", "add", "cafe", "--name", "Café", "--lat", "43.64", "--lon", "5.1")
    told = at_home("shops", "pair", "cafe")
    code = re.search(r"https://muv\.example/pair/(\w+)", told.out)
    assert code
    paired = pair_device(
        home.open_uow,
        code[1],
        address="192.0.2.1",
        name="till",
        now=home.now(),
        new_token=home.new_token,
    )
    assert paired.shop_id == shop(home.open_reading, "cafe").id


def test_no_tablet_is_paired_with_an_unknown_shop(at_home: Terminal) -> None:
    told = at_home("shops", "pair", "nowhere")
    assert (told.status, told.err.count("\n")) == (1, 1)
