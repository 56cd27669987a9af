"""Measures how well texts are read: precision, recall and F1 per field, per register and for signals, with every miss."""

import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from intake.reading import Reading

ANY = "*"
ALL = "alles"
FREE_TEXT = frozenset(("aanspreeknaam", "werkwens", "talenten", "contactgegevens"))
Fact = tuple[str, str]


@dataclass
class Score:
    """How often something was rightly read, wrongly read and missed."""

    right: int = 0
    wrong: int = 0
    missed: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missed) if self.right + self.missed else 1.0

    @property
    def f1(self) -> float:
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass
class Report:
    """The scores of a set of sentences."""

    fields: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    registers: dict[str, Score] = field(default_factory=lambda: defaultdict(Score))
    signals: Score = field(default_factory=Score)
    sentences: int = 0
    misses: list[dict[str, Any]] = field(default_factory=list)

    @property
    def facts(self) -> Score:
        total = Score()
        for score in self.fields.values():
            total.right, total.wrong, total.missed = total.right + score.right, total.wrong + score.wrong, total.missed + score.missed
        return total

    def lines(self) -> Iterator[str]:
        yield f"{'veld':24}{'precisie':>9}{'recall':>9}{'F1':>7}{'goed':>6}{'fout':>6}{'gemist':>7}"
        named = [(ALL, self.facts), *sorted(self.fields.items()), ("signalen", self.signals), *sorted(self.registers.items())]
        for name, score in named:
            yield f"{name:24}{score.precision:9.3f}{score.recall:9.3f}{score.f1:7.3f}{score.right:6}{score.wrong:6}{score.missed:7}"


def sentences(paths: Iterable[Path]) -> Iterator[dict[str, Any]]:
    """The sentences of evaluation files, one JSON object a line."""
    for path in paths:
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip():
                yield {"bestand": path.stem, **json.loads(line)}


def measure(cases: Iterable[Mapping[str, Any]], read: Callable[[str, str | None], Reading]) -> Report:
    """Reads every sentence and compares; facts that may be read but need not be (`mag`) count neither way."""
    report = Report()
    for case in cases:
        report.sentences += 1
        reading = read(case["tekst"], case.get("vraag"))
        _compare(report, case, reading)
    return report


def _compare(report: Report, case: Mapping[str, Any], reading: Reading) -> None:
    wanted, allowed, banned = (_facts(case, key) for key in ("feiten", "mag", "niet"))
    found = {(fact.veld, fact.waarde) for fact in reading.feiten}
    right = {fact for fact in wanted if _among(fact, found)}
    missed = wanted - right
    wrong = {fact for fact in found if not _among(fact, wanted) and (_among(fact, banned) or not _among(fact, allowed))}
    for kind, facts in (("right", right), ("wrong", wrong), ("missed", missed)):
        for veld, number in Counter(veld for veld, _ in facts).items():
            for score in (report.fields[veld], report.registers[str(case.get("register"))]):
                setattr(score, kind, getattr(score, kind) + number)
    expected = set(case.get("signalen", ()))
    signals = {signal.code for signal in reading.signalen} - (set(case.get("signalen_mag", ())) - expected)
    report.signals.right += len(signals & expected)
    report.signals.wrong += len(signals - expected)
    report.signals.missed += len(expected - signals)
    if missed or wrong or signals != expected:
        told = {"gemist": sorted(missed), "fout": sorted(wrong), "signalen": sorted(signals ^ expected)}
        report.misses.append({**case, **told})


def _facts(case: Mapping[str, Any], key: str) -> set[Fact]:
    return {(fact["veld"], fact["waarde"]) for fact in case.get(key, ())}


def _among(fact: Fact, facts: Iterable[Fact]) -> bool:
    """Whether a fact is one of these; free text need only hold the other or be held by it, a telephone number have its digits."""
    return any(veld == fact[0] and _same(veld, waarde, fact[1]) for veld, waarde in facts)


def _same(veld: str, one: str, other: str) -> bool:
    if ANY in (one, other) or _plain(one) == _plain(other):
        return True
    if veld not in FREE_TEXT:
        return False
    digits = [re.sub(r"\D", "", each) for each in (one, other)]
    if "" not in digits and digits[0] == digits[1]:
        return True
    return _plain(one) in _plain(other) or _plain(other) in _plain(one)


def _plain(waarde: str) -> str:
    return waarde.casefold().strip(" .,!?\"'")
