"""Open questions for the professional's first talk: from what is urgent, what pulls apart, what may work, and what is missing."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from intake.elements import Proposed
from knowledge.models import Knowledge, LetOp

MOST = 7
MOST_URGENT = 2
MOST_TENSIONS = 3  # so that there is always room to talk about what may work
URGENT = "signalen"
OPEN_ENDED = ("codes", "teksten")  # a field that can hold more than one answer is asked with an open question
SENTENCE_END = re.compile(r"(?<=[.?!])\s+")


@dataclass(frozen=True)
class TalkQuestion:
    """An open question, and where it comes from: the id of an element, a warning or a question of the intake."""

    tekst: str
    bron: str


def talk_questions(
    proposed: Sequence[Proposed], warnings: Sequence[LetOp], missing: Sequence[str], knowledge: Knowledge
) -> list[TalkQuestion]:
    """At most seven: urgent first, then tensions, then elements spread over the groups, and one place for what was not talked about."""
    urgent = [item for item in proposed if all(veld == URGENT for veld, _ in item.reasons)]
    others = [item for item in proposed if item not in urgent]
    tensions = [question for warning in warnings for question in of(warning.id, warning.gespreksvragen[:1])]
    gaps = [question for name in missing for question in about(name, knowledge)]
    asked = [question for item in urgent for question in of(item.element.id, item.element.gespreksvragen)][:MOST_URGENT]
    asked += tensions[:MOST_TENSIONS]
    asked += list(spread(others))[: MOST - len(asked) - len(gaps[:1])]
    return list({question.tekst: question for question in [*asked, *gaps]}.values())[:MOST]


def of(source: str, texts: Iterable[str]) -> list[TalkQuestion]:
    return [TalkQuestion(text, source) for text in texts]


def spread(proposed: Sequence[Proposed]) -> Iterator[TalkQuestion]:
    """One question an element, taking turns between the groups for which they were found, so that no group fills the list."""
    groups: dict[str, list[TalkQuestion]] = {}
    for item in proposed:
        groups.setdefault(item.element.doelgroep, []).extend(of(item.element.id, item.element.gespreksvragen[:1]))
    for round_of_groups in zip_longest(*groups.values()):
        yield from (question for question in round_of_groups if question is not None)


def about(name: str, knowledge: Knowledge) -> list[TalkQuestion]:
    """The question of the intake without what only helps to answer it on a screen; nothing when it is not an open one."""
    question = knowledge.questions[name]
    if not any(knowledge.fields[veld].soort in OPEN_ENDED for veld in question.velden[:1]):
        return []
    return of(name, [sentence for sentence in SENTENCE_END.split(question.tekst) if sentence.endswith("?")][:1])
