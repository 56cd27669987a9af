"""Names of languages as entries of the word lists: those of Babel's Dutch dictionary and those of talen.yml."""

from collections.abc import Iterator, Mapping
from typing import Any

from bot.nlu.lexicon import Entry, entry
from knowledge import languages

LANGUAGES = "andere_talen"
WITH_SPEAKING = "bij_spreken"


def entries(words: Mapping[str, Any]) -> Iterator[Entry]:
    """One entry a language."""
    more: Mapping[str, list[str]] = words.get("namen", {})
    left_out = set(words.get("niet", ()))
    names = {code: [name.split(" (")[0]] for code, name in languages.names().items() if code not in left_out}
    for code in dict.fromkeys((*names, *more)):
        spelled = [name for name in (*names.get(code, ()), *more.get(code, ())) if len(name) > 2]
        if spelled:
            yield entry({"veld": LANGUAGES, "waarde": code, "woorden": spelled, WITH_SPEAKING: "ja"}, {})
