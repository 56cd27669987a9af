"""The product's own knowledge: it has all that the contract promises, and can be read aloud to a client."""

import re

import pytest

import knowledge as package
from knowledge.folder import OURS

# Contract, section 1. Kind and values of every field.
CONTRACT = {
    "toestemming": ("code", "ja nee"),
    "gezondheid_delen": ("code", "ja nee"),
    "aanspreeknaam": ("tekst", ""),
    "doel": ("codes", "betaald_werk opleiding taal_leren vrijwilligerswerk eigen_bedrijf meedoen geen_werk weet_niet"),
    "richting": (
        "codes",
        "zorg techniek bouw logistiek_vervoer horeca schoonmaak winkel kantoor ict onderwijs_kinderopvang groen productie creatief"
        " beveiliging uiterlijke_verzorging anders",
    ),
    "werkwens": ("tekst", ""),
    "tempo": ("code", "snel passend weet_niet"),
    "motivatie": ("schaal", ""),
    "vertrouwen": ("schaal", ""),
    "leeftijdsgroep": ("code", "tot_27 27_44 45_54 55_plus"),
    "opleidingsniveau": ("code", "geen_basis vmbo_mbo1 havo_vwo_mbo2plus hbo_wo"),
    "diploma_land": ("code", "nederland buitenland"),
    "werksituatie": ("code", "werkt korter_6_maanden 6_12_maanden 1_3_jaar langer_3_jaar nooit_gewerkt"),
    "lang_dienstverband": ("code", "ja nee"),
    "uitkering": ("code", "bijstand ww arbeidsongeschikt geen anders"),
    "netwerk_steun": ("codes", "partner ouders familie vrienden buren geloofsgemeenschap vereniging school hulpverlener niemand"),
    "netwerk_werk": ("code", "ja beetje nee"),
    "netwerk_rem": ("code", "ja nee"),
    "maatje": ("code", "ja misschien nee"),
    "naaste_betrekken": ("code", "ja misschien nee"),
    "taal_spreken": ("code", "geen A1 A2 B1 B2_plus"),
    "taal_lezen_schrijven": ("code", "geen A1 A2 B1 B2_plus"),
    "andere_talen": ("talen", ""),
    "taalles": ("code", "volgt_les wil_les nee"),
    "migratie": ("code", "in_nederland_geboren statushouder asielprocedure gezinsmigrant werk_of_studie anders"),
    "inburgering": ("code", "bezig klaar nog_niet niet_nodig"),
    "gender": ("code", "vrouw man anders"),
    "belemmeringen": (
        "codes",
        "gezondheid_lichamelijk gezondheid_psychisch verstandelijke_beperking verslaving schulden wonen zorgtaken vervoer justitie"
        " discriminatie zelfvertrouwen weinig_ervaring geen_diploma diploma_niet_erkend solliciteren taal digitaal verlies_baan trauma"
        " eenzaamheid verblijf leeftijd anders geen",
    ),
    "talenten": ("teksten", ""),
    "regie": ("code", "zelf samen begeleiding"),
    "begeleiding_voorkeur": ("codes", "vrouw zelfde_achtergrond ervaringsdeskundige geen_voorkeur"),
    "contact": ("codes", "whatsapp bellen mail langskomen"),
    "contact_tijd": ("codes", "overdag avond weekend"),
    "contactgegevens": ("tekst", ""),
    "doorgaan": ("code", "ja nee"),
}
HEALTH = {
    "belemmeringen": {"gezondheid_lichamelijk", "gezondheid_psychisch", "verstandelijke_beperking", "verslaving", "trauma"},
    "uitkering": {"arbeidsongeschikt"},
}
BLAMING = ("probleem", "schuld van", "te weinig", "slecht", "lui", "falen", "mislukt", "achterstand", "beperking", "verslaving", "klant")


def test_our_own_knowledge_is_sound():
    assert package.load().fields


def test_every_field_and_value_of_the_contract_is_there(knowledge):
    known = {name: (field.soort, " ".join(value.id for value in field.waarden)) for name, field in knowledge.fields.items()}
    assert {name: known.get(name) for name in CONTRACT} == CONTRACT


def test_the_biggest_barrier_is_one_of_the_barriers(knowledge):
    barriers = [value.id for value in knowledge.fields["belemmeringen"].waarden]
    assert [value.id for value in knowledge.fields["grootste_belemmering"].waarden] == barriers[:-1]
    assert barriers[-1] == "geen"


def test_what_speaks_of_health_is_marked_so(knowledge):
    marked = {
        name: {value.id for value in field.waarden if value.bijzonder == "gezondheid"}
        for name, field in knowledge.fields.items()
        if name != "grootste_belemmering"
    }
    assert {name: values for name, values in marked.items() if values} == HEALTH


def sentences(knowledge):
    for name, field in knowledge.fields.items():
        for value in [value.id for value in field.waarden] or ["7"]:
            yield knowledge.value_sentence(name, [value])


def test_every_value_can_be_read_back_as_a_whole_sentence(knowledge):
    for sentence in sentences(knowledge):
        assert re.fullmatch(r"[A-Z][^{}]*[.]", sentence), sentence
        assert len(sentence.split()) <= 15, sentence


def test_no_sentence_blames_the_client(knowledge):
    for sentence in sentences(knowledge):
        assert not [word for word in BLAMING if re.search(rf"\b{word}\b", sentence.lower())], sentence


