"""The working elements: all of the report's are there, and each says what the report says, in words for somebody with little time."""

import re

import pytest

import knowledge as package
from knowledge.entries import Source
from knowledge.folder import OURS
from knowledge.possible import example
from tests.knowledge.report import ANNEX, REPORT, paragraphs, plain

KNOWLEDGE = package.load()
ELEMENTS = KNOWLEDGE.elements
LET_OP = KNOWLEDGE.let_op
ENTRIES = {**ELEMENTS, **LET_OP}

# Every element of the report: its level, whether the tables of the annex have it, and its paragraphs.
INDEX = """
45-zelfbeeld                      client        B 5.2.1
45-evc                            client        B 5.2.1
45-eigen-regie                    client        B 5.2.1
45-gesprekken                     professional  B 5.2.1
45-netwerkbijeenkomsten           client        B 5.2.1
45-lang-dienstverband             professional  - 5.2.1
55-lange-adem                     professional  - 5.2.1
45-korte-interventie              professional  - 5.2
55-iro                            professional  - 5.2
jong-houding                      professional  B 5.3.1
jong-benadering                   professional  B 5.3.1
jong-centraal                     professional  B 5.3.2
jong-netwerk                      client        B 5.3.3
jong-alternatief-onderwijs        client        B 5.3.4
jong-integraal                    beleid        B 5.3.2
beperking-signalering             professional  B 5.4.1
beperking-integraal-maatwerk      professional  B 5.4.2
beperking-talenten                client        B 5.4.3
beperking-netwerk                 client        B 5.4.4
beperking-match                   werkgever     B 5.4.5
vlucht-inburgering-opleiding-werk client        B 5.5.2
vlucht-passende-ondersteuning     professional  B 5.5.3
vlucht-samenwerking               beleid        B 5.5.4
vlucht-snel-of-duurzaam           professional  B 5.5.6
vlucht-eenduidig-advies           beleid        - 5.5.5
vrouw-bottom-up                   beleid        B 5.6.2
vrouw-empowerment                 client        B 5.6.2
vrouw-wegwijzer                   client        B 5.6.2
vrouw-in-beeld                    beleid        - 5.6
vrouw-rechten-plichten            client        - 5.6.2
maatwerk                          professional  - 5.1.4 6.2
persoonlijke-doelen               client        - 5.1.4
positieve-benadering              client        - 6.1
kleine-stappen                    client        - 5.1.4
zoekgedrag                        client        - 5.1.4
motivatie-bespreken               professional  - 6.1 5.1.4
eerst-plaatsen                    client        - 5.1.4 5.1.3 6.1
intensief-traject                 client        - 5.1.2 6.1
korte-activering                  client        - 5.1.2 5.1.1
integrale-aanpak                  beleid        - 6.4 5.3.2
urgent-eerst                      professional  - 5.3.2
snel-of-duurzaam                  professional  - 6.2
taal-en-werk-samen                client        - 5.5.2
proefplaatsing                    werkgever     - 5.1.3 6.3
werkgever-voornemens              werkgever     - 5.1.5 6.3
goede-match                       werkgever     - 6.3
discriminatie                     werkgever     - 3.3
regionale-samenwerking            beleid        - 6.4
"""
DOES_NOT_WORK = {
    "geen-brieven": "5.3.5",
    "geen-eisen": "5.3.5",
    "niet-terug-regulier-onderwijs": "5.3.5",
    "insluiteffect": "5.1",
    "te-weinig-steun": "5.2.1",
    "geen-schoolse-aanpak": "5.4.5",
}
GROUPS = {
    "45": "45+",
    "55": "45+",
    "jong": "Jongeren",
    "beperking": "Mensen met een arbeidsbeperking",
    "vlucht": "Vluchtelingen en statushouders",
    "vrouw": "Vrouwen met een migratieachtergrond",
}
TABLES = {**{group: group for group in GROUPS.values()}, "Vluchtelingen en statushouders": "Vluchtelingen"}
# Elements that the report sets against each other: what works for one education does not for the other, short or long.
AGAINST = [
    ("45-gesprekken", "45-eigen-regie"),
    ("45-gesprekken", "45-netwerkbijeenkomsten"),
    ("vrouw-empowerment", "vrouw-wegwijzer"),
    ("korte-activering", "intensief-traject"),
]
OPEN = re.compile(r"^(Met |Bij |Op |Van )?(wie|wat|hoe|waar|wanneer|welke?)\b", re.IGNORECASE)
JUDGING = ("kansarm", "kansloos", "onwillig", "ongemotiveerd", "probleemgeval", "zwak", "score", "kansscore", "hopeloos", "lastige cliënt")

every_element = pytest.mark.parametrize("element", ELEMENTS.values(), ids=list(ELEMENTS))
every_entry = pytest.mark.parametrize("entry", ENTRIES.values(), ids=list(ENTRIES))
needs_report = pytest.mark.skipif(not REPORT.exists(), reason=f"the report itself is not in the repository; expected at {REPORT}")


