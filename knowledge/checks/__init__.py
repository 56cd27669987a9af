"""The cross-checks on the knowledge: everything that no single entry can show to be wrong."""

from pathlib import PurePath

from knowledge.building import Built
from knowledge.checks import conditions, elements, fields, questions, texts, words
from knowledge.folder import LISTS
from knowledge.reading import Problem

ALL = (fields.check, conditions.check, questions.check, elements.check, texts.check, words.check)


def check(built: Built) -> list[Problem]:
    """Every problem that any of the checks finds.

    Nothing while a field or derived fact itself could not be read: everything that names it would then look wrong.
    """
    if any(PurePath(problem.file).name in LISTS for problem in built.problems):
        return []
    return [problem for one in ALL for problem in one(built)]
