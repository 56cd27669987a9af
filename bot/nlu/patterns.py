"""The small language of the word lists: from "rekening* ... (niet|geen) <kind>" to elements that can be matched.

Words stand in order; `...` allows some words in between; (a|b c) is a choice, (a )? and <group>? may be absent; a star
stands for the rest of a word.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.nlu.normalise import fold

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)*\*?|\*[^\W_]+\*?|['’][^\W_]+\*?")
_PIECE = re.compile(r"\([^()]*\)|<\w+>|\.\.\.|[^\s()<>]+")
_OPTIONAL_CHOICE = re.compile(r"\(([^()]*)\)\?")
_OPTIONAL_GROUP = re.compile(r"<(\w+)>\?")
_OPTIONAL_WORD = re.compile(r"(?:(?<=\s)|^)([^\W_]+)\?(?=\s|$)")
_GLUED_CHOICE = re.compile(r"\(([^()]* )\)(?=\S)")

Alternative = tuple[str, ...]
Element = tuple[Alternative, ...]


@dataclass(frozen=True)
class Pattern:
    """Elements in order; `gaps[i]` says whether words may stand before element i."""

    elements: tuple[Element, ...]
    gaps: tuple[bool, ...]


def words_of(text: str) -> Alternative:
    """The words of a fixed phrase, folded, with their stars."""
    return tuple(fold(word) for word in _WORD.findall(text.replace("-", " ")))


def parse(text: str, groups: Mapping[str, Sequence[str]]) -> list[Pattern]:
    """Every pattern that the text stands for; optional parts give one with and one without."""
    return [pattern for written in _without_options(text) if (pattern := _pattern(written, groups)).elements]


def _without_options(text: str) -> list[str]:
    if found := _OPTIONAL_CHOICE.search(text):
        before, after = text[: found.start()], text[found.end() :]
        choices = found[1].split("|")
        if before and before[-1] not in " )":
            given = [before + choice + after for choice in choices]
        else:
            given = [f"{before}({'|'.join(choice.strip() for choice in choices)}) {after}"]
        return [each for written in (before + after, *given) for each in _without_options(written)]
    if found := _OPTIONAL_GROUP.search(text) or _OPTIONAL_WORD.search(text):
        kept = found[0].removesuffix("?")
        both = (text[: found.start()] + text[found.end() :], text[: found.start()] + kept + text[found.end() :])
        return [each for written in both for each in _without_options(written)]
    return [_GLUED_CHOICE.sub(lambda glued: f"({glued[1].strip()}) ", text)]


def _pattern(text: str, groups: Mapping[str, Sequence[str]]) -> Pattern:
    elements: list[Element] = []
    gaps: list[bool] = []
    gap = False
    for piece in _PIECE.findall(text):
        if piece == "...":
            gap = bool(elements)
            continue
        for element in _elements(piece, groups):
            elements.append(element)
            gaps.append(gap)
            gap = False
    return Pattern(tuple(elements), tuple(gaps))


def _elements(piece: str, groups: Mapping[str, Sequence[str]]) -> list[Element]:
    if piece.startswith("<"):
        choices: Sequence[str] = groups.get(piece[1:-1], ())
    elif piece.startswith("("):
        choices = [each for choice in piece[1:-1].split("|") for each in _choice(choice.strip(), groups)]
    else:
        return [((word,),) for word in words_of(piece)]
    alternatives = tuple(dict.fromkeys(words for choice in choices if (words := words_of(choice))))
    return [alternatives] if alternatives else []


def _choice(choice: str, groups: Mapping[str, Sequence[str]]) -> Sequence[str]:
    """A choice may itself name a group: "(eigen <zaak>|winkel)"."""
    if found := re.search(r"<(\w+)>", choice):
        return [choice.replace(found[0], word) for word in groups.get(found[1], ())]
    return [choice]
