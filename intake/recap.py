"""What the client has told so far, in plain words and je-form, for them to check."""

from intake.facts import active
from intake.turn import Turn


def recap(turn: Turn) -> str:
    """One line a field, in the order of the catalogue; says so when nothing is known yet."""
    lines = []
    facts = active(turn.row)
    for field in turn.knowledge.fields.values():
        if field.thema == "gesprek":
            continue
        values = [fact.waarde for fact in facts if fact.veld == field.id]
        if values:
            lines.append("• " + turn.knowledge.value_sentence(field.id, values))
    if not lines:
        return turn.knowledge.texts["samenvatting_leeg"].say(turn.easy)
    return "\n".join([turn.knowledge.texts["samenvatting_kop"].say(turn.easy), *lines])
