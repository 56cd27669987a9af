"""Writing one message into the record: the answer, its facts and its signals. Decides nothing about the talk."""

from intake import consent, facts
from intake.reading import ReadFact, Reading
from intake.records.conversations import AnswerRow, FactRow, SignalRow
from intake.turn import Turn
from knowledge.models import Question

CHECKED = "contactgegevens"  # only a number or address that was found valid counts, never the bare text


def store(turn: Turn, question: Question, again: bool = False) -> tuple[AnswerRow, list[FactRow]]:
    """Add the message to the record as an answer to `question`, with the facts and signals that may be kept.

    `again`: the question was answered before, and what is said now takes the place of that. Returns the answer and the
    facts that are new.
    """
    text, reading = consent.keepable(turn)
    answer = turn.new_answer(question.id, text)
    read = list(reading.feiten) + free_text(turn, question, reading, text)
    read = [fact for fact in read if turn.knowledge.fields[fact.veld].thema != "gesprek" or fact.veld == question.id]
    if again:
        for veld in {fact.veld for fact in read if fact.veld in question.velden}:
            mark_corrected(facts.expire(turn.row, turn.now, veld))
    added = facts.add(turn.row, turn.knowledge, answer, read, turn.now)
    for signal in reading.signalen:
        turn.row.signals.append(SignalRow(answer=answer, code=signal.code, citaat=signal.citaat, tijd=turn.now))
    return answer, added


def store_aside(turn: Turn) -> None:
    """Store what a message tells beside the move that it makes ("dank je, ik ben trouwens 46")."""
    question = turn.question
    if question is None or turn.row.toestemming_op is None or not turn.reading.feiten:
        return
    store(turn, question)
    if is_answered(turn, question) and any(fact.veld in question.velden for fact in turn.reading.feiten):
        answered(turn, question)


def mark_corrected(ended: list[FactRow]) -> None:
    """The answers that these facts came from are no longer what the client says."""
    for fact in ended:
        fact.answer.gecorrigeerd = True


def free_text(turn: Turn, question: Question, reading: Reading, text: str) -> list[ReadFact]:
    """For a question about free text, the whole answer where nothing more precise was read in it."""
    kinds = {veld: turn.knowledge.fields[veld].soort for veld in question.velden}
    validated = question.id == CHECKED
    known = {fact.veld for fact in reading.feiten}
    return [
        ReadFact(veld, text, text, 0, len(text))
        for veld, soort in kinds.items()
        if soort in ("tekst", "teksten") and veld not in known and text.strip() and not validated
    ]


def is_answered(turn: Turn, question: Question) -> bool:
    """Whether the reading holds what the question asks; free text always does."""
    if not question.velden:
        return bool(turn.text.strip())
    return any(fact.veld in question.velden for fact in turn.reading.feiten) or any(
        turn.knowledge.fields[veld].soort in ("tekst", "teksten") and veld != CHECKED for veld in question.velden
    )


def answered(turn: Turn, question: Question) -> None:
    """The question is behind the client; the next one may come."""
    row = turn.row
    if question.id not in row.beantwoord:
        row.beantwoord = [*row.beantwoord, question.id]
    row.overgeslagen = [skipped for skipped in row.overgeslagen if skipped != question.id]
    row.open_vraag = None
    row.pogingen = 0


def sentences(turn: Turn, told: list[FactRow]) -> str:
    """The client's facts in je-form, one sentence a field, in the order in which they were said."""
    by_field: dict[str, list[str]] = {}
    for fact in told:
        by_field.setdefault(fact.veld, []).append(fact.waarde)
    return " ".join(turn.knowledge.value_sentence(veld, of_field) for veld, of_field in by_field.items())


def read_value(reading: Reading, veld: str) -> str | None:
    """The value read for a single-valued field, the last one if it was said more than once."""
    return next((fact.waarde for fact in reversed(reading.feiten) if fact.veld == veld), None)
