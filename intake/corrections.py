"""From "nee, 46" to the fact that it replaces: corrections at any moment, with the earlier answer kept as history."""

from intake import facts
from intake.facts import active, holds_many
from intake.reading import ReadFact
from intake.recording import answered, mark_corrected, sentences, store
from intake.records.conversations import FactRow
from intake.turn import Turn
from knowledge.models import Question


def correct(turn: Turn) -> None:
    """Replace, take away, or open again what the client says is wrong; ask what is wrong where the words don't tell."""
    row, reading = turn.row, turn.reading
    if row.toestemming_op is None:
        return
    new = [fact for fact in reading.feiten if turn.knowledge.fields[fact.veld].thema != "gesprek"]
    if new:
        replace(turn, new)
    elif reading.ingetrokken:
        withdraw(turn)
    elif reading.over:
        open_again(turn, reading.over[0])
    else:
        turn.say("corrigeer_wat")


def replace(turn: Turn, new: list[ReadFact]) -> None:
    """The new values take the place of the old ones; of a field with several values only the one meant goes.

    A field that held one value has it replaced; where it held more, the client has to name what was wrong.
    """
    row, question = turn.row, question_for(turn, new[0].veld)
    withdrawn = {taken.veld for taken in turn.reading.ingetrokken}
    take_away(turn)
    for veld in {fact.veld for fact in new}:
        held = [fact for fact in active(row) if fact.veld == veld]
        if not holds_many(turn.knowledge.fields[veld]) or (len(held) == 1 and veld not in withdrawn):
            mark_corrected(facts.expire(row, turn.now, veld))
    _, added = store(turn, question)
    if turn.question is not None and any(fact.veld in turn.question.velden for fact in new):
        answered(turn, turn.question)
    named = {fact.veld for fact in new}
    turn.say("gecorrigeerd", "bevestiging", zinnen=sentences(turn, added or [fact for fact in active(row) if fact.veld in named]))


def withdraw(turn: Turn) -> None:
    """Take away what the client says is not so."""
    question = question_for(turn, turn.reading.ingetrokken[0].veld)
    gone = take_away(turn)
    store(turn, question)
    turn.say("ingetrokken" if gone else "corrigeer_wat", "bevestiging")


def take_away(turn: Turn) -> list[FactRow]:
    gone = [old for taken in turn.reading.ingetrokken for old in facts.expire(turn.row, turn.now, taken.veld, taken.waarde)]
    mark_corrected(gone)
    return gone


def open_again(turn: Turn, veld: str) -> None:
    """Put the question about a field once more, because the client says its answer is wrong."""
    question = question_for(turn, veld)
    turn.row.open_vraag = question.id
    turn.row.pogingen = 0
    if question.id not in turn.row.beantwoord:
        turn.row.beantwoord = [*turn.row.beantwoord, question.id]
    turn.say("terug", "bevestiging")


def question_for(turn: Turn, veld: str) -> Question:
    """The question that asks about a field."""
    return next(question for question in turn.knowledge.questions.values() if veld in question.velden)
