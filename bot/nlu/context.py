"""Whether what was found counts: denied, somebody else's, over, or only thought of. Rules and words are in context.yml.

Denial, time and doubt are the work of clinlp's context algorithm, clause by clause; whom a clause is about comes from clauses.py.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import spacy
from clinlp.ie.qualifier.context_algorithm import ContextAlgorithm
from clinlp.ie.qualifier.qualifier import ATTR_QUALIFIERS
from spacy.tokens import Doc, Span

from bot.nlu.clauses import OTHER, Clause, Clauses
from bot.nlu.terms import Hit
from bot.nlu.tokens import Sentences

DIRECTIONS = {"voor": "preceding", "na": "following", "beide": "bidirectional", "schijn": "pseudo", "einde": "termination"}
SPANS = "ents"
COMMA, END, HIDDEN = ",", "|", "_"
# So far behind the words "daar heb ik nog last van" is looked for.
FAR = 12
# "bel maar niet": inside a clause this is no "but".
ONLY = "maar"
# The same thing said more often than this says nothing new, and looking at each costs time.
ENOUGH = 6


class Status(StrEnum):
    """What the context makes of a hit."""

    PRESENT = "geldt"
    DENIED = "ontkend"
    OTHER = "ander"
    OVER = "voorbij"
    MAYBE = "misschien"


@dataclass(frozen=True)
class Judged:
    """A hit, what the context makes of it, and the clause that it stands in."""

    hit: Hit
    status: Status
    clause: Clause


class Context:
    """Judges hits."""

    def __init__(self, context: Mapping[str, Any]) -> None:
        self._clauses = Clauses(context)
        self._causes, self._still = (frozenset(context.get(name, ())) for name in ("oorzaak", "nog_steeds"))
        self._past = frozenset((*context.get("verleden", ()), *context.get("verleden_wens", ())))
        self._left_behind = frozenset(tuple(phrase.split()) for phrase in context.get("voorbij_daarna", ()))
        self._answers = frozenset(context.get("antwoordvelden", ()))
        self._wish_fields = frozenset(context.get("wensvelden", ()))
        self._nlp = spacy.blank("clinlp")
        kinds = ("ontkend", "voorbij", "misschien")
        qualifiers = [{"name": kind, "values": ["nee", "ja"], "default": "nee"} for kind in kinds]
        rules: list[dict[str, Any]] = [
            {
                "qualifier": f"{rule['wat']}.ja",
                "direction": DIRECTIONS[rule["richting"]],
                "patterns": list(rule["woorden"]),
                "max_scope": int(rule["reikwijdte"]) if "reikwijdte" in rule else None,
            }
            for rule in context.get("regels", ())
        ]
        self._algorithm = ContextAlgorithm(
            self._nlp, phrase_matcher_attr="NORM", rules={"qualifiers": qualifiers, "rules": rules}, spans_key=SPANS
        )
        marks = [rule for rule in context.get("regels", ()) if rule["richting"] not in ("schijn", "einde")]
        self._triggers = {phrase.split()[0] for rule in marks for phrase in rule["woorden"]}
        self._ends = {phrase for rule in context.get("regels", ()) if rule["richting"] == "einde" for phrase in rule["woorden"]}
        self._denying = {phrase for rule in marks if rule["wat"] == "ontkend" for phrase in rule["woorden"] if " " not in phrase}
        # spaCy keeps every word that it ever saw; the words of clients are not for keeping.
        self._rule_words = {word for rule in context.get("regels", ()) for phrase in rule["woorden"] for word in phrase.split()}
        self._own_person = {"ik", "me", "mij", "mijn", "ons", "mezelf", "we", "wij"}

    def clauses(self, sentences: Sentences) -> list[Clause]:
        return self._clauses.cut(sentences)

    def judge(self, hits: Sequence[Hit], sentences: Sentences, clauses: Sequence[Clause]) -> list[Judged]:
        """Every hit with its status, in the order of the hits."""
        if not hits:
            return []
        home = _clause_by_word(clauses)
        qualifiers = self._qualifiers(hits, sentences, clauses)
        judged = []
        for hit, found in zip(hits, qualifiers, strict=True):
            clause = clauses[home[hit.match.parts[-1][0]]]
            judged.append(Judged(hit, self._status(hit, found, clause, clauses[home[hit.start]], sentences), clause))
        return judged

    def _status(self, hit: Hit, found: set[str], clause: Clause, first: Clause, sentences: Sentences) -> Status:
        options = hit.entry.options
        own = {sentences.norms[place] for place in hit.match.words()}
        because = own | set(sentences.norms[max(hit.start - 2, 0) : hit.start])
        if "ontkend" in found and "ontkenning_telt_niet" not in options and not own & self._denying and not because & self._causes:
            return Status.DENIED
        if hit.entry.veld in self._answers:
            return Status.PRESENT
        if self._of_another(hit, clause, first, own, sentences):
            return Status.OTHER
        over = ("voorbij" in found and not because & self._causes) or (clause.past and first.past)
        over = over or (bool(hit.entry.signaal) and not own.isdisjoint(self._past) and self._ended(hit, sentences))
        if over and "verleden_telt" not in options and not self._goes_on(hit, sentences):
            return Status.OVER
        if ("misschien" in found or first.thought) and "misschien_telt" not in options:
            return Status.MAYBE
        return Status.PRESENT

    def _goes_on(self, hit: Hit, sentences: Sentences) -> bool:
        """ "ik had een burn-out en daar heb ik nog last van"."""
        here = sentences.tokens[hit.start].sentence
        after = [token.norm for token in sentences.tokens[hit.end : hit.end + FAR] if token.sentence == here]
        return "nog" in after and not self._still.isdisjoint(after) and self._denying.isdisjoint(after)

    def _ended(self, hit: Hit, sentences: Sentences) -> bool:
        """ "toen wilde ik niet meer leven, maar dat is allang voorbij"."""
        after = sentences.norms[hit.end : hit.end + FAR]
        return any(tuple(after[at : at + size]) in self._left_behind for size in (2, 3, 4) for at in range(len(after) - size + 1))

    def _of_another(self, hit: Hit, clause: Clause, first: Clause, own: set[str], sentences: Sentences) -> bool:
        about_others = bool(hit.entry.signaal) or (hit.entry.veld or "").startswith("netwerk_")
        if "ander_telt" in hit.entry.options or (about_others and "alleen_zelf" not in hit.entry.options):
            return False
        if clause.opinion and hit.entry.veld in self._wish_fields:
            return True
        if self._clauses.belongs_to_other(sentences, hit.start, hit.end) and not own & self._own_person:
            return True
        last = hit.match.parts[-1]
        return OTHER in (clause.about(*last), first.about(*hit.match.parts[0])) and not own & self._own_person

    def _qualifiers(self, hits: Sequence[Hit], sentences: Sentences, clauses: Sequence[Clause]) -> list[set[str]]:
        """For every hit what clinlp found around it: what the pattern itself names is hidden, what fills its gaps is not."""
        starts = {clause.start for clause in clauses}
        norms = sentences.norms
        spans: list[set[str]] = []
        enough = Counter[tuple[str | None, str | None]]()
        for hit in hits:
            what = (hit.entry.veld or hit.entry.signaal, hit.entry.waarde)
            enough[what] += 1
            if enough[what] > ENOUGH:
                spans.append({"ontkend"})
                continue
            own = hit.match.words()
            begin, end = _around(hit, clauses)
            hidden = {place for place in own if norms[place] in self._triggers and norms[place] not in self._ends}
            if self._triggers.isdisjoint(norms[place] for place in range(begin, end) if place not in hidden):
                spans.append(set())
                continue
            spans.append(self._of_one(hit, sentences, begin, end, hidden, starts))
        return spans

    def _of_one(self, hit: Hit, sentences: Sentences, begin: int, end: int, hidden: set[int], starts: set[int]) -> set[str]:
        """What clinlp finds around one hit. Commas and the ends of clauses are words to it, so that rules can name them."""
        words: list[str] = []
        first: list[bool | int | None] = []
        at: dict[int, int] = {}
        for place in range(begin, end):
            new = place == begin or (place in starts and not hit.start < place < hit.end)
            if place > begin and (new or sentences.tokens[place].after_comma):
                words.append(END if new else COMMA)
                first.append(False)
            at[place] = len(words)
            only = sentences.norms[place] == ONLY and place not in starts
            told = not only and place not in hidden and sentences.norms[place] in self._rule_words
            words.append(sentences.norms[place] if told else HIDDEN)
            first.append(new)
        words.append(END)
        first.append(False)
        doc = Doc(self._nlp.vocab, words=words, sent_starts=first)
        parts = {hit.match.parts[0], hit.match.parts[-1]}
        doc.spans[SPANS] = [Span(doc, at[part[0]], at[part[1] - 1] + 1, label="hit") for part in parts]
        self._algorithm(doc)
        return _found(doc.spans[SPANS])


def _found(spans: Iterable[Span]) -> set[str]:
    return {qualifier.name for span in spans for qualifier in getattr(span._, ATTR_QUALIFIERS) if qualifier.value == "ja"}


def _around(hit: Hit, clauses: Sequence[Clause]) -> tuple[int, int]:
    """The clauses that the hit stands in."""
    touched = [clause for clause in clauses if clause.start < hit.end and hit.start < clause.end]
    return touched[0].start, touched[-1].end


def _clause_by_word(clauses: Sequence[Clause]) -> dict[int, int]:
    return {place: number for number, clause in enumerate(clauses) for place in range(clause.start, clause.end)}
