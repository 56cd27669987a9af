"""Reading the folder: every scalar is text, and a municipality's own folder lies over ours."""

from dataclasses import replace

from knowledge.building import build
from knowledge.folder import read_folders
from tests.knowledge.folders import SOUND, changed, problems, write

CHOICE = "{titel: Ouder, waarde: 45_54}"


def load(root, extra=None):
    return build(read_folders(root, extra)).knowledge


def test_codes_that_yaml_takes_for_numbers_or_truth_stay_text(tmp_path):
    knowledge = load(write(tmp_path, SOUND))
    assert [choice.waarde for choice in knowledge.questions["leeftijd"].keuzes] == ["27_44", "45_54"]
    assert knowledge.elements["jong"].bron.paragrafen == ("5.10",)
    assert knowledge.lexicon["context"] == {"ontkenning": ["niet", "geen"]}


def test_yes_and_no_in_dutch_are_read_as_truth_where_a_truth_is_asked(tmp_path):
    knowledge = load(write(tmp_path, SOUND))
    assert knowledge.questions["leeftijd"].gevoelig is False
    assert [value.id for value in knowledge.fields["doel"].waarden if value.alleen] == ["geen"]


def test_questions_come_in_asking_order_whatever_their_place_in_the_file(tmp_path):
    knowledge = load(write(tmp_path, changed("questions/doelen.yml", "fase: verdieping", "fase: opening")))
    assert list(knowledge.questions) == ["cijfer", "doel", "leeftijd"]


def test_elements_come_by_group_in_the_order_of_the_report(tmp_path):
    assert list(load(write(tmp_path, SOUND)).elements) == ["oud", "jong"]


def test_an_entry_of_the_municipality_replaces_ours_and_a_new_one_is_added(tmp_path):
    ours = write(tmp_path / "ours", SOUND)
    theirs = write(
        tmp_path / "theirs",
        {
            "texts/eigen.yml": """\
- {id: groet, tekst: "Welkom in {gemeente}!", eenvoudig: Welkom!}
- {id: spreekuur, tekst: "Kom langs.", eenvoudig: Kom langs.}
"""
        },
    )
    knowledge = load(ours, theirs)
    assert knowledge.texts["groet"].say(False, gemeente="Delft") == "Welkom in Delft!"
    assert list(knowledge.texts) == ["groet", "spreekuur"]
    assert problems(ours, theirs) == []


def test_the_words_of_the_municipality_come_after_ours(tmp_path):
    ours = write(tmp_path / "ours", SOUND)
    theirs = write(
        tmp_path / "theirs",
        {"lexicon/doelen.yml": "- {veld: doel, waarde: school, woorden: [roc]}\n", "lexicon/context.yml": "ontkenning: [nee]\n"},
    )
    lexicon = load(ours, theirs).lexicon
    assert [entry.get("waarde") for entry in lexicon["doelen"]] == ["werk", None, "school"]
    assert lexicon["context"]["ontkenning"] == ["niet", "geen", "nee"]


def test_a_municipality_can_add_its_own_source(tmp_path):
    ours = write(tmp_path / "ours", SOUND)
    theirs = write(tmp_path / "theirs", {"sources.yml": 'paragrafen: {"eigen 1": "Ons eigen onderzoek"}\n'})
    assert load(ours, theirs).report.paragrafen == {"1": "Begin", "5.10": "Later", "eigen 1": "Ons eigen onderzoek"}


def test_a_mistake_of_the_municipality_is_told_with_the_path_of_its_file(tmp_path):
    ours = write(tmp_path / "ours", SOUND)
    theirs = write(tmp_path / "theirs", {"texts/eigen.yml": "- {id: groet, tekst: Hoi}\n"})
    assert problems(ours, theirs) == [f"{theirs}/texts/eigen.yml:1: 'eenvoudig' ontbreekt"]


def test_the_version_changes_with_every_word(tmp_path):
    before = load(write(tmp_path / "a", SOUND))
    after = load(write(tmp_path / "b", changed("texts/gesprek.yml", "Hoi van", "Dag van")))
    assert before.version != after.version
    assert replace(before, version="") != replace(after, version="")
    assert load(tmp_path / "a").version == before.version


def test_a_municipality_can_change_a_choice_without_touching_ours(tmp_path):
    ours = write(tmp_path / "ours", SOUND)
    changed_question = SOUND["questions/doelen.yml"].replace(CHOICE, "{titel: Wijzer, waarde: 45_54}")
    theirs = write(tmp_path / "theirs", {"questions/eigen.yml": changed_question})
    assert [choice.titel for choice in load(ours, theirs).questions["leeftijd"].keuzes] == ["Jong", "Wijzer"]
    assert [choice.titel for choice in load(ours).questions["leeftijd"].keuzes] == ["Jong", "Ouder"]
