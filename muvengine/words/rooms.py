"""What long lists of the organiser's pages are grouped under."""

from __future__ import annotations

from typing import Final

from muvengine.words.catalogue import Plural, Sentences

SENTENCES: Final[Sentences] = {
    "n_offline": Plural(
        "{n} voucher taken without network waits for you",
        "{n} vouchers taken without network wait for you",
    ),
    "n_jobs_well": Plural("{n} task went well", "{n} tasks went well"),
    "group_ground": "Routes, buses and weather",
    "group_money": "Points and money",
    "group_shops": "Payment of shops and tills",
    "group_people": "Who does what",
    "shop_settings": "Settings",
    "shop_papers": "Signs, papers and figures",
}
