"""Whether a condition can hold for anybody: looks for facts that make it true. Used by the checks, never in a conversation."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import combinations, islice, product

from knowledge.conditions import AtLeast, Not
from knowledge.entries import Field
from knowledge.leaves import Between, Condition, Count, Defined, Is, Leaf

Example = dict[str, frozenset[str]]
Demand = tuple[Leaf | Count, bool]
Demands = dict[str, tuple[Demand, ...]]

SCALE = tuple(str(number) for number in range(1, 11))
OPEN_ENDED = tuple(f"…{number}" for number in range(1, 11))  # stands for whatever a client may say
MANY = ("codes", "teksten", "talen")
MOST = 500  # combinations of values tried for one field


@dataclass(frozen=True)
class Range:
    """What a field can hold: its values, whether there can be several, and which stand alone."""

    values: tuple[str, ...]
    many: bool
    alone: frozenset[str]


def example(condition: Condition, fields: Mapping[str, Field]) -> Example | None:
    """Facts with which the condition holds; None when there are none."""
    return next(search([(condition, True)], {}, {name: range_of(field) for name, field in fields.items()}), None)


def range_of(field: Field) -> Range:
    values = SCALE if field.soort == "schaal" else tuple(value.id for value in field.waarden) or OPEN_ENDED
    return Range(values, field.soort in MANY, frozenset(value.id for value in field.waarden if value.alleen))


def search(goals: list[tuple[Condition, bool]], demands: Demands, ranges: Mapping[str, Range]) -> Iterator[Example]:
    """The ways to reach every goal (a condition that must be true, or false), with what was demanded of fields so far."""
    if not goals:
        found = {veld: values_for(asked, ranges.get(veld)) for veld, asked in demands.items()}
        yield {veld: values for veld, values in found.items() if values}
        return
    (condition, wanted), rest = goals[0], goals[1:]
    match condition:
        case Not(wat):
            yield from search([(wat, not wanted), *rest], demands, ranges)
        case Defined(meaning=meaning):
            yield from search([(meaning, wanted), *rest], demands, ranges)
        case AtLeast():
            number = condition.aantal if wanted else condition.too_many_false
            for some in combinations(condition.van, max(number, 0)):
                yield from search([*((part, wanted) for part in some), *rest], demands, ranges)
        case Leaf() | Count():
            more = {**demands, condition.veld: (*demands.get(condition.veld, ()), (condition, wanted))}
            if values_for(more[condition.veld], ranges.get(condition.veld)) is not None:
                yield from search(rest, more, ranges)


def values_for(demands: tuple[Demand, ...], field: Range | None) -> frozenset[str] | None:
    """Values of one field with which all is as demanded: the empty set for "not known", None when there are none."""
    veld = demands[0][0].veld
    for values in candidates(demands, field):
        if all(asked.truth({veld: values}) is wanted for asked, wanted in demands):
            return values
    return None


def candidates(demands: tuple[Demand, ...], field: Range | None) -> Iterator[frozenset[str]]:
    """Sets of values worth trying: none, one, and for a field of many the smallest that can meet the demands."""
    yield frozenset()
    named = tuple(dict.fromkeys(value for asked, _ in demands if isinstance(asked, Is) for value in asked.waarden))
    if field is None:
        field = Range((*named, *OPEN_ENDED), many=True, alone=frozenset())
    elif field.values == OPEN_ENDED:
        field = Range((*named, *OPEN_ENDED), field.many, field.alone)
    yield from (frozenset({value}) for value in field.values)
    if not field.many:
        return
    together = [value for value in field.values if value not in field.alone and not refused(value, demands)]
    wishes = [[value for value in together if asked.fits(value)] for asked in wished(demands)]
    for some in islice(product(*wishes), MOST):
        chosen = dict.fromkeys(some)
        yield frozenset(chosen)
        for value in together:
            chosen[value] = None
            yield frozenset(chosen)


def wished(demands: tuple[Demand, ...]) -> list[Leaf]:
    """What must be among the values."""
    return [asked for asked, wanted in demands if wanted and isinstance(asked, Is | Between)]


def refused(value: str, demands: tuple[Demand, ...]) -> bool:
    return any(isinstance(asked, Is | Between) and not wanted and asked.fits(value) for asked, wanted in demands)
