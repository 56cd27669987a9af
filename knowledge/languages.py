"""Languages by their ISO 639-1 code, with their Dutch names."""

from functools import cache

from babel import Locale


@cache
def names() -> dict[str, str]:
    """Every language that has a code of two letters and a Dutch name."""
    return {code: name for code, name in Locale("nl").languages.items() if len(code) == 2}
