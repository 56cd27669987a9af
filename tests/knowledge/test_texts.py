"""Every sentence that a client reads: short enough, in plain words, kind, and with the right number to call."""

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
KNOWLEDGE = ROOT / "knowledge"
MOST_WORDS_B1 = 15  # practice of Direct Duidelijk: 12 to 15 words a sentence
MOST_WORDS_A2 = 10
MOST_LETTERS_A2 = 17  # longer compounds are hard to decode for a new reader
MOST_TITLE = 24  # characters of a WhatsApp list row
MOST_WELCOME = 90  # words

PLACEHOLDERS = {"gemeente", "telefoon", "zinnen", "referentie"}
LABELS = (
    "afstand tot de arbeidsmarkt", "probleemjongere", "doelgroep", "klant", "klanten", "cliënt", "kansarm", "kwetsbaar",
    "kwetsbare", "laagopgeleid", "allochtoon", "werkloos", "werkloze", "hulpbehoevend",
)  # fmt: skip
DISTANT = ("u", "uw", "indien", "middels", "tevens", "desbetreffende", "betreffende", "dient", "omtrent", "inzake")
DIAGNOSES = ("diagnose", "stoornis", "handicap", "beperking", "ptss", "depressie", "psychiatrisch", "lvb", "verslaafd")
SECRECY = ("vertrouwelijk", "geheim", "privégesprek")
CORE = ["doel", "leeftijdsgroep", "werksituatie", "belemmeringen", "netwerk_steun", "taal_spreken", "talenten", "contact"]
SAID_IN_CODE = re.compile(r'(?:\bsay\(|\btexts\[)\s*"(\w+)"(?:\s+if\b[^,]*\selse\s+"(\w+)")?')
NUMBERS = {
    "suicidaliteit": ("112", "113", "0800-0113", "113.nl"),
    "huiselijk_geweld": ("112", "0800-2000"),
    "kind_onveilig": ("112", "0800-2000"),
    "acute_dakloosheid": ("{telefoon}", "112"),
    "geen_geld_voor_eten": ("{telefoon}", "voedselbank"),
    "uitbuiting": ("112", "033 448 11 86", "0900-8844", "0800-7000"),
    "acute_medische_nood": ("112", "huisartsenpost"),
}

Entry = dict[str, Any]


def entries(folder: str) -> list[Entry]:
    """The entries of a folder, every scalar as text, as the product reads them."""
    return [entry for file in sorted((KNOWLEDGE / folder).glob("*.yml")) for entry in yaml.load(file.read_text(), yaml.BaseLoader)]


QUESTIONS = entries("questions")
TEXTS = [entry for entry in entries("texts") if "id" in entry]
SIGNALS = [entry for entry in entries("texts") if "code" in entry]
SPOKEN = QUESTIONS + TEXTS + SIGNALS
BY_ID = {entry["id"]: entry for entry in QUESTIONS + TEXTS}


def name(entry: Entry) -> str:
    return str(entry.get("id", entry.get("code")))


def choices(question: Entry) -> list[dict[str, str]]:
    return list(question.get("keuzes", []))


def said(entry: Entry) -> list[str]:
    """Everything of an entry that a client may see."""
    own = [entry["tekst"], entry["eenvoudig"], entry.get("waarom", "")]
    return own + [words for choice in choices(entry) for words in (choice["titel"], choice.get("uitleg", ""))]


def longest_sentence(text: str) -> int:
    """Words in the longest sentence; a phone number in groups counts as one word."""
    joined = re.sub(r"(?<=\d) (?=\d)", "", text)
    return max(len(sentence.split()) for sentence in re.split(r"(?<=[.!?])\s+", joined))


def holds_word(text: str, word: str) -> bool:
    return re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE) is not None


every_text = pytest.mark.parametrize("entry", SPOKEN, ids=name)
every_question = pytest.mark.parametrize("question", QUESTIONS, ids=name)
every_signal = pytest.mark.parametrize("signal", SIGNALS, ids=name)


@every_text
def test_a_b1_sentence_has_at_most_fifteen_words(entry: Entry) -> None:
    assert longest_sentence(entry["tekst"]) <= MOST_WORDS_B1
    assert longest_sentence(entry.get("waarom", "")) <= MOST_WORDS_B1


@every_text
def test_an_a2_sentence_has_at_most_ten_words(entry: Entry) -> None:
    assert longest_sentence(entry["eenvoudig"]) <= MOST_WORDS_A2


@every_text
def test_an_a2_text_has_no_very_long_words(entry: Entry) -> None:
    words = re.findall(r"[\w.@]+", re.sub(r"\S+\.nl", "", entry["eenvoudig"]))
    assert [word for word in words if len(word) > MOST_LETTERS_A2] == []


@every_text
def test_the_a2_text_is_not_longer_than_the_b1_text(entry: Entry) -> None:
    assert 0 < len(entry["eenvoudig"]) <= len(entry["tekst"])


@every_text
def test_no_text_labels_people_or_keeps_them_at_a_distance(entry: Entry) -> None:
    assert [word for word in LABELS + DISTANT for text in said(entry) if holds_word(text, word)] == []


