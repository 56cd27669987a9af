"""The yardstick itself is straight: every evaluation sentence names fields, values, moves and signals that exist, and all are covered."""

import re
from collections import Counter, defaultdict

import pytest

from intake.reading import MOVES
from knowledge.languages import names
from tests.understanding.sentences import FREE_TEXT, REGISTERS, Fact, Sentence, catalogue, load, signal_codes

SENTENCES = load()
FIELDS = catalogue()
WITHOUT_FIELD = {"verhaal", "opmerking"}
MANY = {"codes", "talen", "teksten"}


def exists(fact: Fact, any_value: bool) -> bool:
    """Whether the field is known and can have the value."""
    field = FIELDS.get(fact.veld)
    if field is None:
        return False
    kind = field["soort"]
    if any_value and fact.waarde == "*":
        return True
    if kind == "schaal":
        return fact.waarde in {str(number) for number in range(1, 11)}
    if kind == "talen":
        return fact.waarde in names()
    return bool(fact.waarde.strip()) if kind in FREE_TEXT else fact.waarde in field["codes"]


def letters(text: str) -> str:
    """Text without what a comparison should not see."""
    return re.sub(r"[^\w@+.]+", " ", text.casefold()).strip()


def test_every_id_is_unique_and_starts_with_its_theme() -> None:
    ids = Counter(sentence.id for sentence in SENTENCES)
    assert [name for name, times in ids.items() if times > 1] == []
    assert [sentence.id for sentence in SENTENCES if not re.fullmatch(rf"{sentence.theme}-\d{{3}}", sentence.id)] == []


def test_no_text_stands_twice_under_the_same_question() -> None:
    places = Counter((sentence.vraag, letters(sentence.tekst) or sentence.tekst) for sentence in SENTENCES)
    assert [place for place, times in places.items() if times > 1] == []


def unknown(sentence: Sentence) -> list[object]:
    """What a sentence names that does not exist."""
    questions = {*FIELDS, *WITHOUT_FIELD, None} - {"richting", "contact_tijd"}
    moves, signals = {None, *MOVES}, set(signal_codes())
    return [
        *([sentence.vraag] if sentence.vraag not in questions else []),
        *([sentence.register] if sentence.register not in REGISTERS else []),
        *(move for move in (sentence.intentie, *sentence.intentie_mag) if move not in moves),
        *(code for code in (*sentence.signalen, *sentence.signalen_mag) if code not in signals),
        *(fact for fact in (*sentence.feiten, *sentence.niet) if not exists(fact, any_value=False)),
        *(fact for fact in sentence.mag if not exists(fact, any_value=True)),
    ]


def contradictions(sentence: Sentence) -> list[object]:
    """What a sentence says of one fact or field in two ways."""
    named = Counter((*set(sentence.niet), *set(sentence.mag), *sentence.feiten, *set(sentence.signalen), *sentence.signalen_mag))
    values: dict[str, list[str]] = defaultdict(list)
    for fact in sentence.feiten:
        values[fact.veld].append(fact.waarde)
    more = {field: codes for field, codes in values.items() if len(codes) > 1}
    # A telephone number and an address may both be given.
    single = [field for field in more if FIELDS[field]["soort"] not in MANY and field != "contactgegevens"]
    alone = [field for field, codes in more.items() if FIELDS[field]["alone"] & set(codes)]
    return [*(thing for thing, times in named.items() if times > 1), *single, *alone]


def test_sentences_name_only_what_exists() -> None:
    assert {sentence.id: unknown(sentence) for sentence in SENTENCES if unknown(sentence)} == {}


def test_sentences_do_not_contradict_themselves() -> None:
    assert {sentence.id: contradictions(sentence) for sentence in SENTENCES if contradictions(sentence)} == {}


def test_sentences_hold_text() -> None:
    assert [sentence.id for sentence in SENTENCES if not sentence.tekst or sentence.tekst.strip() != sentence.tekst] == []


def test_free_text_is_in_the_clients_own_words() -> None:
    own = [
        (sentence, fact)
        for sentence in SENTENCES
        # A dictated number is written in words.
        if not (sentence.register == "spraak" and sentence.vraag == "contactgegevens")
        for fact in sentence.feiten
        if FIELDS[fact.veld]["soort"] in FREE_TEXT
    ]
    assert len(own) > 40
    assert [(sentence.id, fact) for sentence, fact in own if letters(fact.waarde) not in letters(sentence.tekst)] == []


@pytest.mark.parametrize("field", [name for name, field in FIELDS.items() if field["codes"]])
def test_every_coded_value_is_said_often_and_in_different_registers(field: str) -> None:
    # The values of grootste_belemmering are those of belemmeringen, which have their own sentences.
    least, registers = (1, 1) if field == "grootste_belemmering" else (3, 2)
    said = defaultdict(list)
    for sentence in SENTENCES:
        for fact in sentence.feiten:
            if fact.veld == field:
                said[fact.waarde].append(sentence.register)
    codes = set(FIELDS[field]["codes"]) - ({"geen"} if field == "grootste_belemmering" else set())
    assert {code: said[code] for code in codes if len(said[code]) < least or len(set(said[code])) < registers} == {}


@pytest.mark.parametrize("field", [name for name, field in FIELDS.items() if not field["codes"]])
def test_every_field_without_codes_is_said_in_different_registers(field: str) -> None:
    assert len({sentence.register for sentence in SENTENCES for fact in sentence.feiten if fact.veld == field}) >= 3


@pytest.mark.parametrize("move", MOVES)
def test_every_move_is_made_often_and_in_different_registers(move: str) -> None:
    registers = [sentence.register for sentence in SENTENCES if sentence.intentie == move]
    assert len(registers) >= 6
    assert len(set(registers)) >= 4


@pytest.mark.parametrize("code", signal_codes())
def test_every_signal_is_given_in_every_register(code: str) -> None:
    registers = {sentence.register for sentence in SENTENCES if code in sentence.signalen}
    assert REGISTERS - registers == set()


def test_signals_have_as_many_near_misses() -> None:
    about = [sentence for sentence in SENTENCES if sentence.theme == "signalen"]
    assert sum(1 for sentence in about if sentence.signalen) >= 40
    assert sum(1 for sentence in about if not sentence.signalen) >= 40


def test_there_are_enough_sentences_in_every_register() -> None:
    registers = Counter(sentence.register for sentence in SENTENCES)
    assert len(SENTENCES) >= 800
    assert min(registers[register] for register in REGISTERS) >= 60
