"""The condition language: what holds, why, and what it is called."""

from collections.abc import Iterator
from itertools import combinations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from knowledge.conditions import AtLeast, Not, all_hold, parse
from knowledge.leaves import Condition, Known
from knowledge.possible import example
from knowledge.reading import KnowledgeError, Place
from tests.knowledge.small import FIELDS, MEANINGS, Named, conditions, facts, positive_conditions

HERE = Place("proef.yml", 1)
RED = {"kleur": frozenset({"rood"})}
READER = {"dingen": frozenset({"boek", "lamp"}), "cijfer": frozenset({"4"})}


def read(raw: object) -> Condition:
    return parse(raw, HERE).bound(MEANINGS)


def as_facts(reasons: frozenset[tuple[str, str]]) -> dict[str, frozenset[str]]:
    return {veld: frozenset(value for name, value in reasons if name == veld) for veld in {name for name, _ in reasons}}


def as_pairs(known: dict[str, frozenset[str]]) -> frozenset[tuple[str, str]]:
    return frozenset((veld, value) for veld, values in known.items() for value in values)


@pytest.mark.parametrize(
    ("raw", "known", "truth"),
    [
        ({"kleur": "rood"}, RED, True),
        ({"kleur": ["geel", "rood"]}, RED, True),
        ({"kleur": "geel"}, RED, False),
        ({"kleur": "geel"}, {}, None),
        ({"niet": {"kleur": "geel"}}, RED, True),
        ({"niet": {"kleur": "geel"}}, {}, None),
        ({"bekend": "kleur"}, {}, False),
        ({"niet": {"bekend": "kleur"}}, {}, True),
        ({"kleur": "rood", "cijfer": "4"}, RED, None),
        ({"kleur": "geel", "cijfer": "4"}, RED, False),
        ({"een_van": [{"kleur": "rood"}, {"cijfer": "4"}]}, RED, True),
        ({"een_van": [{"kleur": "geel"}, {"cijfer": "4"}]}, RED, None),
        ({"cijfer": {"hoogstens": "4"}}, READER, True),
        ({"cijfer": {"minstens": "5"}}, READER, False),
        ({"cijfer": {"minstens": "3", "hoogstens": "4"}}, READER, True),
        ({"minstens": {"aantal": "2", "van": [{"dingen": "boek"}, {"dingen": "fiets"}, {"dingen": "lamp"}]}}, READER, True),
        ({"minstens": {"aantal": "2", "van": [{"dingen": "boek"}, {"kleur": "rood"}]}}, READER, None),
        ({"warm": "ja"}, RED, True),
        ({"niet": {"warm": "ja"}}, {"kleur": frozenset({"blauw"})}, True),
        ({"niet": {"warm": "ja"}}, {}, None),
        ({"aantal_dingen": {"minstens": "2"}}, READER, True),
        ({"aantal_dingen": {"minstens": "2"}}, {}, None),
        ({"aantal_dingen": "0"}, {"dingen": frozenset({"geen"})}, True),
        ({"alle": []}, {}, True),
        ({"een_van": []}, RED, False),
    ],
)
def test_a_condition_is_true_false_or_unknown(raw, known, truth):
    assert read(raw).truth(known) is truth


@given(conditions(), facts())
def test_reasons_are_facts_that_the_client_gave(condition, known):
    assert condition.reasons(known) <= as_pairs(known)


@given(conditions(), facts())
def test_reasons_suffice_by_themselves(condition, known):
    if condition.holds(known):
        assert condition.holds(as_facts(condition.reasons(known)))
    else:
        assert condition.reasons(known) == frozenset()


@given(conditions(), facts(), st.data())
def test_reasons_stay_enough_when_other_facts_of_the_client_join_them(condition, known, data):
    if condition.holds(known):
        others = data.draw(st.frozensets(st.sampled_from(sorted(as_pairs(known))))) if known else frozenset()
        assert condition.holds(as_facts(condition.reasons(known) | others))


@given(positive_conditions(), facts())
def test_no_smaller_set_of_facts_would_do(condition, known):
    if condition.holds(known):
        reasons = condition.reasons(known)
        smaller = (frozenset(pairs) for pairs in combinations(sorted(as_pairs(known)), len(reasons) - 1)) if reasons else iter(())
        assert not any(condition.holds(as_facts(pairs)) for pairs in smaller)


def test_reasons_go_down_to_what_the_client_said():
    known = {"kleur": frozenset({"rood"}), "dingen": frozenset({"boek", "fiets", "lamp"})}
    assert read({"warm": "ja"}).reasons(known) == {("kleur", "rood")}
    assert read({"aantal_dingen": {"minstens": "2"}}).reasons(known) == {("dingen", "boek"), ("dingen", "fiets")}


