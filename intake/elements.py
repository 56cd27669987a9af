"""From a client's facts to the working elements that they bring up, and to what to watch out for. Proposes; never ranks a person.

Which facts bring up what stands in knowledge/elements/. Elements that the report sets against each other never come up
together: the knowledge is refused when they could.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import get_args

from knowledge.entries import Niveau
from knowledge.leaves import Condition
from knowledge.models import Element, Knowledge, LetOp

Facts = Mapping[str, frozenset[str]]
Reason = tuple[str, str]
# The order of the report's own conclusions (chapter 6).
LEVELS: tuple[str, ...] = get_args(Niveau)


@dataclass(frozen=True)
class Proposed:
    """A working element and the facts (field, value) that brought it up."""

    element: Element
    reasons: tuple[Reason, ...]


def map_elements(facts: Facts, knowledge: Knowledge) -> list[Proposed]:
    """The elements that the facts bring up, in a fixed order: by level, then by group as in the report, then as written."""
    places = {veld: place for place, veld in enumerate((*knowledge.fields, *knowledge.given))}
    found = []
    for element in knowledge.elements.values():
        if element.wanneer.holds(facts):
            in_order = sorted(reasons(element.wanneer, facts), key=lambda reason: (places[reason[0]], reason[1]))
            found.append(Proposed(element, tuple(in_order)))
    return sorted(found, key=lambda proposed: LEVELS.index(proposed.element.niveau))


def warnings(facts: Facts, knowledge: Knowledge) -> list[LetOp]:
    """What the report says does not work for this client, then the tensions between the answers."""
    return [warning for warning in knowledge.let_op.values() if warning.wanneer.holds(facts)]


def reasons(condition: Condition, facts: Facts) -> set[Reason]:
    """A smallest set of facts with which the condition holds, and the other values of the same fields that do it too.

    Of four problem areas that need tackling together all four are shown, not the two that would have been enough.
    """
    proofs = condition.proofs(facts, True)
    fields = {veld for veld, _ in proofs[0]}
    return {reason for proof in proofs if len(proof) == len(proofs[0]) for reason in proof if reason[0] in fields}
