"""Derived facts: what a question about one of them stands for, and which of them follow from what a client said."""

from collections.abc import Mapping

from knowledge.conditions import one_holds
from knowledge.entries import Derived
from knowledge.leaves import Between, Condition, Count, Facts, Is, Leaf


class Definitions:
    """The meaning of every derived fact; a derived fact may lean on another, never on itself."""

    def __init__(self, derived: Mapping[str, Derived]) -> None:
        self.derived = derived

    def meaning(self, leaf: Leaf) -> Condition | None:
        """What the question stands for in base facts; None when it asks for a base fact, or for nothing that we know."""
        definition = self.derived.get(leaf.veld)
        if definition is None:
            return None
        if definition.tel:
            return counted(definition, leaf)
        if not isinstance(leaf, Is):
            return None
        return one_holds(*(value.wanneer.bound(self) for value in definition.waarden if value.id in leaf.waarden))


def counted(definition: Derived, leaf: Leaf) -> Condition | None:
    behalve = frozenset(definition.behalve)
    if isinstance(leaf, Between):
        return Count(definition.tel or "", behalve, leaf)
    if isinstance(leaf, Is) and all(waarde.isdecimal() for waarde in leaf.waarden):
        exact = (Between(leaf.veld, int(waarde), int(waarde), leaf.place) for waarde in leaf.waarden)
        return one_holds(*(Count(definition.tel or "", behalve, bounds) for bounds in exact))
    return None


def derive(derived: Mapping[str, Derived], facts: Facts) -> dict[str, frozenset[str]]:
    """The facts, with every derived fact that follows from them added."""
    found = dict(facts)
    for name, definition in derived.items():
        if definition.tel:
            known = facts.get(definition.tel)
            values = {str(len(known - frozenset(definition.behalve)))} if known else set()
        else:
            values = {value.id for value in definition.waarden if value.wanneer.holds(facts)}
        if values:
            found[name] = frozenset(values)
        else:
            found.pop(name, None)
    return found
