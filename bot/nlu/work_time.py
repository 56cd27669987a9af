"""The time that somebody is without work, and whether the last job was a long one. Never from years on a benefit (rule 2)."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from bot.nlu.clauses import OTHER, Clause
from bot.nlu.dates import Duration
from bot.nlu.matching import Span
from bot.nlu.numbers import Number
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact

WORK, LONG_JOB = "werksituatie", "lang_dienstverband"
LONG_JOB_MONTHS = 120
DENIED = ("niet", "geen")


class WorkTime:
    """Reads durations as time without work."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._lists = {name: words.get(name, ()) for name in ("zonder_werk", "niet_zonder_werk", "zelfde_baas", "meer", "minder")}

    def phrases(self) -> Mapping[str, Sequence[str]]:
        return self._lists

    def facts(
        self,
        sentences: Sentences,
        numbers: Sequence[Number],
        durations: Sequence[Duration],
        found: Found,
        clauses: Sequence[Clause],
        question: str | None,
    ) -> Iterator[ReadFact]:
        if question == LONG_JOB and not durations and len(numbers) == 1 and not numbers[0].vague:
            years = numbers[0]
            durations = [Duration(years.value * 12, years.start, years.end)]
        for duration in durations:
            clause = next(clause for clause in clauses if clause.start <= duration.start < clause.end)
            before = sentences.norms[max(duration.start - 3, 0) : duration.start]
            if (before[-1:] and before[-1] in DENIED) or "plaats" in before or self._is_age(before, duration, found):
                continue
            same_job = _nearest(found["zelfde_baas"], duration, clause)
            if question == LONG_JOB or (same_job and duration.months >= LONG_JOB_MONTHS):
                value = "ja" if duration.months >= LONG_JOB_MONTHS else "nee"
                yield ReadFact(LONG_JOB, value, *_quote(sentences, duration, same_job))
            elif question == WORK or clause.subject != OTHER:
                yield from self._without_work(sentences, duration, found, clauses, clause, question)

    def _is_age(self, before: Sequence[str], duration: Duration, found: Found) -> bool:
        """ "ik ben 28 jaar en zit ...", but not "ik ben 3 jaar werkloos"."""
        return before[-1:] == ["ben"] and not any(start == duration.end for start, _ in found["zonder_werk"])

    def _without_work(
        self, sentences: Sentences, duration: Duration, found: Found, clauses: Sequence[Clause], clause: Clause, question: str | None
    ) -> Iterator[ReadFact]:
        about = _nearest(found["zonder_werk"], duration, clause)
        other = _nearest(found["niet_zonder_werk"], duration, clause)
        if not about and not other and sentences.norms[clause.start] in ("dat", "nu", "inmiddels", "sinds", "dit"):
            about = self._just_before(found["zonder_werk"], clause, clauses, sentences)
        if not about and not other and sentences.norms[duration.end : duration.end + 1] == ["geleden"]:
            after = [each for each in clauses if each.start == clause.end and sentences.tokens[each.start].after_comma]
            about = _nearest(found["zonder_werk"], duration, after[0]) if after else None
        if about and other and _distance(other, duration) < _distance(about, duration):
            about = None
        if clause.subject == OTHER or (about is None and (question != WORK or other)):
            return
        yield ReadFact(WORK, without_work(duration.months), *_quote(sentences, duration, about))

    def _just_before(self, spans: Sequence[Span], clause: Clause, clauses: Sequence[Clause], sentences: Sentences) -> Span | None:
        """ "... ontslagen, dat is nu negen maanden geleden": the words stand in the clause before."""
        at = list(clauses).index(clause)
        before = clauses[at - 1] if at else clause
        if sentences.tokens[before.start].sentence < sentences.tokens[clause.start].sentence - 1:
            return None
        return next((span for span in spans if before.start <= span[0] < before.end), None)


def without_work(months: float) -> str:
    """The code of a time without work."""
    if months < 6:
        return "korter_6_maanden"
    if months < 12:
        return "6_12_maanden"
    return "1_3_jaar" if months <= 36 else "langer_3_jaar"


def _nearest(spans: Sequence[Span], duration: Duration, clause: Clause) -> Span | None:
    inside = [span for span in spans if clause.start <= span[0] < clause.end]
    return min(inside, key=lambda span: (_distance(span, duration), span[0] - span[1]), default=None)


def _distance(span: Span, duration: Duration) -> int:
    return max(span[0] - duration.end, duration.start - span[1], 0)


def _quote(sentences: Sentences, duration: Duration, about: Span | None) -> tuple[str, int, int]:
    start, end = (duration.start, duration.end) if about is None else (min(about[0], duration.start), max(about[1], duration.end))
    return sentences.quote(start, end - 1)
