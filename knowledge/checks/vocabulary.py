"""Whether a field exists, and whether a value can be one of its values: the one place that all other checks ask."""

from knowledge import languages
from knowledge.checks.telling import instead
from knowledge.entries import Field
from knowledge.models import Knowledge

NUMBERS = tuple(str(number) for number in range(1, 11))
FREE = ("tekst", "teksten")


def wrong_field(knowledge: Knowledge, veld: str, *, derived: bool) -> str | None:
    """What is wrong with the name of a field; derived facts and what the program knows count only where told."""
    known = [*knowledge.fields, *knowledge.given, *(knowledge.derived if derived else ())]
    return None if veld in known else f"veld '{veld}' bestaat niet{instead(veld, known)}"


def wrong_value(knowledge: Knowledge, veld: str, waarde: str) -> str | None:
    """What is wrong with a value of a field that exists."""
    field = knowledge.fields.get(veld) or knowledge.given.get(veld)
    allowed = allowed_values(field) if field else [value.id for value in knowledge.derived[veld].waarden]
    if allowed is None or waarde in allowed:
        return None
    return f"veld '{veld}' kent geen waarde '{waarde}'{instead(waarde, allowed)}"


def allowed_values(field: Field) -> list[str] | None:
    """The values that a field can have; None for free text."""
    if field.soort in FREE:
        return None
    if field.soort == "schaal":
        return list(NUMBERS)
    if field.soort == "talen":
        return list(languages.names())
    return [value.id for value in field.waarden]
