"""The talk as a client meets it: what is asked, what is not asked again, and what happens when words can't be read."""

import pytest

from intake.next_question import progress
from tests.intake.talker import Talker


@pytest.fixture
def talker(knowledge) -> Talker:
    return Talker(knowledge)


def test_the_bot_speaks_first_and_asks_for_consent_before_anything_else(talker):
    assert [message.vraag for message in talker.last][-1] == "toestemming"
    assert "computer" in talker.words()


def test_refused_consent_ends_the_talk_and_nothing_is_kept(talker):
    talker.says("nee", "toestemming: nee")
    assert (talker.row.status, talker.forgotten, talker.row.answers) == ("gestopt", True, [])
    assert talker.last[-1].soort == "afsluiting"


def test_consent_can_not_be_skipped(talker):
    talker.says("overslaan", move="overslaan")
    assert talker.open == "toestemming"


def test_what_the_story_tells_is_not_asked_again(talker):
    talker.up_to("verhaal")
    talker.says(
        "Ik wil kok worden, ik ben 34 en heb schulden",
        "doel: betaald_werk",
        "richting: horeca",
        "leeftijdsgroep: 27_44",
        "belemmeringen: schulden",
    )
    asked = []
    while talker.open not in ("klopt", None):
        asked.append(talker.open)
        talker.says("overslaan", move="overslaan")
    assert not {"doel", "leeftijdsgroep", "belemmeringen", "werkwens"} & set(asked)
    assert "werksituatie" in asked


def test_the_core_comes_before_the_choice_to_go_on_and_no_means_straight_to_the_end(talker):
    talker.up_to("doorgaan")
    assert set(talker.row.gesteld) >= {
        "doel",
        "leeftijdsgroep",
        "werksituatie",
        "belemmeringen",
        "netwerk_steun",
        "taal_spreken",
        "talenten",
        "contact",
    }
    talker.says("nee", "doorgaan: nee")
    assert talker.open == "klopt"


def test_skipping_the_choice_to_go_on_means_going_on(talker):
    talker.up_to("doorgaan")
    talker.says("overslaan", move="overslaan")
    assert talker.open not in ("klopt", "doorgaan")


def test_an_answer_that_can_not_be_read_is_asked_once_more_simpler_and_then_accepted(talker, knowledge):
    talker.up_to("leeftijdsgroep")
    talker.says("blauw")
    assert talker.last[-1].vraag == "leeftijdsgroep"
    assert talker.last[-1].tekst == knowledge.questions["leeftijdsgroep"].eenvoudig
    talker.says("groen")
    assert talker.open == "werksituatie"
    assert [(answer.tekst, answer.ongelezen) for answer in talker.row.answers if answer.vraag == "leeftijdsgroep"] == [
        ("blauw", True),
        ("groen", True),
    ]


