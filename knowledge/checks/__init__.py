"""The cross-checks on the knowledge: everything that no single entry can show to be wrong."""

from knowledge.building import Built
from knowledge.checks import conditions, elements, fields, questions, texts, words
from knowledge.reading import Problem

ALL = (fields.check, conditions.check, questions.check, elements.check, texts.check, words.check)


def check(built: Built) -> list[Problem]:
    """Every problem that any of the checks finds.

    Nothing while a field or derived fact itself could not be read: everything that names it would then look wrong.
    """
    knowledge = built.knowledge
    names = {"veld": knowledge.fields, "gegeven": knowledge.given, "afleiding": knowledge.derived}
    if any(built.blocks[kind].keys() - made.keys() for kind, made in names.items()):
        return []
    return [problem for one in ALL for problem in one(built)]
