"""Letters as people type them to letters that can be compared, one for one with the text. Knows no words."""

import re
import unicodedata
from functools import lru_cache

# Marks that show nothing and only break words: soft hyphen, zero-width and direction marks, variation selectors.
INVISIBLE = "\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff"
_DROP = re.compile(f"[{INVISIBLE}]")
_APOSTROPHE = re.compile("['’‘`´]")
_DRAWN_OUT = re.compile(r"(\w)\1{2,}")
_DOUBLE = re.compile(r"(\w)\1+")
_SPECIAL = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


@lru_cache(maxsize=50_000)
def fold(word: str) -> str:
    """The word in small letters without accents, apostrophes and marks that can't be seen."""
    if word.isascii():
        return _APOSTROPHE.sub("", word.lower())
    word = _APOSTROPHE.sub("", _DROP.sub("", word))
    decomposed = unicodedata.normalize("NFKD", word.lower())
    return "".join(mark for mark in decomposed if not unicodedata.combining(mark)).translate(_SPECIAL)


def undrawn(word: str) -> tuple[str, ...]:
    """The shorter spellings of a word with drawn-out letters, likeliest first: "neeee" may be "nee" or "ne"."""
    if not _DRAWN_OUT.search(word):
        return ()
    return (_DRAWN_OUT.sub(r"\1\1", word), _DRAWN_OUT.sub(r"\1", word), _DOUBLE.sub(r"\1", word))
