"""A small world for the tests of conditions: four fields, two derived facts, and ways to make facts and conditions in it."""

from hypothesis import strategies as st

from knowledge.conditions import AtLeast, Not, all_hold, one_holds
from knowledge.derived import Definitions
from knowledge.entries import Derived, DerivedValue, Field, Value
from knowledge.leaves import Between, Condition, Is, Known


def field(name: str, soort: str, *values: str, alone: tuple[str, ...] = ()) -> Field:
    given = tuple(Value(id=value, label=f"{name} {value}", alleen=value in alone) for value in values)
    return Field(id=name, label=name.capitalize(), soort=soort, thema="doelen", waarden=given)


FIELDS = {
    one.id: one
    for one in (
        field("kleur", "code", "rood", "geel", "blauw"),
        field("dingen", "codes", "boek", "fiets", "lamp", "tafel", "geen", alone=("geen",)),
        field("cijfer", "schaal"),
        field("opmerking", "tekst"),
    )
}
DERIVED = {
    "warm": Derived(id="warm", label="Warm", waarden=(DerivedValue(id="ja", label="ja", wanneer=Is("kleur", ("rood", "geel"))),)),
    "aantal_dingen": Derived(id="aantal_dingen", label="Aantal dingen", tel="dingen", behalve=("geen",)),
}
MEANINGS = Definitions(DERIVED)


class Named:
    """Names for the small world."""

    def label(self, veld: str, waarde: str | None = None) -> str:
        return (FIELDS.get(veld) or DERIVED[veld]).label if waarde is None else waarde


def facts() -> st.SearchStrategy[dict[str, frozenset[str]]]:
    """What somebody may have told: one value of a single field, several of another, or nothing."""
    things = st.frozensets(st.sampled_from(["boek", "fiets", "lamp", "tafel"]), min_size=1) | st.just(frozenset({"geen"}))
    numbers = st.integers(1, 10).map(lambda number: frozenset({str(number)}))
    colours = st.sampled_from(["rood", "geel", "blauw"]).map(lambda colour: frozenset({colour}))
    return st.fixed_dictionaries(
        {}, optional={"kleur": colours, "dingen": things, "cijfer": numbers, "opmerking": st.just(frozenset({"hoi"}))}
    )


def some(*values: str) -> st.SearchStrategy[tuple[str, ...]]:
    return st.lists(st.sampled_from(values), min_size=1, max_size=3, unique=True).map(tuple)


def bounds(veld: str, highest: int) -> st.SearchStrategy[Condition]:
    limit = st.none() | st.integers(0, highest)
    return st.tuples(limit, limit).filter(any_given).map(lambda ends: Between(veld, *ends))


def any_given(ends: tuple[int | None, int | None]) -> bool:
    return ends != (None, None)


POSITIVE_LEAVES = st.one_of(
    some("rood", "geel", "blauw").map(lambda values: Is("kleur", values)),
    some("boek", "fiets", "lamp", "tafel", "geen").map(lambda values: Is("dingen", values)),
    bounds("cijfer", 10),
    st.sampled_from(list(FIELDS)).map(Known),
    st.just(Is("warm", ("ja",))),
)
LEAVES = POSITIVE_LEAVES | bounds("aantal_dingen", 4) | st.integers(0, 4).map(lambda number: Is("aantal_dingen", (str(number),)))


def larger(inner: st.SearchStrategy[Condition]) -> st.SearchStrategy[Condition]:
    several = st.lists(inner, min_size=1, max_size=4)
    counted = several.flatmap(lambda parts: st.integers(1, len(parts)).map(lambda number: AtLeast(number, tuple(parts))))
    return several.map(lambda parts: all_hold(*parts)) | several.map(lambda parts: one_holds(*parts)) | counted


def conditions() -> st.SearchStrategy[Condition]:
    """Any condition of the language, with derived facts resolved."""
    written = st.recursive(LEAVES, lambda inner: larger(inner) | inner.map(Not), max_leaves=8)
    return written.map(lambda condition: condition.bound(MEANINGS))


def positive_conditions() -> st.SearchStrategy[Condition]:
    """Conditions without a denial or a number of values: more facts never make them less true."""
    return st.recursive(POSITIVE_LEAVES, larger, max_leaves=8).map(lambda condition: condition.bound(MEANINGS))
