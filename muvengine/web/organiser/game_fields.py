"""Fields of a part of the game, ready for a page: what each is called."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

from muvengine.core.game.game import PICTOGRAMS
from muvengine.formats.game_yaml.challenges import KINDS
from muvengine.formats.rule_form.rule_form import RuleForm
from muvengine.formats.rulebook_yaml.problems import Path
from muvengine.web import here
from muvengine.web.organiser.form_page import FormPage, Options
from muvengine.web.organiser.open_draft import Opened
from muvengine.web.organiser.rule_words import Kept
from muvengine.words.catalogue import known

_USUAL: Final = ("active_min", "public_from", "match", "tournament", "closes_after_days")
"""Words that a game need not say."""


@dataclass(frozen=True, slots=True)
class GamePage(FormPage):
    """What the macros of a part's form need."""

    @property
    def kind(self) -> str:
        """The kind of a challenge; empty for anything else, and for a kind that there is not."""
        said = self.form.rule.get("kind") if self.form else None
        return said if isinstance(said, str) and said in KINDS else ""

    def called(self, word: str) -> str:
        """Name a field by its word, as its section or its kind calls it."""
        assert self.form is not None
        own = (f"{word}_{self.kind}",) if self.kind else ()
        for code in (f"{self.form.section}_{word}", *own, f"word_{word}"):
            if known(f"game_parts.{code}"):
                return here.say(f"game_parts.{code}")
        return word

    def inside(self, word: str, inner: str) -> str:
        """Name a field inside a block."""
        code = f"game_parts.{word}_{inner}"
        return here.say(code) if known(code) else self.called(inner)

    def hint(self, word: str) -> str:
        """Say how a field is filled; empty where its name says enough."""
        code = f"game_parts.hint_{word}"
        if known(code):
            return here.say(code)
        return here.say("game_parts.hint_usual") if word in _USUAL else ""

    @property
    def drawings(self) -> Options:
        """Every drawing with its name."""
        return [(one, _drawing(one)) for one in PICTOGRAMS]

    @property
    def drawing(self) -> str:
        """The name of the one that is chosen."""
        return _drawing(self.fields["pictogram"][0])


def kept_parts(opened: Opened, path: Path, form: RuleForm) -> list[Kept]:
    """Say what the form of a part cannot show."""
    return [
        Kept(_word(str(inside[-1])), opened.outline.line_of((*path, *inside)))
        for inside in form.kept
    ]


def _word(word: str) -> str:
    for code in (f"game_parts.word_{word}", f"rule_editor.cond_{word}"):
        if known(code):
            return here.say(code)
    return word


def _drawing(name: str) -> str:
    code = f"game_parts.drawing_{name}"
    return here.say(code) if known(code) else here.say(f"modes.{name}")
