"""Which question is open now, and how far the talk is. Reads facts and the catalogue; knows no Rasa and no database session."""

from dataclasses import dataclass

from intake.facts import values
from intake.records.conversations import ConversationRow
from knowledge.models import Knowledge, Question

CORE = ("opening", "kern")
CONFIRM = "klopt"
GO_ON = "doorgaan"


@dataclass(frozen=True)
class Progress:
    """`gedaan` questions are behind the client, of about `totaal`."""

    gedaan: int
    totaal: int


def is_done(row: ConversationRow, question: Question) -> bool:
    """Answered in its own turn, skipped, or its fact is known from something else that the client said."""
    if question.id in row.overgeslagen or question.id in row.beantwoord:
        return True
    return bool(question.velden) and question.velden[0] in values(row)


def applicable(row: ConversationRow, knowledge: Knowledge) -> list[Question]:
    """The questions whose condition holds, in asking order; after "nee" to going on only what closes the talk."""
    facts = knowledge.derive(values(row))
    wants_to_finish = "nee" in facts.get(GO_ON, frozenset())
    asked = [question for question in knowledge.questions.values() if question.wanneer is None or question.wanneer.holds(facts)]
    if wants_to_finish:
        asked = [question for question in asked if question.fase in CORE or question.id == CONFIRM]
    more = [question for question in asked if question.fase == "verdieping" and not is_done(row, question)]
    if not more and not is_done(row, knowledge.questions[GO_ON]):
        asked = [question for question in asked if question.id != GO_ON]
    return asked


def next_question(row: ConversationRow, knowledge: Knowledge) -> Question | None:
    """The first applicable question that is not done; None when the talk is complete."""
    return next((question for question in applicable(row, knowledge) if not is_done(row, question)), None)


def progress(row: ConversationRow, knowledge: Knowledge) -> Progress:
    """How many questions are behind the client and about how many there are.

    Before the client has chosen to go on, the questions after that choice do not count: they may never come.
    """
    questions = applicable(row, knowledge)
    if not is_done(row, knowledge.questions[GO_ON]):
        questions = [question for question in questions if question.fase in CORE or question.id == CONFIRM]
    done = sum(is_done(row, question) for question in questions)
    if row.status == "afgerond":
        done = len(questions)
    return Progress(done, len(questions))
