"""YAML to plain data: every scalar as text, every entry with its file and line. Knows nothing of what the data means."""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

# The C parser is about ten times as fast; PyYAML has it wherever libyaml was there when it was built.
Composer: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
TEXT = "tag:yaml.org,2002:str"


@dataclass(frozen=True)
class Place:
    """Where something stands: a file of the knowledge folder and a line in it."""

    file: str
    line: int


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong in the knowledge, and what would be right."""

    file: str
    line: int
    text: str

    def __str__(self) -> str:
        return f"{self.file}:{self.line}: {self.text}"


class KnowledgeError(Exception):
    """The knowledge can't be used; `problems` holds everything that is wrong with it, not just the first."""

    def __init__(self, problems: list[Problem]) -> None:
        self.problems = sorted(problems)
        super().__init__("\n".join(str(problem) for problem in self.problems))


class Block(dict[str, Any]):
    """A mapping that knows its place and the line of each of its keys."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: dict[str, int] = {}

    def at(self, key: str) -> Place:
        """The place of a key; the place of the block itself when it has no such key."""
        return Place(self.place.file, self.lines.get(key, self.place.line))


class Items(list[Any]):
    """A list that knows its place and the line of each of its items."""

    def __init__(self, place: Place) -> None:
        super().__init__()
        self.place = place
        self.lines: list[int] = []

    def at(self, index: int) -> Place:
        return Place(self.place.file, self.lines[index])


class _Reader:
    """Turns the nodes of one file into blocks, items and text."""

    def __init__(self, file: str) -> None:
        self.file = file
        self.problems: list[Problem] = []

    def data(self, node: yaml.Node) -> Any:  # noqa: ANN401 - YAML is text, list or mapping, at any depth
        if isinstance(node, yaml.ScalarNode):
            return node.value
        place = Place(self.file, node.start_mark.line + 1)
        if isinstance(node, yaml.SequenceNode):
            items = Items(place)
            for child in node.value:
                items.lines.append(child.start_mark.line + 1)
                items.append(self.data(child))
            return items
        block = Block(place)
        for key_node, child in node.value:
            line = key_node.start_mark.line + 1
            key = key_node.value if isinstance(key_node, yaml.ScalarNode) else None
            if key is None or key in block:
                what = "een sleutel moet tekst zijn" if key is None else f"sleutel '{key}' staat er twee keer; laat er één staan"
                self.problems.append(Problem(self.file, line, what))
                continue
            block.lines[key] = line
            block[key] = self.data(child)
        return block


def read_file(path: Path, file: str) -> tuple[Any, list[Problem]]:
    """The contents of one file (None when it is empty or no YAML) and what is wrong with its form."""
    loader = Composer(path.read_bytes())
    try:
        node = loader.get_single_node()
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None)
        line = mark.line + 1 if mark else 1
        return None, [Problem(file, line, f"geen geldige YAML: {getattr(error, 'problem', None) or error}")]
    finally:
        loader.dispose()
    if node is None:
        return None, []
    reader = _Reader(file)
    return reader.data(node), reader.problems


def files_of(root: Path) -> Iterator[tuple[str, Path]]:
    """The YAML files of a knowledge folder by their name in it, in a fixed order."""
    for path in sorted(root.rglob("*.yml")):
        yield path.relative_to(root).as_posix(), path
