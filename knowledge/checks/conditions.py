"""Every condition asks for what exists, in a way that can be answered, and can hold for somebody."""

from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import at, problem
from knowledge.checks.vocabulary import FREE, wrong_field, wrong_value
from knowledge.conditions import Not, all_hold
from knowledge.entries import Field
from knowledge.leaves import Between, Condition, Is, Known, Leaf
from knowledge.models import Knowledge
from knowledge.possible import example
from knowledge.reading import Place, Problem


def check(built: Built) -> Iterator[Problem]:
    for place, condition in conditions(built):
        wrong = [problem(leaf.place or place, text) for leaf in condition.leaves() for text in wrong_leaf(built.knowledge, leaf)]
        yield from wrong
        if not wrong and example(condition, every_field(built.knowledge)) is None:
            words = condition.in_dutch(built.knowledge)
            yield problem(place, f"deze voorwaarde kan nooit gelden ({words}); haal weg wat elkaar uitsluit")
    yield from never_asked(built)


def conditions(built: Built) -> Iterator[tuple[Place, Condition]]:
    """Every condition in the folder, with its place."""
    knowledge = built.knowledge
    for name, definition in knowledge.derived.items():
        for index, value in enumerate(definition.waarden):
            yield at(built, "afleiding", name, "waarden", index, "wanneer"), value.wanneer
    for name, question in knowledge.questions.items():
        if question.wanneer is not None:
            yield at(built, "vraag", name, "wanneer"), question.wanneer
    for name, element in knowledge.elements.items():
        yield at(built, "element", name, "wanneer"), element.wanneer
    for name, warning in knowledge.let_op.items():
        yield at(built, "let_op", name, "wanneer"), warning.wanneer


def wrong_leaf(knowledge: Knowledge, leaf: Leaf) -> Iterator[str]:
    """What is wrong with a question about one field."""
    wrong = wrong_field(knowledge, leaf.veld, derived=True)
    if wrong:
        yield wrong
        return
    field = knowledge.fields.get(leaf.veld) or knowledge.given.get(leaf.veld)
    counts = leaf.veld in knowledge.derived and bool(knowledge.derived[leaf.veld].tel)
    if isinstance(leaf, Known):
        if field is None:
            yield f"'bekend' vraagt naar een antwoord; '{leaf.veld}' is afgeleid: noem een waarde"
    elif isinstance(leaf, Between):
        if not counts and (field is None or field.soort != "schaal"):
            yield f"'{leaf.veld}' is geen getal; noem een waarde"
    elif isinstance(leaf, Is):
        if counts:
            yield from (f"'{leaf.veld}' is een aantal; '{waarde}' niet" for waarde in leaf.waarden if not waarde.isdecimal())
        elif field is not None and field.soort in FREE:
            yield f"'{leaf.veld}' zijn eigen woorden; vraag alleen of het bekend is: {{bekend: {leaf.veld}}}"
        else:
            yield from (wrong for waarde in leaf.waarden if (wrong := wrong_value(knowledge, leaf.veld, waarde)))


def never_asked(built: Built) -> Iterator[Problem]:
    """A question is asked as long as its first field is unknown; a condition that needs that field keeps it from ever coming."""
    for name, question in built.knowledge.questions.items():
        if question.wanneer is None or not question.velden:
            continue
        possible = example(question.wanneer, every_field(built.knowledge)) is not None
        unanswered = all_hold(Not(Known(question.velden[0])), question.wanneer)
        if possible and example(unanswered, every_field(built.knowledge)) is None:
            text = f"vraag '{name}' komt nooit: de voorwaarde geldt pas als '{question.velden[0]}' al bekend is"
            yield problem(at(built, "vraag", name, "wanneer"), text)


def every_field(knowledge: Knowledge) -> dict[str, Field]:
    return {**knowledge.fields, **knowledge.given}
