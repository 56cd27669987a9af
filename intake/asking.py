"""Putting the open question: its words, its quick replies, and the summary before the last one."""

from intake.consent import about_health, may_keep_health
from intake.facts import values
from intake.next_question import CONFIRM, next_question
from intake.recap import recap
from intake.turn import Bericht, Keuze, Turn
from knowledge.models import Question

SCALE = tuple(Keuze(str(number), str(number)) for number in range(1, 11))


def ask(turn: Turn) -> None:
    """Put the open question again, or open the next one; says nothing when the talk rests or is over."""
    row = turn.row
    if not turn.ask or row.status != "bezig":
        return
    if not row.gesteld:
        turn.say("welkom")
    if row.open_vraag is None:
        question = next_question(row, turn.knowledge)
        if question is None:
            return
        row.open_vraag = question.id
        row.pogingen = 0
        if question.id not in row.gesteld:
            row.gesteld = [*row.gesteld, question.id]
    question = turn.knowledge.questions[row.open_vraag]
    if question.id == CONFIRM:
        turn.said.append(Bericht(recap(turn), "samenvatting"))
    easy = turn.easy or row.pogingen > 0
    turn.said.append(Bericht(question.eenvoudig if easy else question.tekst, "vraag", question.id, shown(turn, question)))


def shown(turn: Turn, question: Question) -> tuple[Keuze, ...]:
    """The quick replies in the order in which a client sees (and may number) them.

    Health is offered only to who wants to share it; the biggest barrier is chosen among the client's own.
    """
    if question.velden and turn.knowledge.fields[question.velden[0]].soort == "schaal":
        return SCALE
    choices = question.keuzes
    if question.keuzes_uit:
        own = values(turn.row).get(question.keuzes_uit, frozenset())
        choices = tuple(choice for choice in choices if choice.waarde in own)
    return tuple(Keuze(choice.titel, choice.waarde, choice.uitleg) for choice in choices if may_offer(turn, question, choice.waarde))


def may_offer(turn: Turn, question: Question, waarde: str) -> bool:
    if may_keep_health(turn.row):
        return True
    return not any(
        about_health(turn.knowledge, veld, waarde)
        for veld in question.velden
        if any(value.id == waarde for value in turn.knowledge.fields[veld].waarden)
    )
