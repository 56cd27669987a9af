"""Conditions, and the questions about one field that they are made of. Knows no fields, only their names.

A condition is true, false or unknown (Kleene's three values): a question about a fact that nobody gave is unknown, and so
is its denial. Only what is true holds, so nothing follows from silence.
"""

from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import combinations, islice
from typing import Protocol

from knowledge.proofs import MOST, Reason, Reasons
from knowledge.reading import Place

Facts = Mapping[str, frozenset[str]]
Truth = bool | None
NOTHING: frozenset[str] = frozenset()


class Words(Protocol):
    """What fields and values are called in Dutch."""

    def label(self, veld: str, waarde: str | None = None) -> str: ...


class Meanings(Protocol):
    """What derived facts stand for."""

    def meaning(self, leaf: "Leaf") -> "Condition | None": ...


@dataclass(frozen=True)
class Explained:
    """A condition in Dutch, whether it is true, false or unknown (None), and the same of its parts."""

    tekst: str
    uitkomst: Truth
    delen: tuple["Explained", ...] = ()


class Condition(ABC):
    """Something that must be known of a client."""

    @abstractmethod
    def truth(self, facts: Facts) -> Truth: ...

    @abstractmethod
    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        """The smallest sets of facts that make it true (or false), best first; none when it is not so.

        A proof keeps its force when any other of the given facts are added to it.
        """

    @abstractmethod
    def in_dutch(self, words: Words) -> str: ...

    @property
    def parts(self) -> tuple["Condition", ...]:
        return ()

    def bound(self, meanings: Meanings) -> "Condition":
        """The same condition with derived facts replaced by what they stand for."""
        return self

    def holds(self, facts: Facts) -> bool:
        return self.truth(facts) is True

    def reasons(self, facts: Facts) -> Reasons:
        """A smallest set of the given facts that makes it true; empty when it does not hold."""
        return next(iter(self.proofs(facts, True)), frozenset())

    def explain(self, facts: Facts, words: Words) -> Explained:
        return Explained(self.in_dutch(words), self.truth(facts), tuple(part.explain(facts, words) for part in self.parts))

    def leaves(self) -> Iterator["Leaf"]:
        """Every question about one field that the condition asks, as it was written."""
        for part in self.parts:
            yield from part.leaves()


class Leaf(Condition):
    """A question about one field."""

    veld: str
    place: Place | None

    def bound(self, meanings: Meanings) -> Condition:
        meaning = meanings.meaning(self)
        return self if meaning is None else Defined(self, meaning)

    def leaves(self) -> Iterator["Leaf"]:
        yield self

    @abstractmethod
    def fits(self, waarde: str) -> bool:
        """Whether one value of the field would make it true."""

    def truth(self, facts: Facts) -> Truth:
        known = facts.get(self.veld)
        return any(self.fits(waarde) for waarde in known) if known else None

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        known = facts.get(self.veld, NOTHING)
        if not known or self.truth(facts) is not wanted:
            return []
        return [single(self.veld, waarde) for waarde in self.in_order(known) if not wanted or self.fits(waarde)]

    def in_order(self, known: frozenset[str]) -> list[str]:
        return sorted(known)


@dataclass(frozen=True)
class Is(Leaf):
    """`veld: waarde` or `veld: [waarde, ...]`: one of these values is known."""

    veld: str
    waarden: tuple[str, ...]
    place: Place | None = field(default=None, compare=False)

    def fits(self, waarde: str) -> bool:
        return waarde in self.waarden

    def truth(self, facts: Facts) -> Truth:
        known = facts.get(self.veld)
        return not known.isdisjoint(self.waarden) if known else None

    def in_order(self, known: frozenset[str]) -> list[str]:
        return [waarde for waarde in self.waarden if waarde in known] or sorted(known)

    def in_dutch(self, words: Words) -> str:
        return f"{words.label(self.veld).lower()}: {' of '.join(words.label(self.veld, waarde) for waarde in self.waarden)}"


@dataclass(frozen=True)
class Between(Leaf):
    """`veld: {minstens: 2, hoogstens: 4}`: a number within these bounds."""

    veld: str
    minstens: int | None
    hoogstens: int | None
    place: Place | None = field(default=None, compare=False)

    def fits(self, waarde: str) -> bool:
        return waarde.isdecimal() and self.holds_for(int(waarde))

    def holds_for(self, number: int) -> bool:
        return (self.minstens is None or number >= self.minstens) and (self.hoogstens is None or number <= self.hoogstens)

    def in_dutch(self, words: Words) -> str:
        if self.minstens is None:
            bounds = f"{self.hoogstens} of minder"
        elif self.hoogstens is None:
            bounds = f"{self.minstens} of meer"
        else:
            bounds = str(self.minstens) if self.minstens == self.hoogstens else f"{self.minstens} tot en met {self.hoogstens}"
        return f"{words.label(self.veld).lower()}: {bounds}"


@dataclass(frozen=True)
class Known(Leaf):
    """`bekend: veld`: whatever the value is. The one question that is never unknown."""

    veld: str
    place: Place | None = field(default=None, compare=False)

    def fits(self, waarde: str) -> bool:
        return True

    def truth(self, facts: Facts) -> Truth:
        return bool(facts.get(self.veld))

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        if self.truth(facts) is not wanted:
            return []
        return super().proofs(facts, True) if wanted else [frozenset()]

    def in_dutch(self, words: Words) -> str:
        return f"{words.label(self.veld).lower()} is bekend"


@dataclass(frozen=True)
class Defined(Condition):
    """A question about a derived fact, and the condition on base facts that it stands for."""

    leaf: Leaf
    meaning: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self.meaning,)

    def truth(self, facts: Facts) -> Truth:
        return self.meaning.truth(facts)

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        return self.meaning.proofs(facts, wanted)

    def in_dutch(self, words: Words) -> str:
        said_yes = isinstance(self.leaf, Is) and self.leaf.waarden == ("ja",)
        return words.label(self.leaf.veld).lower() if said_yes else self.leaf.in_dutch(words)

    def leaves(self) -> Iterator[Leaf]:
        yield self.leaf


@dataclass(frozen=True)
class Count(Condition):
    """How many values of a field are known, not counting those that say "none"."""

    veld: str
    behalve: frozenset[str]
    bounds: Between

    def number(self, known: frozenset[str]) -> int:
        return len(known - self.behalve)

    def truth(self, facts: Facts) -> Truth:
        known = facts.get(self.veld)
        return self.bounds.holds_for(self.number(known)) if known else None

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        known = facts.get(self.veld, NOTHING)
        if not known or self.truth(facts) is not wanted:
            return []
        needed = self.needed(self.number(known), wanted)
        if needed == 0:
            return [single(self.veld, waarde) for waarde in sorted(known)]
        counted = sorted(known - self.behalve)
        return [frozenset((self.veld, waarde) for waarde in some) for some in islice(combinations(counted, needed), MOST)]

    def needed(self, number: int, wanted: bool) -> int:
        """How many of the values it takes to show it; fewer than this and it could still be otherwise."""
        if wanted:
            return self.bounds.minstens or 0
        too_many = self.bounds.hoogstens is not None and number > self.bounds.hoogstens
        return (self.bounds.hoogstens or 0) + 1 if too_many else 0

    def in_dutch(self, words: Words) -> str:
        return self.bounds.in_dutch(words)


def single(veld: str, waarde: str) -> Reasons:
    reason: Reason = (veld, waarde)
    return frozenset({reason})
