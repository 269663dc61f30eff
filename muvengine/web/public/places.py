"""Routes and shops: a list that says everything, and a map beside it."""

from __future__ import annotations

from string import ascii_uppercase

from flask import render_template

from muvengine.core.errors import NotFound
from muvengine.core.routes.set_route import SetRoute
from muvengine.core.vouchers.shop import Shop
from muvengine.reads import offers as offers_reading
from muvengine.reads import routes as routes_reading
from muvengine.reads import shops as shops_reading
from muvengine.web import here
from muvengine.web.drawings import Line, Place, map_drawing, map_shapes
from muvengine.web.public.pages import pages
from muvengine.words.catalogue import written


@pages.get("/routes")
def routes() -> str:
    """List the set routes with their shops."""
    reading = here.wiring().open_reading
    found = routes_reading.routes(reading, today=here.now().date())
    along = shops_reading.shops(reading)
    lines = [_line(number, route) for number, route in enumerate(found, 1)]
    places = [_place(number, shop) for number, shop in enumerate(along)]
    by_key = {shop.key: shop for shop in along}
    return render_template(
        "public/routes.html",
        routes=list(zip(lines, found, strict=True)),
        shops=by_key,
        drawing=map_drawing(lines, places, title=here.say("public.routes_map")),
        shapes=map_shapes(lines, places),
        tiles=here.wiring().settings.tile_url,
    )


@pages.get("/shops")
def shops() -> str:
    """List the shops with what they give."""
    reading = here.wiring().open_reading
    found = shops_reading.shops(reading)
    places = [_place(number, shop) for number, shop in enumerate(found)]
    return render_template(
        "public/shops.html",
        shops=list(zip(places, found, strict=True)),
        offers=offers_reading.offers_on_sale(reading, here.now().date()),
        drawing=map_drawing([], places, title=here.say("public.shops_map")),
        shapes=map_shapes([], places),
        tiles=here.wiring().settings.tile_url,
    )


@pages.get("/shops/<key>")
def shop(key: str) -> str:
    """Show one shop and its offers."""
    reading = here.wiring().open_reading
    found = shops_reading.shop(reading, key)
    if not found.open:
        raise NotFound(kind="shop")
    on_sale = offers_reading.offers_on_sale(reading, here.now().date())
    return render_template(
        "public/shop.html",
        shop=found,
        today=here.now().date(),
        offers=[one.offer for one in on_sale if one.shop_key == key],
        beside=routes_reading.routes_by(reading, found.lat, found.lon, today=here.now().date()),
    )


def _line(number: int, route: SetRoute) -> Line:
    path = list(zip(route.line.lat.tolist(), route.line.lon.tolist(), strict=True))
    return Line(path, label=str(number), name=written(route.label, here.locale()))


def _place(number: int, shop: Shop) -> Place:
    # A to Z, then AA to ZZ: one letter while it lasts.
    more, last = divmod(number, len(ascii_uppercase))
    label = (ascii_uppercase[more - 1] if more else "") + ascii_uppercase[last]
    return Place((shop.lat, shop.lon), label, shop.name)
