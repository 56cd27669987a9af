"""Facts to working elements, each with the smallest set of facts that brought it up. No score, no rank: the order is fixed."""

from collections.abc import Mapping
from dataclasses import dataclass

from knowledge.models import Element, Knowledge, LetOp

Facts = Mapping[str, frozenset[str]]
Reason = tuple[str, str]
# The order of the report's own conclusions (chapter 6); within a level the order of its paragraphs, as the YAML has it.
LEVELS = ("client", "professional", "werkgever", "beleid")


@dataclass(frozen=True)
class Proposed:
    """An element that applies, and the facts (field, value) that say so."""

    element: Element
    reasons: tuple[Reason, ...]


def map_elements(facts: Facts, knowledge: Knowledge) -> list[Proposed]:
    """The elements whose condition holds for these facts; nothing follows from a missing fact.

    Conditions of elements that exclude each other can't hold together: the knowledge is refused otherwise.
    """
    known = knowledge.derive(facts)
    found = [
        Proposed(element, tuple(sorted(element.wanneer.reasons(known))))
        for element in knowledge.elements.values()
        if element.wanneer.holds(known)
    ]
    return sorted(found, key=lambda proposed: LEVELS.index(proposed.element.niveau))


def warnings(facts: Facts, knowledge: Knowledge) -> list[LetOp]:
    """What the report says does not work for this client, and answers that pull apart."""
    known = knowledge.derive(facts)
    return [warning for warning in knowledge.let_op.values() if warning.wanneer.holds(known)]
