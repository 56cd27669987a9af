"""What is read in texts, by the tables beside this file."""

from typing import Any

import pytest

from bot.nlu.reader import Reader
from tests.bot.nlu.tables import rows, title, told

TABLES = ("rules.yml", "short_answers.yml", "context.yml", "spelling.yml")


@pytest.mark.parametrize("case", [case for table in TABLES for case in rows(table)], ids=title)
def test_text_is_read_as_the_table_says(reader: Reader, case: dict[str, Any]) -> None:
    reading = reader.read(case["tekst"], case["vraag"])
    found = told(reading)
    if "alles" in case:
        assert found == set(case["alles"])
    assert set(case.get("feiten", ())) <= found
    assert not found & set(case.get("niet", ()))
    if "signalen" in case:
        assert [signal.code for signal in reading.signalen] == case["signalen"]


def test_quotes_are_the_clients_own_spelling_at_their_place(reader: Reader) -> None:
    text = "kheb egt schuldn, en mn rug doet pijn 😀 en ik zoek werk in de zo\u200brg"
    reading = reader.read(text, "verhaal")
    assert {"belemmeringen=schulden", "belemmeringen=gezondheid_lichamelijk", "richting=zorg"} <= told(reading)
    for fact in reading.feiten:
        assert text[fact.start : fact.end] == fact.citaat


def test_typed_numbers_follow_the_buttons_as_they_were_shown(reader: Reader) -> None:
    assert told(reader.read("2", "grootste_belemmering", ["schulden", "wonen"])) == {"grootste_belemmering=wonen"}


def test_number_beyond_the_buttons_says_nothing(reader: Reader) -> None:
    assert told(reader.read("3", "maatje", ["ja", "nee"])) == set()


def test_pressed_button_is_its_value(reader: Reader) -> None:
    assert told(reader.read_choice("motivatie", "7", "7")) == {"motivatie=7"}
    assert told(reader.read_choice("contact", "avond", "'s Avonds")) == {"contact_tijd=avond"}
    assert told(reader.read_choice("werkwens", "horeca", "Keuken of bediening")) == {"richting=horeca"}
    assert told(reader.read_choice("andere_talen", "ti", "Tigrinya")) == {"andere_talen=ti"}
    assert told(reader.read_choice("maatje", "onbekend", "Onbekend")) == set()


def test_same_words_give_the_same_reading(reader: Reader) -> None:
    text = "Ik ben 34, zoek werk als kok en heb veel stress."
    assert reader.read(text, "verhaal") == reader.read(text, "verhaal")


def test_correction_takes_back_what_it_denies(reader: Reader) -> None:
    reading = reader.read("Dat van die schulden klopt niet.", "talenten")
    assert [(taken.veld, taken.waarde) for taken in reading.ingetrokken] == [("belemmeringen", "schulden")]
    assert told(reading) == set()


def test_correction_without_a_value_names_its_field(reader: Reader) -> None:
    assert reader.read("Mijn leeftijd klopt niet.", "regie").over == ("leeftijdsgroep",)


def test_plain_denial_takes_nothing_back(reader: Reader) -> None:
    assert reader.read("Ik heb geen schulden.", "belemmeringen").ingetrokken == ()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ik heb een hernia en zoek werk.", "hernia"),
        ("Ik heb geen depressie.", "depressie"),
        ("Mijn moeder heeft kanker.", "kanker"),
        ("Ik krijg een Wajong.", "Wajong"),
    ],
)
def test_words_about_health_are_marked_whatever_is_said_of_them(reader: Reader, text: str, words: str) -> None:
    at = text.index(words)
    assert any(start <= at and at + len(words) <= end for start, end in reader.read(text, "verhaal").gevoelig)


def test_words_about_anything_else_are_not_marked(reader: Reader) -> None:
    assert reader.read("Ik zoek werk in een winkel en heb schulden.", "verhaal").gevoelig == ()