@every_text
def test_a_text_has_only_placeholders_that_the_program_fills_in(entry: Entry) -> None:
    found = [set(re.findall(r"{(\w*)}", text)) for text in said(entry)]
    assert set().union(*found) <= PLACEHOLDERS
    assert all(text.count("{") == text.count("}") for text in said(entry))


@every_text
def test_the_a2_text_leaves_out_no_number_or_name_to_reach_somebody(entry: Entry) -> None:
    for placeholder in ("{telefoon}", "{referentie}", "{zinnen}"):
        assert (placeholder in entry["tekst"]) == (placeholder in entry["eenvoudig"])


@every_question
def test_a_question_tells_why_it_is_asked(question: Entry) -> None:
    assert len(question["waarom"].split()) >= 8


@every_question
def test_a_question_asks_something(question: Entry) -> None:
    assert "?" in question["tekst"] and "?" in question["eenvoudig"]


@every_question
def test_a_question_names_no_diagnosis(question: Entry) -> None:
    assert not any(holds_word(text, word) for text in said(question) for word in DIAGNOSES)


@every_question
def test_the_buttons_of_a_question_differ_and_fit(question: Entry) -> None:
    titles = [choice["titel"] for choice in choices(question)]
    values = [choice["waarde"] for choice in choices(question)]
    assert len({title.lower() for title in titles}) == len(titles)
    assert len(set(values)) == len(values)
    assert all(0 < len(title) <= MOST_TITLE for title in titles)


@every_question
def test_a_longer_line_under_a_button_is_easy_too(question: Entry) -> None:
    assert all(longest_sentence(choice.get("uitleg", "")) <= MOST_WORDS_A2 + 3 for choice in choices(question))


@pytest.mark.parametrize("question", ["taal_spreken", "taal_lezen_schrijven"])
def test_language_is_asked_by_what_somebody_can_do_never_by_a_level(question: str) -> None:
    assert not any(re.search(r"\b[ABC][012]\b|niveau", text) for text in said(BY_ID[question]))
    assert all(choice["uitleg"].startswith("Ik k") for choice in choices(BY_ID[question]))


def test_the_same_barrier_has_the_same_button_in_both_questions() -> None:
    titles = {choice["waarde"]: choice["titel"] for choice in choices(BY_ID["belemmeringen"])}
    again = {choice["waarde"]: choice["titel"] for choice in choices(BY_ID["grootste_belemmering"])}
    assert again == {value: title for value, title in titles.items() if value != "geen"}


def test_the_core_questions_come_first_and_going_on_is_asked_last() -> None:
    core = sorted((q for q in QUESTIONS if q["fase"] == "kern"), key=lambda q: int(q["volgorde"]))
    assert [q["id"] for q in core] == [*CORE, "contactgegevens", "doorgaan"]


def test_only_consent_cannot_be_skipped() -> None:
    assert [q["id"] for q in QUESTIONS if q.get("overslaan") == "nee"] == ["toestemming"]


def test_every_text_that_the_code_says_exists_once() -> None:
    sources = [file.read_text() for folder in ("intake", "actions", "bot") for file in (ROOT / folder).rglob("*.py")]
    said_in_code = {text_id for source in sources for pair in SAID_IN_CODE.findall(source) for text_id in pair if text_id}
    ids = [text["id"] for text in TEXTS]
    assert len(ids) == len(set(ids))
    assert len(said_in_code) > 20
    assert said_in_code <= set(ids)


@pytest.mark.parametrize("version", ["tekst", "eenvoudig"])
def test_the_welcome_says_what_this_is_and_stays_short(version: str) -> None:
    welcome = BY_ID["welkom"][version]
    for words in ("computer", "geen mens", "{gemeente}", "klantmanager", "geen aanvraag", "overslaan", "stop"):
        assert words in welcome
    assert len(welcome.split()) <= MOST_WELCOME


def test_the_mask_for_health_does_not_say_what_it_hides() -> None:
    mask = BY_ID["gezondheid_weggelaten"]
    assert mask["tekst"] == mask["eenvoudig"] == "[niet bewaard]"


def test_all_seven_signals_have_a_text_once() -> None:
    assert sorted(signal["code"] for signal in SIGNALS) == sorted(NUMBERS)


@every_signal
@pytest.mark.parametrize("version", ["tekst", "eenvoudig"])
def test_a_signal_gives_the_right_number_to_call(signal: Entry, version: str) -> None:
    assert [number for number in NUMBERS[signal["code"]] if number not in signal[version]] == []


@every_signal
@pytest.mark.parametrize("version", ["tekst", "eenvoudig"])
def test_a_signal_promises_neither_secrecy_nor_a_reader_now(signal: Entry, version: str) -> None:
    assert "niet meteen" in signal[version]
    assert not any(word in signal[version].lower() for word in SECRECY)


@every_signal
def test_a_signal_names_the_source_of_every_number(signal: Entry) -> None:
    numbers = re.findall(r"\b(?:0[89]00-\d+|033 448 11 86|112|113)\b", signal["tekst"])
    assert [number for number in numbers if number not in signal["bron"]] == []
