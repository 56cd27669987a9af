"""Sets of facts that make a condition true: how they are combined and which of them are the smallest."""

from collections.abc import Iterable, Sequence

Reason = tuple[str, str]
Reasons = frozenset[Reason]

# More alternatives than this are not worth weighing; the first found, in the order of the condition, are kept.
MOST = 64


def smallest_first(proofs: Iterable[Reasons]) -> list[Reasons]:
    """The proofs that hold no other proof, the smallest first; among equals the order stays."""
    found = sorted(dict.fromkeys(proofs), key=len)
    if not found or len(found[0]) == len(found[-1]):
        return found[:MOST]
    kept: list[Reasons] = []
    for proof in found:
        if not any(smaller <= proof for smaller in kept):
            kept.append(proof)
        if len(kept) == MOST:
            break
    return kept


def all_of(parts: Sequence[list[Reasons]]) -> list[Reasons]:
    """What proves every part; no proof when one of the parts has none."""
    if not all(parts):
        return []
    found: list[Reasons] = [frozenset()]
    for part in parts:
        found = smallest_first([one | other for one in found for other in part])
    return found


def at_least(number: int, parts: Sequence[list[Reasons]]) -> list[Reasons]:
    """What proves at least `number` of the parts."""
    if number == 1:
        return smallest_first([proof for part in parts for proof in part])
    reached: list[list[Reasons]] = [[] for _ in range(number + 1)]
    reached[0] = [frozenset()]
    for part in filter(None, parts):
        for count in range(number, 0, -1):
            reached[count] = smallest_first([*reached[count], *(one | other for one in reached[count - 1] for other in part)])
    return reached[number]