def sources():
    return {name: entry.bron for name, entry in ENTRIES.items() if isinstance(entry.bron, Source)}


every_source = pytest.mark.parametrize("source", sources().values(), ids=list(sources()))


def test_every_element_of_the_report_is_there_with_its_level_and_place():
    expected = {}
    for line in INDEX.strip().splitlines():
        name, level, annex, *places = line.split()
        expected[name] = (level, annex == "B", tuple(places))
    ours = {name: (one.niveau, one.bron.tabel is not None, one.bron.paragrafen) for name, one in ELEMENTS.items()}
    assert ours == expected


def test_all_23_rows_of_the_annex_are_there():
    assert sum(one.bron.tabel is not None for one in ELEMENTS.values()) == 23


def test_everything_that_does_not_work_is_there():
    assert {name: one.bron.paragraaf for name, one in LET_OP.items() if one.soort == "werkt_niet"} == DOES_NOT_WORK


@every_element
def test_an_element_names_the_group_for_which_it_was_found(element):
    group = GROUPS.get(element.id.partition("-")[0], "Iedereen")
    assert element.doelgroep == group
    assert element.bron.tabel in (None, TABLES.get(group))


@needs_report
@every_source
def test_a_quotation_stands_literally_in_the_paragraph_that_is_named(source):
    places = [*source.paragrafen, *([ANNEX] if source.tabel else [])]
    assert any(plain(source.citaat) in paragraphs()[place] for place in places)


@needs_report
@every_source
def test_research_is_cited_in_the_paragraph_that_is_named(source):
    texts = [paragraphs()[place] for place in source.paragrafen]
    for study in source.onderzoek:
        name, year = re.fullmatch(r"(.+?)(?:,.*| & .*)?, (\d{4}|z\.j\.)", study).groups()
        assert any(re.search(rf"{re.escape(name)}.{{0,90}}?{re.escape(year)}", text) for text in texts), study


@needs_report
@pytest.mark.parametrize("element", [one for one in ELEMENTS.values() if one.bron.tabel], ids=lambda one: one.id)
def test_an_element_of_the_annex_has_the_title_of_its_row(element):
    assert element.titel in paragraphs()[ANNEX]


@every_source
def test_a_source_of_the_report_has_a_short_quotation(source):
    assert 5 <= len(source.citaat.split()) <= 25


@every_entry
def test_cases_come_out_as_they_are_told(entry):
    assert {case.past for case in entry.gevallen} == {True, False}
    for case in entry.gevallen:
        assert entry.wanneer.holds(case.facts) is case.past, case.als


@every_entry
def test_nothing_applies_to_somebody_who_said_nothing(entry):
    assert not entry.wanneer.holds({})
    assert not entry.wanneer.holds({"kanaal": frozenset({"web"}), "toestemming": frozenset({"ja"})})


@pytest.mark.parametrize(("one", "other"), AGAINST)
def test_elements_that_the_report_sets_against_each_other_exclude_each_other(one, other):
    assert other in ELEMENTS[one].sluit_uit
    assert one in ELEMENTS[other].sluit_uit


@every_entry
def test_every_entry_can_apply_to_somebody(entry):
    assert example(entry.wanneer, {**KNOWLEDGE.fields, **KNOWLEDGE.given}) is not None


@every_element
def test_an_element_has_one_or_two_questions_for_a_talk(element):
    assert 1 <= len(element.gespreksvragen) <= 2


@every_entry
def test_questions_for_a_talk_are_open_short_and_to_the_client(entry):
    for question in entry.gespreksvragen:
        assert OPEN.match(question), question
        assert question.endswith("?")
        assert len(question.split()) <= 20


def test_no_question_is_asked_for_two_reasons():
    asked = [question for entry in ENTRIES.values() for question in entry.gespreksvragen]
    assert len(asked) == len(set(asked))


@every_element
def test_an_element_is_read_in_half_a_minute(element):
    words = " ".join(filter(None, (element.titel, element.uitleg, element.aanvulling, element.kanttekening))).split()
    assert len(element.uitleg.split()) <= 55
    assert len(words) <= 110


@pytest.mark.parametrize("warning", LET_OP.values(), ids=list(LET_OP))
def test_a_warning_is_one_or_two_sentences(warning):
    assert len(warning.tekst.split()) <= 35


@every_entry
def test_no_entry_judges_the_client(entry):
    words = " ".join(filter(None, (getattr(entry, key, None) for key in ("titel", "uitleg", "aanvulling", "kanttekening", "tekst"))))
    assert not [word for word in JUDGING if word in words.lower()]


@pytest.mark.parametrize("warning", [one for one in LET_OP.values() if one.soort == "spanning"], ids=lambda one: one.id)
def test_a_tension_is_ours_says_so_and_asks(warning):
    assert warning.source.startswith("eigen: ")
    assert warning.gespreksvragen


@pytest.mark.parametrize("file", sorted((OURS / "elements").glob("*.yml")), ids=lambda file: file.name)
def test_lines_stay_readable(file):
    assert max(len(line) for line in file.read_text(encoding="utf-8").splitlines()) <= 140
