"""Self-repair and correction: the last value counts, and what a correction takes away or only names (contract, rule 3)."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from bot.nlu.context import Judged, Status
from bot.nlu.phrases import Found
from bot.nlu.tokens import Sentences
from intake.reading import ReadFact, Withdrawn


class Repairs:
    """Applies self-repairs to facts and finds what a correction withdraws."""

    def __init__(self, words: Mapping[str, Any]) -> None:
        self._lists: dict[str, Sequence[str]] = {
            "zelfherstel": words.get("zelfherstel", ()),
            "klopt_niet": words.get("klopt_niet", ()),
            "bedoelde": words.get("bedoelde", ()),
            "terugnemen": words.get("terugnemen", ()),
        }
        self._corrected = frozenset(words.get("ook_bij_correctie", ()))
        self._fields = {f"over.{veld}": phrases for veld, phrases in words.get("velden", {}).items()}

    def phrases(self) -> Mapping[str, Sequence[str]]:
        return {**self._lists, **self._fields}

    def may_be_about(self, found: Found) -> Collection[str]:
        """Fields that may be meant although another question is open: "ik bedoelde vrijwilligerswerk"."""
        return self._corrected if found["bedoelde"] else ()

    def last_said(self, facts: Iterable[ReadFact], sentences: Sentences, found: Found) -> list[ReadFact]:
        """The facts without those that a self-repair replaced: "kok, nee wacht, kapper" is kapper."""
        kept = list(facts)
        for start, end in found["zelfherstel"]:
            begin, stop = sentences.tokens[start].start, sentences.tokens[end - 1].end
            renewed = {fact.veld for fact in kept if fact.start >= stop}
            kept = [fact for fact in kept if not (fact.veld in renewed and fact.end <= begin)]
        return kept

    def withdrawn(self, judged: Sequence[Judged], facts: Sequence[ReadFact], sentences: Sentences, found: Found) -> tuple[Withdrawn, ...]:
        """Values that the message takes back: denied in a correction, or in one sentence with "klopt niet"."""
        wrong, taken = found["klopt_niet"], found["terugnemen"]
        if not wrong and not taken:
            return ()
        told = {(fact.veld, fact.waarde) for fact in facts}
        withdrawn = []
        for each in judged:
            entry = each.hit.entry
            if not entry.veld or entry.waarde is None or entry.only_at or (entry.veld, entry.waarde) in told:
                continue
            sentence = sentences.tokens[each.hit.start].sentence
            named_wrong = any(sentences.tokens[start].sentence == sentence for start, _ in wrong)
            if named_wrong or (taken and each.status is Status.DENIED):
                withdrawn.append(Withdrawn(entry.veld, entry.waarde))
        return tuple(dict.fromkeys(withdrawn))

    def called_wrong(self, each: ReadFact, sentences: Sentences, found: Found) -> bool:
        """Whether a fact is only named to say that it is not right: "dat van die schulden klopt niet"."""
        for start, end in found["klopt_niet"]:
            first, last = sentences.tokens[start], sentences.tokens[end - 1]
            clause_of_fact = [token.sentence for token in sentences.tokens if token.start <= each.start < token.end]
            if clause_of_fact == [first.sentence] and each.end <= last.end:
                return True
        return False

    def about(self, facts: Sequence[ReadFact], withdrawn: Sequence[Withdrawn], found: Found) -> tuple[str, ...]:
        """Fields that a correction names without a value."""
        if not found["klopt_niet"]:
            return ()
        told = {fact.veld for fact in facts} | {taken.veld for taken in withdrawn}
        return tuple(veld for name in self._fields if found[name] and (veld := name.removeprefix("over.")) not in told)
