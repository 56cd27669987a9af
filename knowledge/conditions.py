"""The condition language of the YAML: `alle`, `een_van`, `niet`, `minstens`, `bekend`, and questions about one field."""

from dataclasses import dataclass
from typing import Any

from knowledge.leaves import Between, Condition, Facts, Is, Known, Meanings, Truth, Words
from knowledge.proofs import Reasons, all_of, at_least
from knowledge.reading import Block, Items, KnowledgeError, Place, Problem


@dataclass(frozen=True)
class AtLeast(Condition):
    """At least `aantal` of the conditions; `alle` and `een_van` are the ends of the same scale."""

    aantal: int
    van: tuple[Condition, ...]

    @property
    def parts(self) -> tuple[Condition, ...]:
        return self.van

    @property
    def too_many_false(self) -> int:
        return len(self.van) - self.aantal + 1

    def bound(self, meanings: Meanings) -> Condition:
        return AtLeast(self.aantal, tuple(part.bound(meanings) for part in self.van))

    def truth(self, facts: Facts) -> Truth:
        truths = [part.truth(facts) for part in self.van]
        if truths.count(True) >= self.aantal:
            return True
        return False if truths.count(False) >= self.too_many_false else None

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        number = self.aantal if wanted else self.too_many_false
        if number > len(self.van):
            return []
        parts = [part.proofs(facts, wanted) for part in self.van]
        return all_of(parts) if number == len(parts) else at_least(max(number, 0), parts)

    def in_dutch(self, words: Words) -> str:
        if not self.van:
            return "altijd" if self.aantal <= 0 else "nooit"
        if len(self.van) == 1:
            return self.van[0].in_dutch(words)
        inner = [f"({text})" if isinstance(part, AtLeast) and len(part.van) > 1 else text for part, text in self.spoken(words)]
        if self.aantal == len(inner):
            return " en ".join(inner)
        return " of ".join(inner) if self.aantal == 1 else f"minstens {self.aantal} van deze {len(inner)}: {'; '.join(inner)}"

    def spoken(self, words: Words) -> list[tuple[Condition, str]]:
        return [(part, part.in_dutch(words)) for part in self.van]


@dataclass(frozen=True)
class Not(Condition):
    """`niet`: known to be otherwise."""

    wat: Condition

    @property
    def parts(self) -> tuple[Condition, ...]:
        return (self.wat,)

    def bound(self, meanings: Meanings) -> Condition:
        return Not(self.wat.bound(meanings))

    def truth(self, facts: Facts) -> Truth:
        inner = self.wat.truth(facts)
        return None if inner is None else not inner

    def proofs(self, facts: Facts, wanted: bool) -> list[Reasons]:
        return self.wat.proofs(facts, not wanted)

    def in_dutch(self, words: Words) -> str:
        return f"niet ({self.wat.in_dutch(words)})"


def all_hold(*conditions: Condition) -> Condition:
    return conditions[0] if len(conditions) == 1 else AtLeast(len(conditions), conditions)


def one_holds(*conditions: Condition) -> Condition:
    return conditions[0] if len(conditions) == 1 else AtLeast(1, conditions)


def parse(raw: object, where: Place) -> Condition:
    """The condition that a piece of YAML stands for; raises KnowledgeError with all that is wrong in its form."""
    parser = _Parser()
    condition = parser.condition(raw, where)
    if parser.problems:
        raise KnowledgeError(parser.problems)
    return condition


class _Parser:
    """Reads one condition and gathers what is wrong with it."""

    def __init__(self) -> None:
        self.problems: list[Problem] = []

    def wrong(self, where: Place, text: str) -> Condition:
        self.problems.append(Problem(where.file, where.line, text))
        return all_hold()

    def condition(self, raw: object, where: Place) -> Condition:
        if not isinstance(raw, dict):
            return self.wrong(where, "een voorwaarde is een lijst van sleutels, bijvoorbeeld {leeftijdsgroep: tot_27}")
        parts = [self.part(key, value, place_of(raw, key, where)) for key, value in raw.items()]
        return all_hold(*parts)

    def part(self, key: str, value: object, where: Place) -> Condition:
        if key == "alle":
            return all_hold(*self.several(key, value, where))
        if key == "een_van":
            return one_holds(*self.several(key, value, where))
        if key == "niet":
            return Not(self.condition(value, where))
        if key == "bekend":
            if isinstance(value, str) and value:
                return Known(value, where)
            return self.wrong(where, "'bekend' noemt één veld, bijvoorbeeld {bekend: doel}")
        if key == "minstens":
            return self.at_least(value, where)
        return self.leaf(key, value, where)

    def several(self, key: str, value: object, where: Place) -> list[Condition]:
        if not isinstance(value, list):
            self.wrong(where, f"'{key}' heeft een lijst van voorwaarden nodig")
            return []
        return [self.condition(item, place_of(value, index, where)) for index, item in enumerate(value)]

    def at_least(self, value: object, where: Place) -> Condition:
        if not isinstance(value, dict) or set(value) != {"aantal", "van"}:
            return self.wrong(
                where, "'minstens' heeft 'aantal' en 'van' nodig: {aantal: 2, van: [...]}; een getal vraag je als veld: {minstens: 2}"
            )
        number = self.number(value["aantal"], where)
        van = self.several("van", value["van"], where)
        if number is not None and not 1 <= number <= len(van):
            return self.wrong(where, f"'aantal' is {number}; dat moet van 1 tot en met {len(van)} zijn")
        return AtLeast(number or 0, tuple(van))

    def leaf(self, veld: str, value: object, where: Place) -> Condition:
        if isinstance(value, dict):
            if not value or set(value) - {"minstens", "hoogstens"}:
                return self.wrong(where, f"'{veld}': een getal vraag je met 'minstens' of 'hoogstens' of allebei")
            bounds = {name: self.number(bound, where) for name, bound in value.items()}
            return Between(veld, bounds.get("minstens"), bounds.get("hoogstens"), where)
        given = value if isinstance(value, list) else [value]
        values = tuple(item for item in given if isinstance(item, str) and item)
        if not values or len(values) < len(given):
            return self.wrong(where, f"'{veld}' heeft een waarde of een lijst van waarden nodig")
        return Is(veld, values, where)

    def number(self, value: object, where: Place) -> int | None:
        if isinstance(value, str) and value.isdecimal():
            return int(value)
        self.wrong(where, f"'{value}' is geen getal")
        return None


def place_of(raw: Any, key: Any, otherwise: Place) -> Place:  # noqa: ANN401 - plain data has no places
    return raw.at(key) if isinstance(raw, Block | Items) else otherwise
