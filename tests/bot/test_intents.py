"""Which move a message makes: what the words of moves.yml decide, what the classifier may decide, and how well both do together."""

import asyncio
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from bot.nlu.intents import SHORT_ENOUGH, SOON, Moves
from bot.settings import ROOT
from intake.reading import MOVES, ReadFact, Reading, Withdrawn
from knowledge.models import Knowledge

DATA = Path(__file__).parent / "data"


def cases(name: str) -> list[dict[str, Any]]:
    return [json.loads(line) for line in (DATA / name).read_text(encoding="utf-8").splitlines()]


# Written before the training sentences, and afterwards by looking for ways to say it that are not in them.
ORDINARY, UNUSUAL = cases("moves.jsonl"), cases("moves_ongewoon.jsonl")
HELD_OUT = [*ORDINARY, *UNUSUAL]
FLOOR, FLOOR_OF_UNUSUAL = 0.93, 0.83  # of all sentences together
FLOOR_OF_ANSWERS = 0.97  # an answer that is taken for a move is lost to the record
FLOOR_OF_A_MOVE = 0.7  # F1; some moves have no more than ten sentences
ANSWER = "antwoord"


@pytest.fixture(scope="module")
def moves(knowledge: Knowledge) -> Moves:
    return Moves(knowledge)


def said(moves: Moves, text: str, question: str | None = None, reading: Reading | None = None) -> str | None:
    """The move when the classifier has nothing to say."""
    return moves.decide([(ANSWER, 1.0)], reading or Reading(), text, question)


def fact(veld: str, waarde: str) -> Reading:
    return Reading(feiten=(ReadFact(veld, waarde, "", 0, 0),))


def training_sentences() -> Iterator[tuple[str, str]]:
    for file in sorted((ROOT / "data" / "nlu").glob("*.yml")):
        for block in yaml.safe_load(file.read_text(encoding="utf-8"))["nlu"]:
            for line in block["examples"].splitlines():
                yield block["intent"], line.removeprefix("- ")


@pytest.mark.parametrize(
    "text", ["ja", "Nee.", "nee hoor", "ja graag", "46", "7", "1, 3 en 5", "06 12 34 56 78", "nee bedankt", "ja klopt", "weet ik niet"]
)
@pytest.mark.parametrize("move", ["corrigeer", "stop", "bedankt", "overslaan"])
def test_a_bare_yes_no_or_number_is_never_a_move(moves, text, move):
    assert moves.decide([(move, 0.99)], Reading(), text, "motivatie") is None


def test_the_words_on_a_button_answer_the_question_that_shows_it(moves, knowledge):
    for question in knowledge.questions.values():
        for choice in question.keuzes:
            assert moves.decide([("overslaan", 0.99)], Reading(), choice.titel, question.id) is None, choice.titel


def test_only_question_marks_mean_that_it_is_not_understood(moves):
    assert said(moves, "???") == "begrijp_niet"
    assert said(moves, " 😀 ") is None


def test_a_greeting_before_an_answer_is_no_move(moves):
    assert said(moves, "hallo!") == "groet"
    assert said(moves, "Hallo. Ik ben 46 en ik zoek werk.") is None
    assert said(moves, "bedankt maar ik heb geen schulden") is None


@pytest.mark.parametrize(
    ("question", "text", "move"),
    [
        ("maatje", "liever niet", None),
        ("gezondheid_delen", "dat wil ik niet", None),
        ("uitkering", "liever niet", "overslaan"),
        ("tempo", "weet ik niet", None),
        ("tempo", "weet ik niet, volgende", "overslaan"),
        ("contact", "bel mij maar", None),
        ("doel", "kan iemand mij bellen?", "mens_spreken"),
        ("contact", "ik wil een mens spreken", "mens_spreken"),
        ("doorgaan", "ik wil stoppen", None),
        ("doel", "ik wil stoppen", "stop"),
        ("doorgaan", "stop", "stop"),
    ],
)
def test_the_open_question_decides_what_can_also_be_an_answer(moves, question, text, move):
    assert said(moves, text, question) == move


@pytest.mark.parametrize(
    "text",
    [
        "ik wil stoppen met roken",
        "ik ben gestopt met school",
        "niemand begrijpt mij",
        "ik wil terug naar mijn land",
        "ik ben een mens met veel energie",
        "ik snap het wel",
        "pauze heb ik nodig op mijn werk",
        "ik wil geen hulp",
        "stop maar met die uitkering",
        "ik weet niet waarom ze mij nooit aannemen",
    ],
)
def test_words_of_a_move_about_ones_own_life_are_no_move(moves, text):
    assert said(moves, text, "verhaal") is None


@pytest.mark.parametrize(
    ("typed", "move"),
    [
        ("ovreslaan", "overslaan"),
        ("samnevatting", "samenvatting_tonen"),
        ("STOPPPPP", "stop"),
        ("wrm vraag je dit", "vraag_waarom"),
        ("ik snpa het niet", "begrijp_niet"),
    ],
)
def test_typing_errors_and_chat_spelling_do_not_hide_a_move(moves, typed, move):
    assert said(moves, typed) == move


def test_a_question_after_an_answer_is_still_asked(moves):
    assert said(moves, "ik ben 46, wie leest dit eigenlijk?", "leeftijdsgroep", fact("leeftijdsgroep", "45_54")) == "wie_ziet_dit"
    assert said(moves, "Ik heb schulden. Waarom wil je dat weten?", "belemmeringen") == "vraag_waarom"


