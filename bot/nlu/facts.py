"""From judged hits to facts: which count, and what a wish for an occupation says besides (contract, rule 4)."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from bot.nlu.context import Judged, Status
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact, ReadSignal

GOAL, PAID_WORK, FIELD_OF_WORK = "doel", "betaald_werk", "richting"
# Under these questions an occupation by itself is a wish.
ASKING_FOR_A_WISH = ("werkwens", GOAL)
BIGGEST, BARRIERS = "grootste_belemmering", "belemmeringen"


class Facts:
    """Makes facts and signals of hits."""

    def __init__(self, context: Mapping[str, Any], speaking: Mapping[str, Any]) -> None:
        self._no_job_with = frozenset(context.get("geen_baan_bij", ()))
        self._no_wish_at, self._strong_wish, self._experience = (
            frozenset(context.get(name, ())) for name in ("geen_wens_bij", "sterke_wens", "ervaring")
        )
        self._left_out: Mapping[str, Sequence[str]] = context.get("niet_bij_vraag", {})
        self._speaking, self._learning = frozenset(speaking.get("bij", ())), frozenset(speaking.get("niet_bij", ()))

    def facts(self, judged: Sequence[Judged], sentences: Sentences, question: str | None) -> list[ReadFact]:
        wished = {each.clause for each in judged if each.hit.entry.waarde in self._no_job_with and each.status is Status.PRESENT}
        counting = [each for each in judged if each.hit.entry.veld and self._counts(each, sentences, question, each.clause in wished)]
        counting = [each for each in counting if self._spoken(each, sentences, question) and not self._is_answer(each, question)]
        found = [self._fact(each, sentences) for each in counting]
        found += self._jobs(counting, sentences, question)
        if question == BIGGEST:
            found += [ReadFact(BIGGEST, fact.waarde, fact.citaat, fact.start, fact.end) for fact in found if fact.veld == BARRIERS][:1]
        return found

    def signals(self, judged: Iterable[Judged], sentences: Sentences) -> list[ReadSignal]:
        """Signs of danger; the patterns hold their own denial, so only what is over takes one away."""
        return [
            ReadSignal(each.hit.entry.signaal, *sentences.quote(each.hit.start, each.hit.end - 1))
            for each in judged
            if each.hit.entry.signaal and each.status in (Status.PRESENT, Status.MAYBE)
        ]

    def _counts(self, each: Judged, sentences: Sentences, question: str | None, wished: bool) -> bool:
        if each.status is not Status.PRESENT:
            return False
        if "bij_wens" not in each.hit.entry.options:
            return True
        words = set(sentences.norms[each.clause.start : each.clause.end])
        if question in self._no_wish_at and not self._strong_wish & words:
            return False
        if question in ASKING_FOR_A_WISH:
            return each.clause.wish or not (each.clause.past or self._experience & words)
        return (each.clause.wish or wished) and not each.clause.past

    def _is_answer(self, each: Judged, question: str | None) -> bool:
        """Whether under this question the words are its answer and nothing else."""
        left_out = self._left_out.get(question or "", ())
        return each.hit.entry.veld in left_out or f"{each.hit.entry.veld}={each.hit.entry.waarde}" in left_out

    def _spoken(self, each: Judged, sentences: Sentences, question: str | None) -> bool:
        """A language counts when it is asked for, or said to be spoken."""
        if "bij_spreken" not in each.hit.entry.options:
            return True
        words = set(sentences.norms[each.clause.start : each.clause.end])
        return not self._learning & words and (question == each.hit.entry.veld or bool(self._speaking & words))

    def _fact(self, each: Judged, sentences: Sentences) -> ReadFact:
        entry = each.hit.entry
        quote, start, end = sentences.quote(each.hit.start, each.hit.end - 1)
        last = each.hit.match.parts[-1]
        own = sentences.quote(last[0], last[1] - 1)[0]
        return ReadFact(str(entry.veld), own if entry.waarde is None else entry.waarde, quote, start, end)

    def _jobs(self, counting: Sequence[Judged], sentences: Sentences, question: str | None) -> Iterable[ReadFact]:
        """Wanting work in an occupation is wanting paid work, unless the wish names another goal."""
        for each in counting:
            if each.hit.entry.veld != FIELD_OF_WORK or not (each.clause.wish or question == GOAL):
                continue
            beside = {other.hit.entry.waarde for other in counting if other.hit.entry.veld == GOAL and other.clause == each.clause}
            if not beside & self._no_job_with and question != "werkwens":
                yield ReadFact(GOAL, PAID_WORK, *sentences.quote(each.hit.start, each.hit.end - 1))


def one_of_each(facts: Iterable[ReadFact], single: frozenset[str]) -> tuple[ReadFact, ...]:
    """Every value once; of a field that has one value what was said in most words, of equals the last."""
    kept: dict[tuple[str, str], ReadFact] = {}
    for fact in sorted(facts, key=lambda fact: (fact.start, fact.end)):
        rival = next((other for other in kept.values() if other.veld == fact.veld), None) if fact.veld in single else None
        if rival and _words(rival) > _words(fact):
            continue
        if rival:
            del kept[rival.veld, rival.waarde]
        kept.setdefault((fact.veld, fact.waarde), fact)
    return tuple(kept.values())


def _words(fact: ReadFact) -> int:
    return len(fact.citaat.split())
