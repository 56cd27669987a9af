"""Dutch words and their base forms, from the lemma tables of spacy-lookups-data. Knows nothing of our word lists."""

import gzip
import importlib.util
import json
import sys
from functools import cache, lru_cache
from itertools import chain
from pathlib import Path
from typing import Any

from bot.nlu.normalise import fold

KINDS = ("noun", "verb", "adj")


class Dutch:
    """Knows which words exist and which base forms (lemmas) a form can have."""

    def __init__(self) -> None:
        tables = {name: _table(name) for name in ("lookup", "exc", "index", "rules")}
        self._lookup: dict[str, str] = tables["lookup"]
        self._exceptions: dict[str, dict[str, list[str]]] = {kind: tables["exc"].get(kind, {}) for kind in KINDS}
        self._index = {kind: frozenset(tables["index"][kind]) for kind in KINDS}
        self._rules: dict[str, list[list[str]]] = {kind: tables["rules"][kind] for kind in KINDS}
        # One set of all words would be simpler to ask, and takes 30 MB more.
        self._lists = (self._lookup, *self._index.values(), *self._exceptions.values())
        self._folded = {fold(word) for word in chain(*self._lists) if not word.isascii()}
        self.lemmas = lru_cache(maxsize=20_000)(self._lemmas)
        self.is_past = lru_cache(maxsize=20_000)(self._is_past)

    def knows(self, word: str) -> bool:
        """Whether this (folded) word stands in a list of Dutch words."""
        return word in self._folded or any(word in words for words in self._lists)

    def _lemmas(self, word: str) -> frozenset[str]:
        found = {word}
        if word in self._lookup:
            found.add(self._lookup[word])
        for kind in KINDS:
            found.update(self._exceptions[kind].get(word, ()))
            found.update(lemma for lemma in self._by_rule(word, kind) if lemma in self._index[kind])
        return frozenset(fold(lemma) for lemma in found)

    def _by_rule(self, word: str, kind: str) -> list[str]:
        return [word.removesuffix(old) + new for old, new in self._rules[kind] if old and word.endswith(old) and len(word) > len(old) + 2]

    def _is_past(self, word: str) -> bool:
        """Whether the word looks like a past tense or a past participle of a verb, and like nothing else."""
        base = self._exceptions["verb"].get(word, ())
        looked_up = self._lookup.get(word, word)
        verbs = {lemma for lemma in (*base, looked_up) if lemma in self._index["verb"] and lemma != word}
        if word.endswith("en") and self._is_plural(word):
            return False
        if any(word in (stem_of(lemma) + end for end in ("te", "de", "ten", "den")) for lemma in verbs):
            return True
        if word in self._index["noun"] or word in self._index["verb"]:
            return False
        weak = word.endswith(("te", "de", "ten", "den")) and any(stem_of(lemma)[:-1] in word for lemma in verbs)
        participle = word.startswith("ge") and word.endswith(("t", "d", "en")) and bool(verbs)
        participle = participle or (word.startswith(("be", "ver", "ont", "her")) and word.endswith("d") and bool(verbs))
        return weak or participle

    def is_past_tense(self, word: str) -> bool:
        """Whether the word can only be a past tense ("werkte"); a participle can also be how things are ("verslaafd")."""
        participle = word.startswith(("ge", "be", "ver", "ont", "her")) and word.endswith(("d", "t", "en"))
        return self.is_past(word) and not participle and word not in self._index["noun"]

    def _is_plural(self, word: str) -> bool:
        return word in self._index["noun"] or word in self._exceptions["noun"] or self._lookup.get(word) in self._index["noun"]

    def verbs(self, word: str) -> frozenset[str]:
        """The infinitives that this form can belong to."""
        return frozenset(lemma for lemma in self.lemmas(word) if lemma in self._index["verb"])

    def is_noun(self, word: str) -> bool:
        return word in self._index["noun"]


def stem_of(infinitive: str) -> str:
    """ "werken" to "werk", "wonen" to "woon"."""
    stem = infinitive.removesuffix("en")
    if len(stem) > 2 and stem[-1] == stem[-2]:
        return stem[:-1]
    if len(stem) > 2 and stem[-1] not in "aeiouwj" and stem[-2] in "aeou" and stem[-3] not in "aeiou":
        return stem[:-1] + stem[-2] + stem[-1]
    return stem


def _table(name: str) -> Any:  # noqa: ANN401 - each table has its own shape
    spec = importlib.util.find_spec("spacy_lookups_data")
    assert spec is not None and spec.origin is not None  # noqa: S101 - a dependency of this project
    path = Path(spec.origin).parent / "data" / f"nl_lemma_{name}.json.gz"
    with gzip.open(path, "rt", encoding="utf-8") as file:
        return _shared(json.load(file))


def _shared(value: Any) -> Any:  # noqa: ANN401 - a table of any shape
    """The same table in which equal words are one object: most of them stand in several tables."""
    if isinstance(value, str):
        return sys.intern(value)
    if isinstance(value, list):
        return [_shared(part) for part in value]
    return {sys.intern(key): _shared(part) for key, part in value.items()}


@cache
def dutch() -> Dutch:
    """The tables, read once a process."""
    return Dutch()
