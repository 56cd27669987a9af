"""The word lists of knowledge/lexicon as entries with patterns. Knows their form, not what a text says."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.nlu.patterns import Pattern, parse

CONTEXT, SPELLING = "context", "spelling"


@dataclass(frozen=True)
class Entry:
    """Words that stand for a value, a signal, or something about health; `options` say when they count."""

    veld: str | None
    waarde: str | None
    signaal: str | None
    gevoelig: str | None
    patterns: tuple[Pattern, ...]
    excluded: tuple[Pattern, ...]
    only_at: frozenset[str]
    options: frozenset[str]


@dataclass(frozen=True)
class Lexicon:
    """All entries, the words of context.yml and spelling.yml, and every word that occurs anywhere in them."""

    entries: tuple[Entry, ...]
    context: Mapping[str, Any]
    spelling: Mapping[str, Any]
    files: Mapping[str, Any] = field(default_factory=dict)

    def plain(self, name: str) -> Mapping[str, Any]:
        """A file of plain lists, by its name."""
        return self.files.get(name) or {}

    def words(self) -> Iterator[str]:
        for entry in self.entries:
            yield from words_in((*entry.patterns, *entry.excluded))


def words_in(patterns: Iterable[Pattern]) -> Iterator[str]:
    """Every word that the patterns name."""
    for pattern in patterns:
        for element in pattern.elements:
            for alternative in element:
                yield from alternative


def read(raw: Mapping[str, Any]) -> Lexicon:
    """The lexicon from the data of the YAML files, by file name."""
    files = {name.rsplit("/", 1)[-1].removesuffix(".yml"): contents for name, contents in raw.items()}
    blocks = [block for contents in files.values() if isinstance(contents, list) for block in contents]
    groups = {block["groep"]: tuple(block.get("woorden", ())) for block in blocks if "groep" in block}
    context, spelling = files.get(CONTEXT) or {}, files.get(SPELLING) or {}
    groups.update({name: tuple(words) for name, words in context.get("groepen", {}).items()})
    entries = tuple(entry(block, groups) for block in blocks if {"veld", "signaal", "gevoelig"} & set(block))
    return Lexicon(entries, context, spelling, files)


def entry(block: Mapping[str, Any], groups: Mapping[str, tuple[str, ...]]) -> Entry:
    patterns = [pattern for text in (*block.get("woorden", ()), *block.get("zinnen", ())) for pattern in parse(text, groups)]
    excluded = [pattern for text in block.get("niet", ()) for pattern in parse(text, groups)]
    return Entry(
        veld=block.get("veld"),
        waarde=block.get("waarde"),
        signaal=block.get("signaal"),
        gevoelig=block.get("gevoelig"),
        patterns=tuple(patterns),
        excluded=tuple(excluded),
        only_at=frozenset(block.get("alleen_bij", ())),
        options=frozenset(key for key, value in block.items() if value == "ja"),
    )