def test_an_answer_to_another_question_is_taken_in_and_the_open_question_stays(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("ik heb schulden", "belemmeringen: schulden")
    assert talker.open == "leeftijdsgroep"
    assert talker.known["belemmeringen"] == {"schulden"}


def test_going_back_opens_the_question_before_and_the_new_answer_replaces_the_old(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("46", "leeftijdsgroep: 45_54")
    talker.says("terug", move="terug")
    assert talker.open == "leeftijdsgroep"
    talker.says("36", "leeftijdsgroep: 27_44")
    assert talker.known["leeftijdsgroep"] == {"27_44"}
    assert [answer.gecorrigeerd for answer in talker.row.answers if answer.vraag == "leeftijdsgroep"] == [True, False]
    assert talker.open == "werksituatie"


def test_a_correction_replaces_the_fact_and_keeps_the_earlier_answer(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("46", "leeftijdsgroep: 45_54")
    talker.says("nee wacht, 36", "leeftijdsgroep: 27_44", move="corrigeer")
    assert talker.known["leeftijdsgroep"] == {"27_44"}
    assert talker.open == "werksituatie"
    assert [answer.tekst for answer in talker.row.answers if answer.gecorrigeerd] == ["46"]


def test_a_correction_that_takes_away_leaves_the_rest(talker):
    talker.up_to("belemmeringen")
    talker.says("schulden en wonen", "belemmeringen: schulden", "belemmeringen: wonen")
    talker.says("dat van die schulden klopt niet", move="corrigeer", weg=["belemmeringen: schulden"])
    assert talker.known["belemmeringen"] == {"wonen"}


def test_a_correction_with_a_new_value_leaves_the_values_it_does_not_name(talker):
    talker.up_to("belemmeringen")
    talker.says("schulden en wonen", "belemmeringen: schulden", "belemmeringen: wonen")
    talker.says("niet schulden maar vervoer", "belemmeringen: vervoer", move="corrigeer", weg=["belemmeringen: schulden"])
    assert talker.known["belemmeringen"] == {"wonen", "vervoer"}


def test_a_correction_without_a_new_value_opens_its_question_again(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("46", "leeftijdsgroep: 45_54")
    talker.says("mijn leeftijd klopt niet", move="corrigeer", over=["leeftijdsgroep"])
    assert talker.open == "leeftijdsgroep"


def test_moves_return_to_the_open_question(talker, knowledge):
    talker.up_to("leeftijdsgroep")
    for move in ("vraag_waarom", "wie_ziet_dit", "begrijp_niet", "samenvatting_tonen"):
        talker.says("...", move=move)
        assert talker.last[-1].vraag == "leeftijdsgroep"
    assert talker.last[-1].tekst == knowledge.questions["leeftijdsgroep"].eenvoudig


def test_the_summary_comes_before_the_last_question_and_a_correction_shows_it_again(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("46", "leeftijdsgroep: 45_54")
    talker.up_to("klopt")
    assert [message.soort for message in talker.last][-2:] == ["samenvatting", "vraag"]
    talker.says("ik ben 36", "leeftijdsgroep: 27_44")
    assert talker.open == "klopt"
    assert [message.soort for message in talker.last][-2:] == ["samenvatting", "vraag"]
    talker.says("ja", "klopt: ja")
    assert talker.row.status == "afgerond"
    assert talker.row.referentie in talker.words()


def test_health_is_not_stored_without_consent_not_even_in_the_words(talker):
    talker.up_to("verhaal", health="nee")
    text = "Ik wil kok worden. Ik heb veel rugpijn. Ik heb schulden."
    start = text.index("rugpijn")
    talker.says(
        text, "belemmeringen: gezondheid_lichamelijk @ veel rugpijn", "belemmeringen: schulden @ schulden", gevoelig=((start, start + 7),)
    )
    assert talker.known["belemmeringen"] == {"schulden"}
    stored = " ".join(answer.tekst for answer in talker.row.answers) + " ".join(fact.citaat for fact in talker.row.facts)
    assert "rugpijn" not in stored
    assert "kok worden" in stored


def test_without_health_consent_no_health_is_offered_as_a_choice(talker):
    talker.up_to("belemmeringen", health="nee")
    offered = {keuze.waarde for keuze in talker.last[-1].keuzes}
    assert "schulden" in offered
    assert not offered & {"gezondheid_lichamelijk", "gezondheid_psychisch", "verslaving", "verstandelijke_beperking", "trauma"}


def test_a_signal_is_answered_at_once_with_a_number_and_reaches_the_professional_unfinished(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("ik wil niet meer leven", signalen=["suicidaliteit"])
    assert "113" in talker.words()
    assert talker.row.intake.urgent
    assert [keuze.waarde for keuze in talker.last[-1].keuzes] == ["ja", "stop"]
    talker.says("ja", "doorgaan: ja")
    assert talker.last[-1].vraag == "leeftijdsgroep"


def test_after_a_pause_the_talk_goes_on_at_the_open_question(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("pauze", move="pauze")
    assert talker.row.status == "gepauzeerd"
    talker.says("46", "leeftijdsgroep: 45_54")
    assert (talker.row.status, talker.open) == ("bezig", "werksituatie")


def test_deleting_asks_once_and_then_forgets(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("haal alles weg", move="verwijder")
    assert not talker.forgotten
    talker.says("ja", "doorgaan: ja")
    assert talker.forgotten


def test_everything_can_be_deleted_after_the_end(talker):
    talker.up_to("klopt")
    talker.says("ja", "klopt: ja")
    talker.says("haal alles weg", move="verwijder")
    talker.says("ja", "doorgaan: ja")
    assert talker.forgotten


def test_who_stopped_is_asked_whether_to_go_on_and_nothing_else_is_taken_in(talker):
    talker.up_to("leeftijdsgroep")
    talker.says("stop", move="stop")
    talker.says("46", "leeftijdsgroep: 45_54")
    assert (talker.row.status, "leeftijdsgroep" in talker.known) == ("gestopt", False)
    talker.says("ja", "doorgaan: ja")
    assert (talker.row.status, talker.last[-1].vraag) == ("bezig", "leeftijdsgroep")


def test_progress_never_exceeds_the_total_and_ends_there(talker, knowledge):
    seen = []
    for _ in range(60):
        far = progress(talker.row, knowledge)
        assert 0 <= far.gedaan <= far.totaal
        seen.append(far)
        if talker.open is None:
            break
        if talker.open == "toestemming":
            talker.says("ja", "toestemming: ja")
        elif talker.open == "klopt":
            talker.says("ja", "klopt: ja")
        elif talker.open == "verhaal":
            talker.says("Ik zoek iets.")
        else:
            talker.says("overslaan", move="overslaan")
    assert seen[-1].gedaan == seen[-1].totaal