@pytest.mark.parametrize(
    ("veld", "waarden", "sentence"),
    [
        ("doel", ["betaald_werk", "taal_leren"], "Je wilt een betaalde baan en de taal leren."),
        ("doel", ["weet_niet"], "Je weet nog niet wat je wilt."),
        (
            "belemmeringen",
            ["schulden", "wonen", "schulden", "taal"],
            "Dit maakt het moeilijk: schulden, je woonplek en de Nederlandse taal.",
        ),
        ("netwerk_steun", ["partner"], "Je krijgt steun van je partner."),
        ("richting", ["zorg", "anders"], "Je zoekt iets in de zorg. Je zoekt ander werk dan in de lijst staat."),
        ("andere_talen", ["ti", "ar"], "Je kent ook Tigrinya en Arabisch."),
        ("talenten", ["koken", "luisteren"], "Hier ben je goed in: koken en luisteren."),
        ("werkwens", ["iets met {waarden}"], 'Over het werk dat je wilt, zeg je: "iets met {waarden}".'),
        ("motivatie", ["8"], "Hoe graag je dit wilt? Je geeft een 8."),
    ],
)
def test_facts_are_read_back_in_the_words_of_a_client(knowledge, veld, waarden, sentence):
    assert knowledge.value_sentence(veld, waarden) == sentence


def test_a_professional_reads_labels(knowledge):
    assert knowledge.label("belemmeringen", "verlies_baan") == "verdriet om ontslag"
    assert knowledge.label("opleiding", "laag") == "laag (CBS)"
    assert knowledge.label("andere_talen", "uk") == "Oekraïens"
    assert knowledge.label("kanaal", "web") == "website"
    assert knowledge.label("talenten", "koken") == "koken"


def known(**facts):
    return {veld: frozenset(waarden.split()) for veld, waarden in facts.items()}


@pytest.mark.parametrize(
    ("facts", "follows"),
    [
        (known(opleidingsniveau="geen_basis"), {"opleiding": "laag", "startkwalificatie": "nee"}),
        (known(opleidingsniveau="havo_vwo_mbo2plus"), {"opleiding": "midden", "startkwalificatie": "ja"}),
        (known(leeftijdsgroep="55_plus"), {"45plus": "ja"}),
        (known(leeftijdsgroep="27_44"), {"45plus": None}),
        (known(taal_spreken="B1"), {"nederlands_onder_b1": None, "nederlands_onder_b2": "ja"}),
        (known(taal_spreken="B2_plus", taal_lezen_schrijven="A2"), {"nederlands_onder_b1": "ja"}),
        (known(belemmeringen="geen"), {"aantal_belemmeringen": "0"}),
        (known(belemmeringen="schulden wonen taal"), {"aantal_belemmeringen": "3", "meervoudige_problematiek": "ja"}),
        (known(belemmeringen="schulden taal"), {"meervoudige_problematiek": None}),
        (known(belemmeringen="gezondheid_psychisch trauma"), {"meervoudige_problematiek": None, "arbeidsbeperking": "ja"}),
        (known(belemmeringen="schulden", signalen="geen_geld_voor_eten"), {"meervoudige_problematiek": None}),
        (known(netwerk_steun="hulpverlener"), {"weinig_steun": "ja"}),
        (known(netwerk_steun="hulpverlener vrienden"), {"weinig_steun": None}),
        (known(netwerk_steun="niemand"), {"weinig_steun": "ja"}),
        (known(uitkering="arbeidsongeschikt"), {"arbeidsbeperking": "ja", "kwetsbare_positie": "ja"}),
        (known(gender="vrouw"), {"vrouw_met_migratieachtergrond": None}),
        (known(gender="vrouw", migratie="in_nederland_geboren"), {"vrouw_met_migratieachtergrond": None}),
        (known(gender="vrouw", migratie="gezinsmigrant"), {"vrouw_met_migratieachtergrond": "ja"}),
        (known(andere_talen="en nl"), {"aantal_thuistalen": "0"}),
        (known(andere_talen="en ti"), {"aantal_thuistalen": "1"}),
        ({}, {"aantal_belemmeringen": None, "opleiding": None, "weinig_steun": None}),
    ],
)
def test_derived_facts_follow_from_answers_and_from_nothing_else(knowledge, facts, follows):
    derived = knowledge.derive(facts)
    assert {name: " ".join(derived.get(name, ())) or None for name in follows} == follows
    assert {veld: derived[veld] for veld in facts} == facts


def test_the_first_language_is_asked_for_the_status_of_a_newcomer(knowledge):
    question = knowledge.questions["migratie"]
    assert question.wanneer.holds(known(andere_talen="ti"))
    assert question.wanneer.holds(known(diploma_land="buitenland"))
    assert not question.wanneer.holds(known(taal_spreken="B2_plus"))
    assert not question.wanneer.holds({})


def test_every_file_of_the_folder_is_read(knowledge):
    for file in (OURS / "questions").glob("*.yml"):
        for name in re.findall(r"^- id: (\w+)", file.read_text(encoding="utf-8"), re.MULTILINE):
            assert name in knowledge.questions


def test_the_report_is_named_in_full(knowledge):
    assert knowledge.report.volledig.startswith("Visser, A., Poerwoatmodjo, J., Kovács, Z. & Chrifi, J. (december 2019).")
    assert knowledge.report.paragrafen["5.5.6"] == "Snel of duurzaam"
    assert len(knowledge.report.tabellen) == 5
