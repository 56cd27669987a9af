"""Questions fit their fields: what they ask exists, every answer can be chosen, every title fits its button."""

from collections import Counter
from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import at, instead, problem
from knowledge.entries import Question
from knowledge.reading import Problem

LONGEST_TITLE = 24  # characters in a row of a WhatsApp list (Meta, Cloud API, interactive messages)


def check(built: Built) -> Iterator[Problem]:
    first: dict[str, str] = {}
    order: dict[tuple[str, int], str] = {}
    for name, question in built.knowledge.questions.items():
        for index, veld in enumerate(question.velden):
            if veld not in built.knowledge.fields:
                text = f"veld '{veld}' bestaat niet{instead(veld, built.knowledge.fields)}"
                yield problem(at(built, "vraag", name, "velden", index), text)
        if question.velden:
            other = first.setdefault(question.velden[0], name)
            if other != name:
                text = f"vraag '{name}' begint net als '{other}' met '{question.velden[0]}' en komt dus nooit; begin met een ander veld"
                yield problem(at(built, "vraag", name, "velden"), text)
        neighbour = order.setdefault((question.fase, question.volgorde), name)
        if neighbour != name:
            text = f"volgorde {question.volgorde} in fase '{question.fase}' heeft '{neighbour}' al; kies een ander getal"
            yield problem(at(built, "vraag", name, "volgorde"), text)
        yield from choices(built, question)


def choices(built: Built, question: Question) -> Iterator[Problem]:
    fields = [built.knowledge.fields[veld] for veld in question.velden if veld in built.knowledge.fields]
    coded = [field for field in fields if field.soort in ("code", "codes")]
    free = not fields or any(field.soort == "talen" for field in fields)
    possible = [value for field in coded for value in field.values]
    for index, choice in enumerate(question.keuzes):
        place = at(built, "vraag", question.id, "keuzes", index)
        if len(choice.titel) > LONGEST_TITLE:
            yield problem(place, f"titel '{choice.titel}' heeft {len(choice.titel)} tekens; er passen er {LONGEST_TITLE} op een knop")
        if not free and choice.waarde not in possible:
            named = " of ".join(f"'{field.id}'" for field in fields)
            yield problem(place, f"veld {named} kent geen waarde '{choice.waarde}'{instead(choice.waarde, possible)}")
    for what, seen in {
        "titel": [choice.titel for choice in question.keuzes],
        "waarde": [choice.waarde for choice in question.keuzes],
    }.items():
        for name, times in Counter(seen).items():
            if times > 1:
                yield problem(at(built, "vraag", question.id, "keuzes"), f"{what} '{name}' staat er {times} keer; laat er één staan")
    offered = {choice.waarde for choice in question.keuzes}
    for value in possible:
        if value not in offered:
            yield problem(at(built, "vraag", question.id, "keuzes"), f"waarde '{value}' is niet te kiezen; geef haar een keuze")
    if question.keuzes_uit and question.keuzes_uit not in built.knowledge.fields:
        text = f"veld '{question.keuzes_uit}' bestaat niet{instead(question.keuzes_uit, built.knowledge.fields)}"
        yield problem(at(built, "vraag", question.id, "keuzes_uit"), text)