def test_a_self_repair_is_an_answer_and_a_repair_of_something_earlier_a_correction(moves):
    assert said(moves, "45, nee 46", "leeftijdsgroep", fact("leeftijdsgroep", "45_54")) is None
    assert said(moves, "nee wacht ik bedoel 46", "doel", fact("leeftijdsgroep", "45_54")) == "corrigeer"


def test_what_is_taken_back_is_a_correction_when_the_classifier_leans_that_way(moves):
    taken = Reading(ingetrokken=(Withdrawn("belemmeringen", "schulden"),))
    text = "over die brieven daarnet, vraag het mijn zus"
    assert moves.decide([("corrigeer", SOON)], taken, text, "doel") == "corrigeer"
    assert moves.decide([(ANSWER, 0.9), ("corrigeer", 0.1)], taken, text, "doel") is None


def test_at_the_last_question_telling_something_new_is_a_correction(moves):
    assert said(moves, "nee, acht maanden", "klopt", fact("werksituatie", "6_12_maanden")) == "corrigeer"
    assert said(moves, "nee, niet helemaal", "klopt") is None
    assert said(moves, "ja maar ik wil ook vrijwilligerswerk", "klopt", fact("doel", "vrijwilligerswerk")) is None


def test_the_classifier_is_believed_sooner_about_the_talk_than_about_anything_else(moves):
    assert moves.decide([("herhaal", SOON)], Reading(), "je ging me te snel met die vraag", None) == "herhaal"
    assert moves.decide([("herhaal", SHORT_ENOUGH - 0.01)], Reading(), "het ging me te snel allemaal", None) is None
    assert moves.decide([("mens_spreken", 0.99)], fact("doel", "meedoen"), "met mensen omgaan is mooi", None) is None


def test_every_move_has_words_and_enough_training_sentences(knowledge):
    counted = Counter(intent for intent, _ in training_sentences())
    assert set(counted) == {*MOVES, ANSWER}
    assert all(counted[move] >= 40 for move in MOVES)
    assert counted[ANSWER] >= 400
    assert {entry["zet"] for entry in knowledge.lexicon["moves"]["zetten"]} == set(MOVES)


def test_the_questions_that_moves_yml_names_exist(knowledge):
    lexicon = knowledge.lexicon["moves"]
    named = {question for entry in lexicon["zetten"] for question in entry.get("niet_bij", ())}
    named |= {entry["vraag"] for part in ("antwoorden_bij", "niet_raden", "verbeteren_bij") for entry in lexicon[part]}
    assert named - {"ja_nee"} <= set(knowledge.questions)


def test_no_held_out_sentence_is_a_training_sentence():
    trained = {text.casefold() for _, text in training_sentences()}
    assert not [case["tekst"] for case in HELD_OUT if case["tekst"].casefold() in trained]


@pytest.fixture(scope="module")
def verdicts(trained_model: Path) -> list[tuple[dict[str, Any], str]]:
    """Each held-out sentence with the intent that the trained model gives it."""
    from rasa.core.agent import Agent
    from rasa.core.channels.channel import UserMessage

    processor = Agent.load(model_path=trained_model).processor
    assert processor is not None

    async def all_parsed() -> list[dict[str, Any]]:
        messages = [UserMessage(case["tekst"], metadata={"vraag": case["vraag"]}) for case in HELD_OUT]
        return [await processor.parse_message(message) for message in messages]

    parsed = asyncio.run(all_parsed())
    return [(case, result["lezing"]["intentie"] or ANSWER) for case, result in zip(HELD_OUT, parsed, strict=True)]


def wrong_ones(verdicts: list[tuple[dict[str, Any], str]], chosen: list[dict[str, Any]]) -> list[tuple[str, str, str]]:
    """Of the chosen sentences those with another intent than they have: meant, found, said."""
    return [
        (case["intentie"] or ANSWER, found, case["tekst"])
        for case, found in verdicts
        if case in chosen and (case["intentie"] or ANSWER) != found
    ]


@pytest.mark.slow
@pytest.mark.parametrize(("chosen", "floor"), [(ORDINARY, FLOOR), (UNUSUAL, FLOOR_OF_UNUSUAL)], ids=["ordinary", "unusual"])
def test_the_trained_model_recognises_sentences_it_was_not_trained_on(verdicts, chosen, floor):
    wrong = wrong_ones(verdicts, chosen)
    assert 1 - len(wrong) / len(chosen) >= floor, wrong


@pytest.mark.slow
def test_answers_are_hardly_ever_taken_for_moves(verdicts):
    answers = [case for case in HELD_OUT if case["intentie"] is None]
    wrong = wrong_ones(verdicts, answers)
    assert 1 - len(wrong) / len(answers) >= FLOOR_OF_ANSWERS, wrong


@pytest.mark.slow
@pytest.mark.parametrize("move", [*MOVES, ANSWER])
def test_no_move_is_much_worse_than_the_others(verdicts, move):
    both = sum(found == move == (case["intentie"] or ANSWER) for case, found in verdicts)
    one = sum((found == move) + ((case["intentie"] or ANSWER) == move) for case, found in verdicts)
    assert 2 * both / one >= FLOOR_OF_A_MOVE
