"""Taking in the message that answers the open question: what is stored, and what the bot says of it."""

from intake import consent, corrections, ending, pending
from intake.recording import answered, is_answered, read_value, sentences, store
from intake.records.conversations import FactRow
from intake.turn import Turn
from knowledge.models import Question

MAX_ATTEMPTS = 2  # the question comes once more in simpler words, never a third time


def take_in(turn: Turn) -> None:
    """Store the message as the answer to the open question and say what became of it."""
    if turn.waiting and pending.settle(turn):
        return
    if turn.row.status in ending.OVER:
        ending.OVER[turn.row.status](turn)
        return
    question = turn.question
    if question is None:
        return
    special = SPECIAL.get(question.id)
    if special is not None:
        special(turn, question)
        return
    answer, added = store(turn, question, again=question.id in turn.row.beantwoord)
    if is_answered(turn, question):
        answered(turn, question)
        confirm(turn, question, added)
    elif added:
        turn.say("genoteerd", "bevestiging")
        confirm(turn, question, added)
    elif not turn.resumed:
        answer.ongelezen = True
        not_read(turn, question)


def confirm(turn: Turn, question: Question, added: list[FactRow]) -> None:
    """Say back what was understood where the client told more than was asked, so that a wrong reading shows at once."""
    told = [fact for fact in added if turn.knowledge.fields[fact.veld].thema != "gesprek"]
    if question.id == "verhaal":
        turn.say("bedankt_verhaal", "bevestiging")
    more = [fact for fact in told if fact.veld not in question.velden]
    if more:
        turn.say("begrepen", "bevestiging", zinnen=sentences(turn, more))


def not_read(turn: Turn, question: Question) -> None:
    """Nothing could be read: ask once more in simpler words, then accept the client's own words."""
    turn.row.pogingen += 1
    if turn.row.pogingen < MAX_ATTEMPTS:
        turn.say(NOT_READ.get(question.id, "niet_begrepen"))
        return
    turn.say("niet_begrepen_opgeschreven", "bevestiging")
    answered(turn, question)


def consent_given(turn: Turn, question: Question) -> None:
    """The first question: without a clear yes nothing is stored (art. 6 AVG)."""
    given = read_value(turn.reading, "toestemming")
    if given == "ja":
        turn.row.toestemming_op = turn.now
        turn.row.toestemming_versie = turn.knowledge.version
        store(turn, question)
        answered(turn, question)
    elif given == "nee":
        ending.refuse(turn)
    else:
        turn.row.pogingen += 1
        turn.say("niet_begrepen" if turn.row.pogingen < MAX_ATTEMPTS else "overslaan_kan_niet")


def health_consent(turn: Turn, question: Question) -> None:
    """Whether health may be stored; a later no takes away what was kept before it."""
    given = read_value(turn.reading, "gezondheid_delen")
    if given is None:
        store(turn, question)
        not_read(turn, question)
        return
    had = bool(turn.row.gezondheid)
    turn.row.gezondheid = given == "ja"
    store(turn, question, again=had)
    answered(turn, question)
    if had and given == "nee":
        consent.withdraw_health(turn)


def closing(turn: Turn, question: Question) -> None:
    """The last question: yes ends the talk, anything else is a correction (contract: `klopt`)."""
    given = read_value(turn.reading, "klopt")
    other = tuple(fact for fact in turn.reading.feiten if fact.veld != "klopt")
    if other or turn.reading.ingetrokken or turn.reading.over:
        corrections.correct(turn)
    elif given == "ja":
        store(turn, question)
        answered(turn, question)
        ending.finish(turn)
    elif turn.row.pogingen == 0:
        turn.row.pogingen = 1
        turn.say("klopt_niet", "vraag", vraag=question.id)
        turn.ask = False
    else:
        answer, _ = store(turn, question)
        answer.ongelezen = True
        answered(turn, question)
        turn.say("niet_begrepen_opgeschreven", "bevestiging")
        ending.finish(turn)


SPECIAL = {"toestemming": consent_given, "gezondheid_delen": health_consent, "klopt": closing}
NOT_READ = {"motivatie": "schaal_uitleg", "vertrouwen": "schaal_uitleg", "contactgegevens": "contact_ongeldig"}
