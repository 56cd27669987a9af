"""From facts to elements, warnings and questions: nothing from silence, everything with its reasons, never what excludes each other."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import knowledge as package
from intake.elements import LEVELS, map_elements, warnings
from intake.talk_questions import MOST, talk_questions
from knowledge.leaves import Condition, Count, Defined, Leaf
from tests.conversations.personas import as_values
from tests.conversations.personas import load as personas

KNOWLEDGE = package.load()
FIELDS = {**KNOWLEDGE.fields, **KNOWLEDGE.given}
ENTRIES = [*KNOWLEDGE.elements.values(), *KNOWLEDGE.let_op.values()]
WORDS = ["koken", "luisteren", "in een keuken", "met mensen praten"]
WORDS_A_MINUTE = 200  # slower than most people read for their work
MINUTES = 12
anybody = settings(deadline=None, database=None, max_examples=100)


def values_of(field):
    """What a client can answer to one question: one value, or some that can stand together."""
    if field.soort == "schaal":
        return st.integers(1, 10).map(lambda number: frozenset({str(number)}))
    names = [value.id for value in field.waarden] or (["ti", "ar", "en"] if field.soort == "talen" else WORDS)
    if field.soort not in ("codes", "teksten", "talen"):
        return st.sampled_from(names).map(lambda name: frozenset({name}))
    alone = [value.id for value in field.waarden if value.alleen]
    together = [name for name in names if name not in alone]
    several = st.frozensets(st.sampled_from(together), min_size=1, max_size=4)
    return st.one_of(several, st.sampled_from(alone).map(lambda name: frozenset({name}))) if alone else several


answers = st.fixed_dictionaries({}, optional={name: values_of(field) for name, field in FIELDS.items()})
# What the cases in the YAML say, so that every element comes up, or just not, among whatever else is known.
cases = st.sampled_from([case.facts for entry in ENTRIES for case in entry.gevallen])
clients = st.builds(lambda rest, one, other: {**rest, **one, **other}, answers, cases, cases)


def people():
    """The facts of every person in tests/conversations."""
    for person in personas():
        if not person.retells and "profiel" in person.expected:
            facts = {veld: frozenset(as_values(value)) for veld, value in person.expected["profiel"].items()}
            signals = person.expected.get("signalen")
            yield person.name, {**facts, "signalen": frozenset(signals)} if signals else facts, person.expected


every_person = pytest.mark.parametrize(("facts", "expected"), [entry[1:] for entry in people()], ids=[entry[0] for entry in people()])


def ids(facts):
    return [proposed.element.id for proposed in map_elements(facts, KNOWLEDGE)]


def known(**facts):
    return {veld: frozenset(values.split()) for veld, values in facts.items()}


def asked_by(condition: Condition) -> set[str]:
    """The fields that a condition asks for, also by way of derived facts."""
    if isinstance(condition, Defined):
        return asked_by(condition.meaning)
    if isinstance(condition, Leaf | Count):
        return {condition.veld}
    return {veld for part in condition.parts for veld in asked_by(part)}


def without(facts, reasons):
    left = {veld: values - {waarde for name, waarde in reasons if name == veld} for veld, values in facts.items()}
    return {veld: values for veld, values in left.items() if values}


@every_person
def test_a_person_gets_the_elements_that_fit_and_none_that_do_not(facts, expected):
    found = set(ids(facts))
    assert set(expected.get("werkzame_elementen", [])) <= found
    assert not set(expected.get("elementen_niet", [])) & found


@every_person
def test_what_is_proposed_is_read_in_twelve_minutes(facts, expected):
    proposed = map_elements(facts, KNOWLEDGE)
    texts = [getattr(item.element, key) or "" for item in proposed for key in ("titel", "uitleg", "aanvulling", "kanttekening")]
    texts += [warning.tekst for warning in warnings(facts, KNOWLEDGE)]
    texts += [" ".join(reason) for item in proposed for reason in item.reasons]
    assert len(" ".join(texts).split()) <= WORDS_A_MINUTE * MINUTES


def test_nothing_follows_from_silence():
    assert map_elements({}, KNOWLEDGE) == []
    assert warnings({}, KNOWLEDGE) == []
    assert map_elements(known(kanaal="web", toestemming="ja", gezondheid_delen="nee", doorgaan="nee"), KNOWLEDGE) == []


@anybody
@given(clients)
def test_every_element_names_the_facts_that_brought_it_up(facts):
    for proposed in map_elements(facts, KNOWLEDGE):
        assert proposed.reasons
        assert all(waarde in facts.get(veld, ()) for veld, waarde in proposed.reasons)


@anybody
@given(clients)
def test_the_reasons_of_an_element_are_enough_to_bring_it_up(facts):
    for proposed in map_elements(facts, KNOWLEDGE):
        only = {name: frozenset(waarde for veld, waarde in proposed.reasons if veld == name) for name, _ in proposed.reasons}
        assert proposed.element.wanneer.holds(only), proposed.element.id


@anybody
@given(clients)
def test_without_its_reasons_an_element_goes_or_has_other_reasons(facts):
    for proposed in map_elements(facts, KNOWLEDGE):
        left = map_elements(without(facts, proposed.reasons), KNOWLEDGE)
        again = [other for other in left if other.element.id == proposed.element.id]
        assert not again or not set(again[0].reasons) & set(proposed.reasons)


@anybody
@given(clients)
def test_facts_that_an_element_does_not_ask_for_change_nothing_about_it(facts):
    for proposed in map_elements(facts, KNOWLEDGE):
        asked = asked_by(proposed.element.wanneer)
        alone = {veld: values for veld, values in facts.items() if veld in asked}
        assert proposed in map_elements(alone, KNOWLEDGE)


@anybody
@given(clients, answers)
def test_facts_about_other_things_bring_nothing_up_and_take_nothing_away(facts, others):
    for entry in ENTRIES:
        asked = asked_by(entry.wanneer)
        more = {**{veld: values for veld, values in others.items() if veld not in asked}, **facts}
        assert entry.wanneer.holds(more) == entry.wanneer.holds(facts)


@anybody
@given(clients, st.randoms(use_true_random=False))
def test_the_order_in_which_things_were_said_does_not_matter(facts, chance):
    told = list(facts.items())
    chance.shuffle(told)
    assert map_elements(dict(told), KNOWLEDGE) == map_elements(facts, KNOWLEDGE)
    assert warnings(dict(told), KNOWLEDGE) == warnings(facts, KNOWLEDGE)


@anybody
@given(clients)
def test_elements_that_exclude_each_other_never_come_together(facts):
    for one, other in combinations(map_elements(facts, KNOWLEDGE), 2):
        assert other.element.id not in one.element.sluit_uit
        assert one.element.id not in other.element.sluit_uit


@anybody
@given(clients)
def test_elements_come_in_the_order_of_the_levels_and_then_of_the_knowledge(facts):
    written = list(KNOWLEDGE.elements)
    places = [(LEVELS.index(item.element.niveau), written.index(item.element.id)) for item in map_elements(facts, KNOWLEDGE)]
    assert places == sorted(places)


@anybody
@given(clients)
def test_questions_for_the_talk_are_few_different_and_come_from_what_applies(facts):
    proposed, let_op = map_elements(facts, KNOWLEDGE), warnings(facts, KNOWLEDGE)
    missing = [name for name, question in KNOWLEDGE.questions.items() if question.velden and question.velden[0] not in facts]
    questions = talk_questions(proposed, let_op, missing, KNOWLEDGE)
    assert len(questions) <= MOST
    assert len({question.tekst for question in questions}) == len(questions)
    assert {question.bron for question in questions} <= {item.element.id for item in proposed} | {one.id for one in let_op} | {*missing}
    assert all(question.tekst.endswith("?") for question in questions)
    assert not proposed or any(question.bron in ids(facts) for question in questions)


def test_all_barriers_that_need_tackling_together_are_reasons():
    facts = known(belemmeringen="schulden wonen verslaving vervoer")
    reasons = {item.element.id: item.reasons for item in map_elements(facts, KNOWLEDGE)}
    assert reasons["integrale-aanpak"] == (
        ("belemmeringen", "schulden"),
        ("belemmeringen", "verslaving"),
        ("belemmeringen", "wonen"),
    )


def test_the_reason_that_the_report_names_goes_before_a_longer_one():
    facts = known(doel="betaald_werk", belemmeringen="gezondheid_psychisch schulden wonen", werksituatie="langer_3_jaar")
    reasons = {item.element.id: item.reasons for item in map_elements(facts, KNOWLEDGE)}
    assert reasons["eerst-plaatsen"] == (("doel", "betaald_werk"), ("belemmeringen", "gezondheid_psychisch"))


def questions_for(facts, missing=()):
    return [question.bron for question in talk_questions(map_elements(facts, KNOWLEDGE), warnings(facts, KNOWLEDGE), missing, KNOWLEDGE)]


def test_what_is_urgent_is_talked_about_first_then_tensions_then_what_may_work():
    facts = known(signalen="acute_dakloosheid", doel="betaald_werk", motivatie="9", vertrouwen="3", leeftijdsgroep="tot_27")
    asked = questions_for(facts, ["talenten"])
    assert asked[:3] == ["urgent-eerst", "urgent-eerst", "spanning-motivatie-vertrouwen"]
    assert asked[-1] == "talenten"
    assert {"jong-centraal", "jong-houding"} & set(asked)


def test_tensions_leave_room_for_what_may_work():
    facts = known(
        tempo="snel", doel="betaald_werk opleiding geen_werk", motivatie="3", regie="zelf", maatje="ja", belemmeringen="taal", taalles="nee"
    )
    assert len(warnings(facts, KNOWLEDGE)) == 5
    assert sum(name in KNOWLEDGE.let_op for name in questions_for(facts)) == 3
    assert len(questions_for(facts)) == MOST


def test_somebody_in_danger_is_not_first_asked_about_a_workplace():
    facts = known(signalen="acute_dakloosheid geen_geld_voor_eten", doel="betaald_werk", werksituatie="korter_6_maanden")
    assert questions_for(facts)[:2] == ["urgent-eerst", "urgent-eerst"]
    assert "eerst-plaatsen" in ids(facts)


def test_questions_are_spread_over_the_groups_that_somebody_belongs_to():
    facts = known(leeftijdsgroep="45_54", opleidingsniveau="hbo_wo", migratie="statushouder", gender="vrouw", doel="betaald_werk")
    groups = {KNOWLEDGE.elements[name].doelgroep for name in questions_for(facts)}
    assert groups == {"45+", "Vluchtelingen en statushouders", "Vrouwen met een migratieachtergrond", "Iedereen"}


def test_who_told_little_is_asked_what_is_missing_in_open_questions():
    missing = ["aanspreeknaam", "doel", "werksituatie", "belemmeringen", "netwerk_steun", "talenten", "contactgegevens"]
    assert questions_for(known(leeftijdsgroep="27_44"), missing) == ["maatwerk", "doel", "belemmeringen", "netwerk_steun", "talenten"]


def test_a_gap_is_asked_without_the_words_that_belong_to_a_screen():
    questions = talk_questions([], [], ["belemmeringen"], KNOWLEDGE)
    assert [question.tekst for question in questions] == ["Wat maakt het lastig om te doen wat je wilt?"]
