"""Which file holds which kind of entry, and how a municipality's own folder is laid over ours."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from knowledge.reading import Block, Items, Place, Problem, files_of, read_file

OURS = Path(__file__).parent
LISTS = {"fields.yml": "veld", "given.yml": "gegeven", "derived.yml": "afleiding"}
FOLDERS = {"questions": "vraag", "texts": "tekst", "elements": "element"}
# Files whose entries are of another kind than those of their neighbours.
OTHERWISE = {"texts/signalen.yml": "signaal", "elements/let_op.yml": "let_op"}
LEXICON = "lexicon"
SOURCES = "sources.yml"
KINDS = (*LISTS.values(), *FOLDERS.values(), *OTHERWISE.values())


@dataclass
class Raw:
    """The entries as they stand in the files: by kind and id, with the word lists and the sources apart."""

    entries: dict[str, dict[str, Block]] = field(default_factory=lambda: {kind: {} for kind in KINDS})
    lexicon: dict[str, Any] = field(default_factory=dict)
    sources: Block | None = None
    problems: list[Problem] = field(default_factory=list)
    version: str = ""


def read_folders(ours: Path, extra: Path | None = None) -> Raw:
    """Our folder with the municipality's laid over it: the same id replaces, a new id is added."""
    raw = Raw()
    contents = hashlib.sha256()
    for root in [ours, extra] if extra else [ours]:
        seen: dict[tuple[str, str], Block] = {}
        for name, path in files_of(root):
            contents.update(name.encode() + b"\0" + path.read_bytes())
            shown = name if root is ours else (root / name).as_posix()
            data, problems = read_file(path, shown)
            raw.problems += problems
            if data is not None:
                add_file(raw, name, data, shown, seen)
    raw.version = contents.hexdigest()[:12]
    return raw


def kind_of(name: str) -> str | None:
    return OTHERWISE.get(name) or LISTS.get(name) or FOLDERS.get(name.partition("/")[0] if name.count("/") == 1 else "")


def add_file(raw: Raw, name: str, data: Any, shown: str, seen: dict[tuple[str, str], Block]) -> None:  # noqa: ANN401 - YAML
    """Add the contents of one file; `seen` are the entries of the same folder, where an id stands once."""
    if name == SOURCES:
        add_sources(raw, data, shown)
    elif name.startswith(f"{LEXICON}/"):
        add_words(raw, Path(name).stem, data, shown)
    elif kind := kind_of(name):
        for block in blocks(raw, data, shown):
            add_entry(raw, kind, block, seen)
    else:
        known = ", ".join([*LISTS, SOURCES, *(f"{folder}/*.yml" for folder in (*FOLDERS, LEXICON))])
        raw.problems.append(Problem(shown, 1, f"dit bestand hoort bij geen soort kennis; wel: {known}"))


def add_entry(raw: Raw, kind: str, block: Block, seen: dict[tuple[str, str], Block]) -> None:
    key = "code" if kind == "signaal" else "id"
    name = block.get(key)
    if not isinstance(name, str) or not name:
        raw.problems.append(problem(block.place, f"'{key}' ontbreekt"))
        return
    before = seen.get((kind, name))
    if before is not None:
        first = f"{before.place.file}:{before.place.line}"
        raw.problems.append(problem(block.at(key), f"'{name}' staat er al ({first}); een {key} is er één keer"))
        return
    seen[kind, name] = raw.entries[kind][name] = block


def add_words(raw: Raw, stem: str, data: Any, shown: str) -> None:  # noqa: ANN401 - YAML
    """Word lists grow: a municipality's words come after ours."""
    before = raw.lexicon.get(stem)
    if isinstance(data, Items) and (before is None or isinstance(before, list)):
        raw.lexicon[stem] = [*(before or []), *blocks(raw, data, shown)]
    elif isinstance(data, Block) and (before is None or isinstance(before, dict)):
        merged = dict(before or {})
        for key, value in data.items():
            merged[key] = [*merged.get(key, []), *value] if isinstance(value, list) else value
        raw.lexicon[stem] = merged
    else:
        raw.problems.append(Problem(shown, 1, "een woordenlijst is een lijst, of heeft dezelfde vorm als de onze"))


def add_sources(raw: Raw, data: Any, shown: str) -> None:  # noqa: ANN401 - YAML
    """A municipality can add places to the list; the report itself stays as it is."""
    if not isinstance(data, Block):
        raw.problems.append(Problem(shown, 1, "de bronnen hebben sleutels: titel, auteurs, paragrafen, ..."))
    elif raw.sources is None:
        raw.sources = data
    else:
        for key in ("paragrafen", "tabellen"):
            ours, theirs = raw.sources.get(key), data.get(key)
            if isinstance(ours, Block) and isinstance(theirs, Block):
                ours.update(theirs)
            elif isinstance(ours, Items) and isinstance(theirs, Items):
                ours.extend(theirs)


def blocks(raw: Raw, data: Any, shown: str) -> Iterator[Block]:  # noqa: ANN401 - YAML
    """The entries of a file; what is no entry is a problem."""
    if not isinstance(data, Items):
        raw.problems.append(Problem(shown, 1, "dit bestand is een lijst: elke regel '- id: ...' begint een nieuw onderdeel"))
        return
    for index, item in enumerate(data):
        if isinstance(item, Block):
            yield item
        else:
            raw.problems.append(problem(data.at(index), "hier hoort een onderdeel met sleutels, zoals 'id: ...'"))


def problem(place: Place, text: str) -> Problem:
    return Problem(place.file, place.line, text)
