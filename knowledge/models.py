"""Everything the product knows, read and checked: what the rest of the program works with."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from knowledge import languages
from knowledge.derived import derive
from knowledge.entries import (
    Case,
    Choice,
    Derived,
    DerivedValue,
    Element,
    Field,
    LetOp,
    Question,
    Report,
    Signal,
    Source,
    Text,
    Value,
)
from knowledge.leaves import Condition, Facts


@dataclass(frozen=True)
class Knowledge:
    """The contents of the knowledge folder; every mapping goes from id to entry, in a fixed order.

    `fields` is what a client can tell, `given` what the program knows by itself (the channel, the signals). `lexicon` has
    the word lists by file name. `version` changes whenever a word of the contents does.
    """

    fields: Mapping[str, Field]
    given: Mapping[str, Field]
    derived: Mapping[str, Derived]
    questions: Mapping[str, Question]
    elements: Mapping[str, Element]
    let_op: Mapping[str, LetOp]
    texts: Mapping[str, Text]
    signals: Mapping[str, Signal]
    lexicon: Mapping[str, Any]
    report: Report | None
    version: str

    def derive(self, facts: Facts) -> Mapping[str, frozenset[str]]:
        """The facts, with the derived facts that follow from them."""
        return derive(self.derived, facts)

    def label(self, veld: str, waarde: str | None = None) -> str:
        """What a field, or a value of it, is called for a professional; free text is its own name."""
        field = self.fields.get(veld) or self.given.get(veld)
        named: Iterable[Value | DerivedValue]
        if field is None:
            definition = self.derived.get(veld)
            if definition is None:
                return veld if waarde is None else waarde
            label, named = definition.label, definition.waarden
        else:
            label, named = field.label, field.waarden
        if waarde is None:
            return label
        if field is not None and field.soort == "talen":
            return languages.names().get(waarde, waarde)
        return next((value.label for value in named if value.id == waarde), waarde)

    def value_sentence(self, veld: str, waarden: Iterable[str]) -> str:
        """What is known of one field as the client reads it back: "Je wilt een betaalde baan en de taal leren."."""
        field = self.fields[veld]
        joined: list[str] = []
        alone: list[str] = []
        for waarde in dict.fromkeys(waarden):
            value = field.values.get(waarde)
            if value is not None and value.hele_zin:
                alone.append(value.hele_zin)
            else:
                joined.append(value.zin if value is not None and value.zin else self.label(veld, waarde))
        sentence = [field.zin.replace("{waarden}", in_a_row(joined))] if joined and field.zin else []
        return " ".join([*sentence, *alone])


def in_a_row(words: list[str]) -> str:
    """ "a", "a en b", "a, b en c"."""
    return " en ".join([", ".join(words[:-1]), words[-1]] if len(words) > 1 else words)


__all__ = [
    "Case",
    "Choice",
    "Condition",
    "Derived",
    "DerivedValue",
    "Element",
    "Field",
    "Knowledge",
    "LetOp",
    "Question",
    "Report",
    "Signal",
    "Source",
    "Text",
    "Value",
]
