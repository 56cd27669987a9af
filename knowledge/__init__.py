"""What the product knows, as YAML that a professional can read and change, and the loading and checking of it.

`load()` reads the folder and refuses it as a whole when anything in it is wrong, with every problem in one list.
"""

from pathlib import Path

from knowledge.building import build
from knowledge.checks import check
from knowledge.folder import OURS, read_folders
from knowledge.models import Knowledge
from knowledge.reading import KnowledgeError, Problem

__all__ = ["Knowledge", "KnowledgeError", "Problem", "load"]


def load(extra: Path | None = None) -> Knowledge:
    """Our knowledge, with a municipality's own folder laid over it; raises KnowledgeError with all that is wrong."""
    built = build(read_folders(OURS, extra))
    problems = [*built.problems, *check(built)]
    if problems:
        raise KnowledgeError(problems)
    return built.knowledge
