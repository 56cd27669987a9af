"""Tables of texts and what is read in them, as the tests use them."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import yaml

from intake.reading import Reading

FOLDER = Path(__file__).parent


def rows(name: str) -> Iterator[dict[str, Any]]:
    """The cases of a table, each with what stands above it."""
    for block in yaml.load((FOLDER / name).read_text(encoding="utf-8"), Loader=yaml.BaseLoader):
        above = {key: value for key, value in block.items() if key != "gevallen"}
        for case in block["gevallen"]:
            yield {**above, **case}


def told(reading: Reading) -> set[str]:
    """The facts of a reading as the tables write them."""
    return {f"{fact.veld}={fact.waarde}" for fact in reading.feiten}


def title(case: dict[str, Any]) -> str:
    return f"{case.get('regel', '')} {case['vraag']}: {case['tekst']}".strip()
