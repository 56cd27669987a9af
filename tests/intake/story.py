"""A client whose whole story is in the record: a row in every table, with words that can be looked for."""

from datetime import UTC, datetime, timedelta

from cryptography.fernet import Fernet

from intake import crypto, staff
from intake.records.conversations import AnswerRow, ConversationRow, FactRow, MessageRow, SignalRow, TrackerEventRow
from intake.records.intakes import DecisionRow, IntakeRow, NoteRow
from intake.store import Store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
KEY = Fernet.generate_key().decode()


def new_conversation(name: str = "amina", now: datetime = NOW) -> ConversationRow:
    """A conversation that has just begun."""
    return ConversationRow(
        id=name,
        token_hash=crypto.keyed_hash(f"token of {name}"),
        kanaal="web",
        begonnen_op=now,
        laatst_actief_op=now,
        eindigt_op=now + timedelta(days=30),
    )


def whole_story(store: Store, name: str = "amina") -> None:
    """A conversation with a row in every table that hangs under one; its words are in `WORDS`."""
    with store.session() as session:
        employee = staff.by_email(session, "bob@voorbeeldstad.nl") or staff.create(
            session, naam="Bob", email="bob@voorbeeldstad.nl", wachtwoord="een lang wachtwoord", rol="consulent"
        )
        row = new_conversation(name)
        row.toestemming_op, row.toestemming_versie, row.gezondheid, row.referentie = NOW, "1", True, f"SG-{name}"
        row.gesteld, row.beantwoord = ["toestemming", "verhaal"], ["toestemming"]
        session.add(row)
        row.messages.append(
            MessageRow(volgnummer=1, van="client", bericht_id=f"{name}-1", tekst=WORDS["bericht"], vraag="verhaal", tijd=NOW)
        )
        answer = AnswerRow(nummer=1, vraag="verhaal", tekst=WORDS["antwoord"], tijd=NOW)
        row.answers.append(answer)
        row.facts.append(FactRow(answer=answer, veld="doel", code="betaald_werk", citaat=WORDS["citaat"], sinds=NOW))
        row.facts.append(FactRow(answer=answer, veld="talenten", tekst=WORDS["talent"], citaat=WORDS["talent"], sinds=NOW))
        row.signals.append(SignalRow(answer=answer, code="geen_geld_voor_eten", citaat=WORDS["signaal"], tijd=NOW))
        row.tracker_events.append(TrackerEventRow(volgnummer=1, event=WORDS["event"]))
        row.intake = IntakeRow(gemaakt_op=NOW, urgent=True, toegewezen_aan=employee.id)
        row.intake.notes.append(NoteRow(tekst=WORDS["notitie"], door=employee.id, op=NOW))
        row.intake.decisions.append(DecisionRow(element_id="45-zelfbeeld", oordeel="past", reden=WORDS["reden"], door=employee.id, op=NOW))


# One word in each text that occurs nowhere else, so that it can be looked for in a raw database.
WORDS = {
    "bericht": "ik wil graag kapperszaakjes beginnen",
    "antwoord": "ik wil graag bloemenwinkels beginnen",
    "citaat": "fietsenmakerij hier in de buurt",
    "talent": "harmonicaspelen",
    "signaal": "koelkastleegte sinds maandag",
    "event": '{"event": "user", "text": "trompetlessen"}',
    "notitie": "belt dinsdag over zwemdiploma",
    "reden": "vanwege dakpannengesprek",
}
TELLTALES = (
    "kapperszaakjes",
    "bloemenwinkels",
    "fietsenmakerij",
    "harmonicaspelen",
    "koelkastleegte",
    "trompetlessen",
    "zwemdiploma",
    "dakpannengesprek",
)
