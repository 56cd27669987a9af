"""The facts of a conversation: which hold now, how new ones replace old ones. Knows no database session."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime

from intake.reading import ReadFact
from intake.records.conversations import AnswerRow, ConversationRow, FactRow
from knowledge.models import Field, Knowledge

MANY = ("codes", "teksten", "talen")  # kinds of field that hold more than one value
CODED = ("code", "codes", "schaal", "talen")


def active(row: ConversationRow) -> list[FactRow]:
    """The facts that hold now, in the order in which they were said."""
    return [fact for fact in row.facts if fact.vervallen_op is None]


def values(row: ConversationRow) -> Mapping[str, frozenset[str]]:
    """The facts as conditions ask for them: field to values, with the channel as a fact too."""
    found: dict[str, set[str]] = defaultdict(set)
    for fact in active(row):
        found[fact.veld].add(fact.waarde)
    found["kanaal"].add(row.kanaal)
    return {name: frozenset(of_field) for name, of_field in found.items()}


def holds_many(field: Field) -> bool:
    return field.soort in MANY


def expire(row: ConversationRow, now: datetime, veld: str, waarde: str | None = None) -> list[FactRow]:
    """End the facts of a field (or one value of it) and return them; their answers stay as they were."""
    ended = [fact for fact in active(row) if fact.veld == veld and waarde in (None, fact.waarde)]
    for fact in ended:
        fact.vervallen_op = now
    return ended


def add(row: ConversationRow, knowledge: Knowledge, answer: AnswerRow, read: Iterable[ReadFact], now: datetime) -> list[FactRow]:
    """Add what was read to the record: a single-valued field takes the new value, the others gain one.

    A value that stands alone ("geen", "niemand") and the other values of its field end each other.
    """
    added = []
    for fact in read:
        field = knowledge.fields[fact.veld]
        if any(old.veld == fact.veld and old.waarde == fact.waarde for old in active(row)):
            continue
        if not holds_many(field):
            expire(row, now, fact.veld)
        else:
            end_what_excludes(row, field, fact.waarde, now)
        coded = field.soort in CODED
        new = FactRow(
            answer=answer,
            veld=fact.veld,
            code=fact.waarde if coded else None,
            tekst=None if coded else fact.waarde,
            citaat=fact.citaat,
            sinds=now,
        )
        row.facts.append(new)
        added.append(new)
    return added


def end_what_excludes(row: ConversationRow, field: Field, waarde: str, now: datetime) -> None:
    """ "Geen" ends the named barriers, a named barrier ends "geen"."""
    alone = {value.id for value in field.waarden if value.alleen}
    for old in [fact for fact in active(row) if fact.veld == field.id]:
        if waarde in alone or old.waarde in alone:
            old.vervallen_op = now
