"""The parts of reading by themselves: the pattern language, words, matching, numbers, measuring."""

from datetime import date

import pytest

from bot.nlu import evaluation
from bot.nlu.dates import Dates
from bot.nlu.dutch import dutch
from bot.nlu.matching import Occurrences, PatternIndex
from bot.nlu.normalise import fold
from bot.nlu.numbers import Numbers
from bot.nlu.patterns import parse
from bot.nlu.phrases import Phrases
from bot.nlu.tokens import Sentences
from bot.nlu.vocabulary import Vocabulary
from bot.nlu.work_time import without_work
from intake.reading import ReadFact, Reading, ReadSignal

GROUPS = {"kind": ["zoon", "dochter", "kleine jongen"]}


def finds(pattern: str, text: str) -> list[str]:
    """The places where a pattern is found, as the text has them."""
    patterns = parse(pattern, GROUPS)
    words = [word for each in patterns for element in each.elements for choice in element for word in choice]
    index = PatternIndex()
    for each in patterns:
        index.add(each, 0)
    index.build()
    sentences = Sentences(text, Vocabulary(words, {}))
    matches = index.find(Occurrences(sentences, {"maar"}, {"gewoon"}))
    return [sentences.quote(match.start, match.end - 1)[0] for match in matches]


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("kom niet rond", "ik kom niet rond deze maand", ["kom niet rond"]),
        ("kom niet rond", "ik kom. niet rond", []),
        ("kom niet rond", "ik kom gewoon niet rond", ["kom gewoon niet rond"]),
        ("huur ... betalen", "de huur kan ik niet betalen", ["huur kan ik niet betalen"]),
        ("huur ... betalen", "de huur een twee drie vier vijf betalen", []),
        ("huur ... betalen", "de huur hoog maar betalen lukt", []),
        ("(huur|gas en licht) betalen", "gas en licht betalen", ["gas en licht betalen"]),
        ("zorg voor mijn <kind>", "ik zorg voor mijn kleine jongen", ["zorg voor mijn kleine jongen"]),
        ("(heel )?moe", "ik ben heel moe", ["heel moe", "moe"]),
        ("rekening* betalen", "mijn rekeningen betalen", ["rekeningen betalen"]),
        ("*klachten", "rugklachten", ["rugklachten"]),
        ("schuld", "veel schulden", ["schulden"]),
        ("schulden", "ik heb shculden", ["shculden"]),
        ("fabriek", "in een koekjesfabriek", ["koekjesfabriek"]),
        ("gezond", "ik ben ongezond", []),
        ("werk", "ik werkte daar", []),
    ],
)
def test_pattern_is_found_where_it_stands(pattern: str, text: str, found: list[str]) -> None:
    assert sorted(finds(pattern, text)) == sorted(found)


def test_folding_drops_case_accents_and_what_cannot_be_seen() -> None:
    assert fold("Zzp\u2019\u00c9r\u200b") == "zzper"


def test_a_past_tense_is_told_from_a_participle_and_a_noun() -> None:
    assert dutch().is_past_tense("werkte")
    assert not dutch().is_past_tense("verslaafd")
    assert not dutch().is_past_tense("maanden")


@pytest.mark.parametrize(
    ("text", "values"),
    [
        ("34", [34]),
        ("vierendertig", [34]),
        ("achtenvijftig", [58]),
        ("negentienhonderdvijfenzestig", [1965]),
        ("tweeduizendvijftien", [2015]),
        ("6je", [6]),
        ("1,5", [1.5]),
        ("1, 5", [1, 5]),
        ("geen getal", []),
    ],
)
def test_numbers_in_figures_and_in_words(text: str, values: list[float]) -> None:
    numbers = Numbers({})
    assert [number.value for number in numbers.find(Sentences(text, Vocabulary(numbers.words(), {})))] == values


@pytest.mark.parametrize(
    ("months", "code"), [(5.9, "korter_6_maanden"), (6, "6_12_maanden"), (12, "1_3_jaar"), (36, "1_3_jaar"), (37, "langer_3_jaar")]
)
def test_a_time_without_work_has_one_code(months: float, code: str) -> None:
    assert without_work(months) == code


def test_a_month_without_a_year_is_the_last_one_that_was() -> None:
    dates, numbers = Dates({"sinds": ["sinds"], "eenheden": {"maand": ["maand"]}}), Numbers({})
    sentences = Sentences("sinds december", Vocabulary([*dates.words(), *numbers.words(), "sinds"], {}))
    found = Phrases({}).find(Occurrences(sentences, ()))
    [duration] = dates.find(sentences, numbers.find(sentences), found, date(2026, 11, 1))
    assert duration.months == 11


def test_measuring_counts_right_wrong_missed_and_leaves_out_what_may_be_read() -> None:
    reading = Reading(
        feiten=(
            ReadFact("doel", "opleiding", "x", 0, 1),
            ReadFact("doel", "meedoen", "x", 0, 1),
            ReadFact("talenten", "goed koken", "x", 0, 1),
        ),
        signalen=(ReadSignal("uitbuiting", "x", 0, 1),),
    )
    case = {
        "tekst": "x",
        "vraag": None,
        "register": "chat",
        "feiten": [{"veld": "doel", "waarde": "opleiding"}, {"veld": "talenten", "waarde": "koken"}, {"veld": "uitkering", "waarde": "ww"}],
        "mag": [{"veld": "doel", "waarde": "*"}],
        "signalen": [],
    }
    report = evaluation.measure([case], lambda text, question: reading)
    assert (report.facts.right, report.facts.wrong, report.facts.missed) == (2, 0, 1)
    assert (report.signals.wrong, report.registers["chat"].missed) == (1, 1)
    assert report.misses[0]["gemist"] == [("uitkering", "ww")]
    assert any(line.startswith("signalen") for line in report.lines())
