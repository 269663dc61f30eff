"""A player's week: level, weeks in a row, badges."""

from __future__ import annotations

from http import HTTPStatus

from flask import Response as FlaskResponse
from flask import redirect, render_template, request, url_for
from werkzeug.wrappers import Response

from muvengine.core.errors import NotFound
from muvengine.formats.sticker_pdf import Sticker, StickerPaper, draw_stickers
from muvengine.reads.my_week import MyWeek, my_week
from muvengine.reads.player_week import player_week, wants_letter
from muvengine.reads.week_lines import week_lines
from muvengine.services.pause_streak import Pausing, pause_streak
from muvengine.services.want_letter import Wish, want_letter
from muvengine.web import here
from muvengine.web.assets import prize_file
from muvengine.web.downloads import TYPES, handed_out
from muvengine.web.letter import paper_letter
from muvengine.web.page_words import tell
from muvengine.web.participant.pages import pages
from muvengine.words.catalogue import say, written


@pages.get("/week")
def week() -> str:
    """Show where somebody stands in the game, first what matters this week."""
    reading, person = here.wiring().open_reading, here.subject()
    mine = player_week(reading, person, here.now())
    return render_template(
        "participant/week.html",
        week=mine.game,
        lines=week_lines(mine, here.locale()),
        letter=wants_letter(reading, person.id),
    )


@pages.post("/week/pause")
def pause_week() -> Response:
    """Begin a pause, or end it; the same press twice does it once."""
    pausing = Pausing(here.subject().id, request.form.get("pause") == "yes")
    attempt = pausing.attempt(here.actor(), request.form.get("attempt", ""))
    pause_streak(here.wiring().open_uow, pausing, attempt=attempt, now=here.now())
    tell("game.told_paused" if pausing.pause else "game.told_back")
    return redirect(url_for(".week"), HTTPStatus.SEE_OTHER)


@pages.get("/week/letter")
def week_letter() -> str:
    """Show the letter as it is printed, in the language of the person whose it is."""
    return render_template("paper/letter.html", one=paper_letter(here.subject()))


@pages.post("/week/letter")
def ask_for_letter() -> Response:
    """Ask for the letter on paper, or stop it."""
    wish = Wish(here.subject().id, request.form.get("wanted") == "yes")
    attempt = wish.attempt(here.actor(), request.form.get("attempt", ""))
    want_letter(here.wiring().open_uow, wish, attempt=attempt, now=here.now())
    tell("week.told_letter" if wish.wanted else "week.told_letter_off")
    return redirect(url_for(".week"), HTTPStatus.SEE_OTHER)


@pages.get("/week/stickers.pdf")
def stickers() -> FlaskResponse:
    """Hand out the badges as stickers, in the language of the person whose they are.

    Raises:
        NotFound: the town plays no game, or there is no badge yet.
    """
    mine, person = _mine(), here.subject()
    if mine is None or not mine.badges:
        raise NotFound(kind="badge")
    locale = person.locale
    latest = here.local(max(one.got_at for one in mine.badges))
    paper = StickerPaper(
        title=say("game.stickers_title", locale),
        about=say("game.stickers_of", locale, name=person.name, day=latest.date()),
        hint=say("game.stickers_cut", locale),
        stickers=[
            Sticker(prize_file(one.badge.pictogram), written(one.badge.label, locale))
            for one in mine.badges
            if one.badge is not None
        ],
        language=locale[:2],
        made_at=latest,
    )
    return handed_out(draw_stickers(paper), "badges.pdf", TYPES["pdf"])


def _mine() -> MyWeek | None:
    return my_week(here.wiring().open_reading, here.subject().id, here.now())