@given(conditions(), facts(), st.randoms())
def test_the_order_of_parts_and_facts_makes_no_difference(condition, known, random):
    def turned(part: Condition) -> Condition:
        if isinstance(part, AtLeast):
            parts = [turned(inner) for inner in part.van]
            random.shuffle(parts)
            return AtLeast(part.aantal, tuple(parts))
        return Not(turned(part.wat)) if isinstance(part, Not) else part

    other, backwards = turned(condition), dict(reversed(known.items()))
    assert other.truth(backwards) is condition.truth(known)
    assert len(other.reasons(backwards)) == len(condition.reasons(known))
    assert condition.reasons(backwards) == condition.reasons(known)


@given(conditions(), facts())
def test_unrelated_facts_change_nothing(condition, known):
    more = {**known, "weer": frozenset({"regen"}), "kanaal": frozenset({"web"})}
    assert condition.truth(more) is condition.truth(known)
    assert condition.reasons(more) == condition.reasons(known)


def parts_of(condition: Condition) -> Iterator[Condition]:
    yield condition
    for part in condition.parts:
        yield from parts_of(part)


@given(conditions())
def test_nothing_follows_from_silence(condition):
    asks_what_is_known = any(isinstance(part, Known) for part in parts_of(condition))
    assert asks_what_is_known or not condition.holds({})


def test_only_a_condition_about_nothing_holds_always():
    assert all_hold().holds({})
    assert all_hold().reasons(RED) == frozenset()


@given(conditions(), facts())
def test_an_explanation_tells_of_each_part_whether_it_is_so(condition, known):
    explained = condition.explain(known, Named())
    assert explained.uitkomst is condition.truth(known)
    assert [part.uitkomst for part in explained.delen] == [part.truth(known) for part in condition.parts]
    assert explained.tekst


@pytest.mark.parametrize(
    ("raw", "dutch"),
    [
        ({"kleur": ["rood", "geel"]}, "kleur: rood of geel"),
        ({"cijfer": {"hoogstens": "4"}}, "cijfer: 4 of minder"),
        ({"aantal_dingen": {"minstens": "2"}}, "aantal dingen: 2 of meer"),
        ({"bekend": "kleur"}, "kleur is bekend"),
        ({"kleur": "rood", "cijfer": "4"}, "kleur: rood en cijfer: 4"),
        (
            {"alle": [{"kleur": "rood"}, {"een_van": [{"cijfer": "4"}, {"niet": {"dingen": "boek"}}]}]},
            "kleur: rood en (cijfer: 4 of niet (dingen: boek))",
        ),
        (
            {"minstens": {"aantal": "2", "van": [{"kleur": "rood"}, {"cijfer": "4"}, {"warm": "ja"}]}},
            "minstens 2 van deze 3: kleur: rood; cijfer: 4; warm",
        ),
        ({"alle": []}, "altijd"),
    ],
)
def test_a_condition_can_be_read_in_dutch(raw, dutch):
    assert read(raw).in_dutch(Named()) == dutch


@pytest.mark.parametrize(
    ("raw", "words"),
    [
        ("rood", "een voorwaarde is een lijst van sleutels"),
        ({"kleur": []}, "'kleur' heeft een waarde"),
        ({"kleur": ""}, "'kleur' heeft een waarde"),
        ({"alle": {"kleur": "rood"}}, "'alle' heeft een lijst"),
        ({"cijfer": {"meer": "2"}}, "'minstens' of 'hoogstens'"),
        ({"cijfer": {"minstens": "twee"}}, "'twee' is geen getal"),
        ({"minstens": "2"}, "'aantal' en 'van'"),
        ({"minstens": {"aantal": "3", "van": [{"kleur": "rood"}]}}, "van 1 tot en met 1"),
        ({"bekend": ["kleur"]}, "'bekend' noemt één veld"),
    ],
)
def test_a_condition_in_a_wrong_form_is_refused(raw, words):
    with pytest.raises(KnowledgeError, match=r"proef\.yml:1: ") as refused:
        parse(raw, HERE)
    assert words in str(refused.value)


def test_all_that_is_wrong_in_a_condition_is_told_at_once():
    with pytest.raises(KnowledgeError) as refused:
        parse({"alle": [{"kleur": ""}, {"cijfer": {"minstens": "x"}}]}, HERE)
    assert len(refused.value.problems) == 2


@given(conditions(), facts())
def test_a_condition_that_holds_for_somebody_is_possible(condition, known):
    if condition.holds(known):
        assert example(condition, FIELDS) is not None


@given(conditions())
def test_an_example_makes_the_condition_hold(condition):
    found = example(condition, FIELDS)
    assert found is None or condition.holds(found)
