"""Read a rulebook, or say everything that is wrong with it at once."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from hashlib import sha256
from typing import Final

from marshmallow import ValidationError

from muvengine.core.errors import RulebookRefused
from muvengine.core.rules.rulebook import Rulebook
from muvengine.formats.rulebook_yaml.checked import Checked, Published
from muvengine.formats.rulebook_yaml.meaning import check_meaning
from muvengine.formats.rulebook_yaml.places import problems_of_shape, reporter
from muvengine.formats.rulebook_yaml.problems import in_order
from muvengine.formats.rulebook_yaml.schema import Loaded, rulebook_schema
from muvengine.formats.rulebook_yaml.soundness import check_soundness
from muvengine.formats.rulebook_yaml.tree import Tree, read_tree
from muvengine.formats.rulebook_yaml.zones import check_zones

HARMLESS: Final = frozenset({"R203", "R209", "R212"})
"""Names that lead nowhere and labels that nobody wrote: the rules can be read all the same."""


# A tenth of a second each; pages, shelves and the parts of a rehearsal read the same few texts.
@lru_cache(maxsize=16)
def read_rulebook(data: bytes) -> Rulebook:
    """Read a rulebook that is about to be used; its examples are not run.

    Raises:
        RulebookRefused: with ``problems``, every ``Problem`` but warnings.
    """
    tree = read_tree(data)
    loaded = _load(tree, ())
    if loaded is None or tree.problems:
        raise RulebookRefused(problems=in_order(tree.problems))
    return loaded.rulebook


def check_rulebook(
    data: bytes,
    *,
    languages: tuple[str, ...] = (),
    published: Sequence[Published] = (),
    zones: tuple[str, ...] | None = None,
) -> Checked:
    """Check a rulebook wholly: reading, shape, meaning, examples, neighbours.

    Args:
        data: the file.
        languages: every label must be in these; none given means those of the rulebook's
            own label.
        published: versions the file must live beside.
        zones: keys of the town's zones; None where no town is there to ask.
    """
    tree, digest = read_tree(data), sha256(data).hexdigest()
    loaded = _load(tree, languages, zones)
    if loaded is None:
        return Checked(in_order(tree.problems), digest)
    if not tree.problems:
        check_soundness(loaded, digest, published, reporter(tree))
    problems, read = in_order(tree.problems), loaded.rulebook
    good = all(problem.warning for problem in problems)
    return Checked(problems, digest, read if good else None, loaded.examples, read)


def _load(
    tree: Tree, languages: tuple[str, ...], zones: tuple[str, ...] | None = None
) -> Loaded | None:
    """Build the rulebook; None when it cannot be read. Look at the tree's problems afterwards."""
    if not isinstance(tree.value, dict):
        return None
    told = {problem.path for problem in tree.problems if problem.path}
    schema, loaded = rulebook_schema(), None
    try:
        loaded = schema.load(tree.value)
    except ValidationError as error:
        shape = problems_of_shape(error.messages_dict, schema, tree)
        # What could not be read is not told again as a wrong value.
        tree.problems += [problem for problem in shape if problem.path not in told]
    check_meaning(tree.value, languages, reporter(tree))
    if zones is not None:
        check_zones(tree.value, zones, reporter(tree))
    readable = all(problem.code in HARMLESS for problem in tree.problems)
    return loaded if isinstance(loaded, Loaded) and readable else None
