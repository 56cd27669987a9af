"""Open questions for the professional's first talk: from what is urgent, what pulls apart, what may work, and what is missing."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest

from intake.elements import Proposed
from knowledge.models import Knowledge, LetOp

MOST = 7
MOST_FROM_ELEMENTS = 4
URGENT = "signalen"


@dataclass(frozen=True)
class TalkQuestion:
    """An open question, and where it comes from: the id of an element, a warning or a question of the intake."""

    tekst: str
    bron: str


def talk_questions(
    proposed: Sequence[Proposed], warnings: Sequence[LetOp], missing: Sequence[str], knowledge: Knowledge
) -> list[TalkQuestion]:
    """At most seven: urgent first, then tensions, then elements spread over the groups, then what was not talked about."""
    urgent = [item for item in proposed if any(veld == URGENT for veld, _ in item.reasons)]
    others = [item for item in proposed if item not in urgent]
    asked = [question for item in urgent for question in of(item.element.id, item.element.gespreksvragen[:1])]
    asked += [question for warning in warnings for question in of(warning.id, warning.gespreksvragen[:1])]
    asked += list(spread(others))[:MOST_FROM_ELEMENTS]
    asked += [TalkQuestion(knowledge.questions[name].tekst, name) for name in missing]
    return list({question.tekst: question for question in asked}.values())[:MOST]


def of(source: str, texts: Iterable[str]) -> list[TalkQuestion]:
    return [TalkQuestion(text, source) for text in texts]


def spread(proposed: Sequence[Proposed]) -> Iterator[TalkQuestion]:
    """One question an element, taking turns between the groups for which they were found, so that no group fills the list."""
    groups: dict[str, list[TalkQuestion]] = {}
    for item in proposed:
        groups.setdefault(item.element.doelgroep, []).extend(of(item.element.id, item.element.gespreksvragen[:1]))
    for round_of_groups in zip_longest(*groups.values()):
        yield from (question for question in round_of_groups if question is not None)
