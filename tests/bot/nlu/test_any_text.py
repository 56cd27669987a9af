"""Any text at all can be read, soon enough, and a text that says nothing gives nothing."""

import statistics
import time

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.nlu.reader import Reader

QUESTIONS = ("verhaal", "leeftijdsgroep", "belemmeringen", "talenten", "werkwens", "aanspreeknaam", "motivatie", "contactgegevens", None)
LONGEST = 10_000
# The best of three: a machine that does something else besides must not fail it.
PATIENCE = 0.2
STORY = (
    "Ik ben Yusuf, 34 jaar. Ik was kok. Ik wil hier ook kok worden. Mijn rug doet pijn en ik heb twee kleine kinderen. "
    "Ik zit al drie jaar zonder werk. Mijn moeder heeft schulden, ik niet. Ik spreek Arabisch. Soms heb ik veel stress. "
    "Mijn broer helpt mij met alles. Solliciteren vind ik moeilijk. "
)
EMPTY = {
    "one letter": "a" * LONGEST,
    "emoji": "😀👩\u200d👩\u200d👧" * 1_000,
    "marks that combine": "e\u0301\u0302\u0303" * 2_500,
    "marks that show nothing": "\u200b\u200d\u202e" * 3_000,
    "right to left": "مرحبا أنا أبحث عن عمل " * 400,
    "commas": "," * LONGEST,
    "line ends": "\n" * LONGEST,
}
FULL = {
    "one word": "werk " * 2_000,
    "denied": "ik wil werk niet " * 600,
    "questions": "schulden? " * 1_000,
    "telephone": "06 12345678 " * 800,
    "nearly mail": "a@b." * 2_500,
    "digits": "1234567890" * 1_000,
    "ifs": "als ik schulden heb dan " * 400,
    "story": STORY * 30,
}


@pytest.mark.parametrize("text", EMPTY.values(), ids=EMPTY.keys())
def test_text_without_words_gives_no_code_and_no_signal(reader: Reader, text: str) -> None:
    for question in QUESTIONS:
        reading = reader.read(text, question)
        assert not reading.signalen
        assert not [fact for fact in reading.feiten if fact.veld not in ("werkwens", "talenten", "aanspreeknaam")]


@pytest.mark.parametrize("text", [*EMPTY.values(), *FULL.values()], ids=[*EMPTY, *FULL])
def test_longest_text_is_read_soon_enough(reader: Reader, text: str) -> None:
    times = []
    for _ in range(3):
        started = time.perf_counter()
        reader.read(text[:LONGEST], "verhaal")
        times.append(time.perf_counter() - started)
    assert min(times) < PATIENCE


def test_ten_sentences_are_read_in_thirty_milliseconds(reader: Reader) -> None:
    times = []
    for _ in range(15):
        started = time.perf_counter()
        reader.read(STORY, "verhaal")
        times.append(time.perf_counter() - started)
    assert statistics.median(times) < 0.03


@given(text=st.text(max_size=300), question=st.sampled_from(QUESTIONS))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_no_text_makes_reading_fail(reader: Reader, text: str, question: str | None) -> None:
    reading = reader.read(text, question)
    for fact in reading.feiten:
        assert text[fact.start : fact.end] == fact.citaat
    for start, end in reading.gevoelig:
        assert 0 <= start < end <= len(text)


@given(text=st.text(alphabet="ikwlgenhbto ,.?!13'", max_size=120))
@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_letters_at_random_give_no_signal(reader: Reader, text: str) -> None:
    assert not reader.read(text, "verhaal").signalen
