"""The summary of one intake, as the contract (section 4) has it: facts with their quotes, elements with their reasons."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from intake.elements import Proposed, map_elements, warnings
from intake.facts import MANY, active, values
from intake.records.conversations import ConversationRow, FactRow
from intake.talk_questions import talk_questions
from knowledge.models import Knowledge

SCHEMA = "startgesprek/samenvatting/1"
# The six themes of the summary and the themes of the catalogue that each holds.
THEMES = {
    "doelen": ("doelen",),
    "netwerk": ("netwerk",),
    "taal": ("taal",),
    "belemmeringen": ("belemmeringen",),
    "talenten": ("talenten",),
    "begeleiding": ("begeleiding", "contact"),
}
ABOUT_THE_TALK = "gesprek"  # consent and the like: known, but never missing from a first talk
CLOSING_PHASE = "slot"


def summarize(row: ConversationRow, knowledge: Knowledge) -> dict[str, Any]:
    """The whole summary as plain data, ready for JSON."""
    facts = active(row)
    known = with_signals(row)
    proposed = map_elements(known, knowledge)
    let_op = warnings(known, knowledge)
    missing = missing_questions(row, knowledge)
    return {
        "schema": SCHEMA,
        "id": row.id,
        "referentie": row.referentie,
        "status": row.intake.status if row.intake else "nieuw",
        "kanaal": row.kanaal,
        "begonnen_op": moment(row.begonnen_op),
        "afgerond_op": moment(row.afgerond_op),
        "volledig": row.status == "afgerond",
        "toestemming": {
            "gegeven_op": moment(row.toestemming_op),
            "tekst_versie": row.toestemming_versie,
            "gezondheid": bool(row.gezondheid),
        },
        "profiel": profile(facts, knowledge),
        **{theme: [themed(fact) for fact in facts if knowledge.fields[fact.veld].thema in themes] for theme, themes in THEMES.items()},
        "signalen": [{"code": signal.code, "citaat": signal.citaat, "antwoord": signal.answer.ref} for signal in row.signals],
        "werkzame_elementen": [element(item, row, facts) for item in proposed],
        "let_op": [{"tekst": warning.tekst, "bron": warning.source} for warning in let_op],
        "gespreksvragen": [question.tekst for question in talk_questions(proposed, let_op, missing, knowledge)],
        "ontbreekt": missing,
        "antwoorden": [
            {
                "id": answer.ref,
                "vraag": answer.vraag,
                "tekst": answer.tekst,
                "tijd": moment(answer.tijd),
                "gecorrigeerd": answer.gecorrigeerd,
            }
            for answer in row.answers
        ],
    }


def with_signals(row: ConversationRow) -> dict[str, frozenset[str]]:
    """The facts, with the signals as facts of the pseudo-field `signalen`, so that conditions can ask for them."""
    known = dict(values(row))
    if row.signals:
        known["signalen"] = frozenset(signal.code for signal in row.signals)
    return known


def profile(facts: Iterable[FactRow], knowledge: Knowledge) -> dict[str, dict[str, Any]]:
    """Every field that is known, with its value (a list where there can be more) and the answers it came from."""
    found: dict[str, dict[str, Any]] = {}
    for name, field in knowledge.fields.items():
        of_field = [fact for fact in facts if fact.veld == name]
        if not of_field:
            continue
        values_read = [int(fact.waarde) if field.soort == "schaal" else fact.waarde for fact in of_field]
        found[name] = {
            "waarde": values_read if field.soort in MANY else values_read[-1],
            "antwoorden": list(dict.fromkeys(fact.answer.ref for fact in of_field)),
        }
    return found


def themed(fact: FactRow) -> dict[str, str]:
    return {"veld": fact.veld, "waarde": fact.waarde, "citaat": fact.citaat, "antwoord": fact.answer.ref}


def element(proposed: Proposed, row: ConversationRow, facts: list[FactRow]) -> dict[str, Any]:
    """One proposed element with the client's words that brought it up and its place in the report."""
    source = proposed.element
    return {
        "id": source.id,
        "niveau": source.niveau,
        "doelgroep": source.doelgroep,
        "titel": source.titel,
        "uitleg": source.uitleg,
        "aanvulling": source.aanvulling,
        "waarom": [reason for veld, waarde in proposed.reasons for reason in proof(veld, waarde, row, facts)],
        "bron": {"paragraaf": ", ".join(source.bron.paragrafen), "onderzoek": list(source.bron.onderzoek)},
        "kanttekening": source.kanttekening,
    }


def proof(veld: str, waarde: str, row: ConversationRow, facts: list[FactRow]) -> list[dict[str, str]]:
    """The client's words behind one reason of an element."""
    if veld == "signalen":
        said = [(signal.citaat, signal.answer.ref) for signal in row.signals if signal.code == waarde]
    else:
        said = [(fact.citaat, fact.answer.ref) for fact in facts if fact.veld == veld and fact.waarde == waarde]
    return [{"feit": f"{veld}: {waarde}", "citaat": quote, "antwoord": ref} for quote, ref in said]


def missing_questions(row: ConversationRow, knowledge: Knowledge) -> list[str]:
    """The questions that apply to this client and whose answer is not known: skipped, not reached, or not understood."""
    facts = knowledge.derive(values(row))
    known = set(facts)
    open_ended = {answer.vraag for answer in row.answers}
    return [
        question.id
        for question in knowledge.questions.values()
        if (question.wanneer is None or question.wanneer.holds(facts))
        and (question.velden[0] not in known if question.velden else question.id not in open_ended)
        and not (question.fase == CLOSING_PHASE or any(knowledge.fields[veld].thema == ABOUT_THE_TALK for veld in question.velden))
    ]


def moment(when: datetime | None) -> str | None:
    """A time as ISO 8601 in UTC, to the second."""
    return when.isoformat(timespec="seconds") if when else None
