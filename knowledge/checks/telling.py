"""How a problem is told: where it is, what is wrong, and what would be right."""

from collections.abc import Iterable
from difflib import get_close_matches

from knowledge.building import Built
from knowledge.reading import Block, Items, Place, Problem

MANY = 12  # with more names than this, only those that look like the wrong one are listed


def problem(place: Place, text: str) -> Problem:
    return Problem(place.file, place.line, text)


def instead(wrong: str, right: Iterable[str]) -> str:
    """ "; wel: ..." with the names that could have been meant."""
    names = list(right)
    shown = names if len(names) <= MANY else get_close_matches(wrong, names, n=5, cutoff=0.5) or names[:MANY]
    dots = ", ..." if len(shown) < len(names) else ""
    return f"; wel: {', '.join(shown)}{dots}" if names else ""


def at(built: Built, kind: str, name: str, *path: str | int) -> Place:
    """The place of an entry, or of something inside it, as deep as the path can be followed."""
    inside: object = built.blocks[kind][name]
    place = built.blocks[kind][name].place
    for step in path:
        if isinstance(inside, Block) and isinstance(step, str):
            place, inside = inside.at(step), inside.get(step)
        elif isinstance(inside, Items) and isinstance(step, int):
            place, inside = inside.at(step), inside[step]
    return place
