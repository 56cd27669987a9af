"""What may be kept of a message, given the client's two consents (art. 6 and 9 AVG; contract, section 1)."""

import re
from dataclasses import replace

from intake.facts import active
from intake.reading import ReadFact, Reading, ReadSignal
from intake.records.conversations import ConversationRow, FactRow, SignalRow
from intake.turn import LONGEST_READ, Turn
from knowledge.models import Knowledge

HEALTH = "gezondheid"
SAID_BACK = ("bevestiging", "samenvatting")  # messages of the bot that repeat what the client told
# A sentence, or a part of one that stands on its own between commas or joining words: what is left out with a health word.
PART = re.compile(r"[^.!?;,\n]+[.!?;,\n]*")


def about_health(knowledge: Knowledge, veld: str, waarde: str) -> bool:
    """Whether this value says something about somebody's health (fields.yml: `bijzonder: gezondheid`)."""
    field = knowledge.fields[veld]
    return field.bijzonder == HEALTH or any(value.id == waarde and value.bijzonder == HEALTH for value in field.waarden)


def may_keep_health(row: ConversationRow) -> bool:
    return bool(row.gezondheid)


def masked(text: str, spans: tuple[tuple[int, int], ...], mask: str) -> str:
    """The text with every part that touches one of the spans replaced by the mask, once for a run of parts."""
    kept: list[str] = []
    for part in PART.finditer(text):
        if any(part.start() < end and start < part.end() for start, end in spans):
            if not kept or kept[-1] != mask:
                kept.append(mask)
        else:
            kept.append(part.group().strip())
    return " ".join(kept)


def keepable(turn: Turn) -> tuple[str, Reading]:
    """The client's text and reading as they may be stored.

    Without consent for health no health fact stays, and the words around one make way for a mask; a signal keeps its
    code, because somebody's safety may hang on it (art. 9 lid 2 onder c AVG), but not its words.
    """
    reading = turn.reading
    if may_keep_health(turn.row):
        return turn.text, reading
    facts = tuple(fact for fact in reading.feiten if not about_health(turn.knowledge, fact.veld, fact.waarde))
    dropped = [fact for fact in reading.feiten if fact not in facts]
    whole = turn.reread(turn.text, turn.row.open_vraag) if len(turn.text) > LONGEST_READ else reading
    spans = whole.gevoelig + tuple((fact.start, fact.end) for fact in dropped)
    if not spans:
        return turn.text, reading
    mask = turn.knowledge.texts["gezondheid_weggelaten"].say(False)
    text = masked(turn.text, spans, mask)

    def covered(item: ReadFact | ReadSignal) -> bool:
        return item.citaat not in text

    return text, replace(
        reading,
        feiten=tuple(
            replace(fact, citaat=mask) if covered(fact) else fact
            for fact in facts
            if not (is_free_text(turn.knowledge, fact) and covered(fact))
        ),
        signalen=tuple(replace(signal, citaat=mask) if covered(signal) else signal for signal in reading.signalen),
    )


def is_free_text(knowledge: Knowledge, fact: ReadFact) -> bool:
    return knowledge.fields[fact.veld].soort in ("tekst", "teksten")


def withdraw_health(turn: Turn) -> None:
    """Take everything about health out of a record that held it: the facts, and the words in answers and messages."""
    row, knowledge = turn.row, turn.knowledge
    row.gezondheid = False
    row.facts[:] = [fact for fact in row.facts if not about_health(knowledge, fact.veld, fact.waarde)]
    for answer in row.answers:
        answer.tekst = without_health(turn, answer.tekst, answer.vraag)
    for message in row.messages:
        if message.van == "client" or message.soort in SAID_BACK:
            message.tekst = without_health(turn, message.tekst, message.vraag)
    mask = knowledge.texts["gezondheid_weggelaten"].say(False)
    proofs: list[FactRow | SignalRow] = [*active(row), *row.signals]
    for proof in proofs:
        if proof.citaat not in proof.answer.tekst:
            proof.citaat = mask


def without_health(turn: Turn, text: str, question: str | None) -> str:
    reading = turn.reread(text, question)
    whole = turn.reread(turn.text, turn.row.open_vraag) if len(turn.text) > LONGEST_READ else reading
    spans = whole.gevoelig + tuple((f.start, f.end) for f in reading.feiten if about_health(turn.knowledge, f.veld, f.waarde))
    return masked(text, spans, turn.knowledge.texts["gezondheid_weggelaten"].say(False)) if spans else text
