"""Fields and derived facts are complete: names that don't clash, values, and a sentence for the client to read."""

from collections import Counter
from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import at, instead, problem
from knowledge.checks.vocabulary import FREE, wrong_value
from knowledge.entries import PLACEHOLDER, Field
from knowledge.reading import Problem

CODED = ("code", "codes")


def check(built: Built) -> Iterator[Problem]:
    knowledge = built.knowledge
    asked = {veld for question in knowledge.questions.values() for veld in question.velden}
    for name, field in knowledge.fields.items():
        yield from values(built, "veld", field)
        yield from sentence(built, field)
        if asked and name not in asked:
            yield problem(at(built, "veld", name), f"geen vraag vraagt naar '{name}'; zet het bij de 'velden' van een vraag")
    for field in knowledge.given.values():
        yield from values(built, "gegeven", field)
    for kind, names in {"gegeven": knowledge.given, "afleiding": knowledge.derived}.items():
        for name in names:
            if name in knowledge.fields or (kind == "afleiding" and name in knowledge.given):
                yield problem(at(built, kind, name, "id"), f"'{name}' heet ook al een ander veld; kies een andere naam")
    yield from derived(built)


def values(built: Built, kind: str, field: Field) -> Iterator[Problem]:
    place = at(built, kind, field.id)
    if field.waarden_uit and field.waarden_uit not in built.knowledge.fields:
        text = f"veld '{field.waarden_uit}' bestaat niet{instead(field.waarden_uit, built.knowledge.fields)}"
        yield problem(at(built, kind, field.id, "waarden_uit"), text)
    elif field.soort in CODED and not field.waarden:
        yield problem(place, f"veld '{field.id}' is van soort {field.soort} en heeft dus 'waarden' nodig")
    elif field.soort not in CODED and field.waarden:
        yield problem(at(built, kind, field.id, "waarden"), f"een veld van soort {field.soort} heeft geen 'waarden'")
    for name, times in Counter(value.id for value in field.waarden).items():
        if times > 1:
            yield problem(at(built, kind, field.id, "waarden"), f"waarde '{name}' staat er {times} keer; laat er één staan")


def sentence(built: Built, field: Field) -> Iterator[Problem]:
    """A client can read back every value (the summary before the last question)."""
    if field.zin is not None and PLACEHOLDER.findall(field.zin) != ["waarden"]:
        yield problem(at(built, "veld", field.id, "zin"), "een 'zin' heeft één keer {waarden} en niets anders tussen accolades")
    if field.zin is None and not field.waarden:
        yield problem(at(built, "veld", field.id), f"veld '{field.id}' heeft een 'zin' met {{waarden}} nodig")
    if field.waarden_uit:
        return
    for index, value in enumerate(field.waarden):
        if not value.hele_zin and (field.zin is None or not value.zin):
            need = "'hele_zin'" if field.zin is None else "'zin' (in de zin van het veld) of 'hele_zin'"
            yield problem(at(built, "veld", field.id, "waarden", index), f"waarde '{value.id}' heeft {need} nodig, voor de cliënt")


def derived(built: Built) -> Iterator[Problem]:
    for name, definition in built.knowledge.derived.items():
        if bool(definition.waarden) == bool(definition.tel):
            yield problem(at(built, "afleiding", name), f"afleiding '{name}' heeft 'waarden' of 'tel' nodig, één van de twee")
        if not definition.tel:
            continue
        field = built.knowledge.fields.get(definition.tel)
        if field is None or field.soort in ("code", "schaal", *FREE[:1]):
            several = [other.id for other in built.knowledge.fields.values() if other.soort in ("codes", "teksten", "talen")]
            text = f"'tel' telt de waarden van een veld dat er meer kan hebben{instead(definition.tel, several)}"
            yield problem(at(built, "afleiding", name, "tel"), text)
            continue
        for value in definition.behalve:
            if wrong := wrong_value(built.knowledge, field.id, value):
                yield problem(at(built, "afleiding", name, "behalve"), wrong)
