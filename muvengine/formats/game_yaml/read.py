"""Read a game file, or say everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from hashlib import sha256

from marshmallow import ValidationError

from muvengine.core.errors import GameRefused
from muvengine.core.game.example import GameExample, differences
from muvengine.core.game.game import Game
from muvengine.formats.game_yaml.meaning import KNOWN_MODES, check_meaning
from muvengine.formats.game_yaml.schema import Loaded, game_schema
from muvengine.formats.rulebook_yaml.places import problems_of_shape, reporter
from muvengine.formats.rulebook_yaml.problems import Problem, in_order
from muvengine.formats.rulebook_yaml.tree import Tree, read_tree


@dataclass(frozen=True, slots=True)
class CheckedGame:
    """What a check found.

    Attributes:
        problems: by place; warnings among them.
        sha256: of the file.
        game: None when there is any problem that is not a warning.
        examples: those of the file; empty where it cannot be read.
    """

    problems: tuple[Problem, ...]
    sha256: str
    game: Game | None = None
    examples: tuple[GameExample, ...] = ()

    @property
    def good(self) -> bool:
        """No problem but warnings."""
        return self.game is not None


def read_game(data: bytes) -> Game:
    """Read a game that was checked before; its examples are not run.

    Raises:
        GameRefused: with ``problems``.
    """
    tree = read_tree(data)
    loaded = _load(tree, KNOWN_MODES, ())
    if loaded is None:
        raise GameRefused(problems=in_order(tree.problems))
    return loaded.game


def check_game(
    data: bytes, *, modes: Sequence[str] = KNOWN_MODES, languages: Sequence[str] = ()
) -> CheckedGame:
    """Check a game file wholly: reading, shape, meaning, examples.

    Args:
        data: the file.
        modes: those that trips of the town can have.
        languages: every label must be in these; none given means those of the game's own label.
    """
    tree, digest = read_tree(data), sha256(data).hexdigest()
    loaded = _load(tree, modes, languages)
    if loaded is None:
        return CheckedGame(in_order(tree.problems), digest)
    report = reporter(tree)
    for number, example in enumerate(loaded.examples):
        for wrong in differences(loaded.game, example):
            told = {"of": wrong.of, "got": wrong.got, "wanted": wrong.wanted}
            report("G301", ("examples", number, "expect"), example=example.name, **told)
    problems = in_order(tree.problems)
    game = loaded.game if all(problem.warning for problem in problems) else None
    return CheckedGame(problems, digest, game, loaded.examples)


def _load(tree: Tree, modes: Sequence[str], languages: Sequence[str]) -> Loaded | None:
    if not isinstance(tree.value, dict):
        return None
    told = {problem.path for problem in tree.problems if problem.path}
    schema, loaded = game_schema(), None
    try:
        loaded = schema.load(tree.value)
    except ValidationError as error:
        shape = problems_of_shape(error.messages_dict, schema, tree)
        # What could not be read is not told again as a wrong value.
        tree.problems += [problem for problem in shape if problem.path not in told]
    check_meaning(tree.value, modes, languages, reporter(tree))
    return loaded if isinstance(loaded, Loaded) and not tree.problems else None
