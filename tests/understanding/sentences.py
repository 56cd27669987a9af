"""The evaluation sentences: what people write, under which question, and which facts a careful reader notes.

One JSON object a line in `<theme>.jsonl`. Written before and apart from the lexicon, never used for training. Keys:

- `vraag`: the open question, `verhaal` for a free story; `tekst`: the client's words; `register`: how they are written.
- `feiten`: every fact in the text; `niet`: facts that a hasty reader would take and that are not there. Whatever else is read counts
  as wrong too, unless it stands in `mag`: defensible, neither asked for nor held against the reader (`*` = any value).
- `intentie`, `signalen`: exactly these; `intentie_mag`, `signalen_mag`: defensible as well.
- `vandaag`: the day on which the sentence was written, where an age or a duration follows from a date.

Free text (`aanspreeknaam`, `werkwens`, `talenten`, `contactgegevens`) names the core of the client's own phrase: a reading holds
it when it contains it or is contained by it, capitals and punctuation aside; telephone numbers are compared by their digits.
"""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
REGISTERS = frozenset({"gewoon", "leerder", "chat", "lang", "typfouten", "spraak"})
FREE_TEXT = frozenset({"tekst", "teksten"})


@dataclass(frozen=True)
class Fact:
    """One field and the value it has."""

    veld: str
    waarde: str


@dataclass(frozen=True)
class Sentence:
    """One text, and what must, may and must not be read in it."""

    id: str
    theme: str
    register: str
    vraag: str | None
    tekst: str
    intentie: str | None
    feiten: tuple[Fact, ...]
    niet: tuple[Fact, ...]
    mag: tuple[Fact, ...]
    signalen: tuple[str, ...]
    intentie_mag: tuple[str, ...]
    signalen_mag: tuple[str, ...]
    vandaag: date | None


def facts(raw: list[dict[str, str]]) -> tuple[Fact, ...]:
    """The facts of one key."""
    return tuple(Fact(**fact) for fact in raw)


def sentence(theme: str, raw: dict[str, Any]) -> Sentence:
    """One line as a value; an unknown or missing key is an error."""
    optional = {"mag", "intentie_mag", "signalen_mag", "vandaag"}
    required = {"id", "register", "vraag", "tekst", "intentie", "feiten", "niet", "signalen"}
    if not required <= set(raw) <= required | optional:
        raise ValueError(f"{theme}: {raw.get('id')}: sleutels {sorted(raw)}")
    return Sentence(
        id=raw["id"],
        theme=theme,
        register=raw["register"],
        vraag=raw["vraag"],
        tekst=raw["tekst"],
        intentie=raw["intentie"],
        feiten=facts(raw["feiten"]),
        niet=facts(raw["niet"]),
        mag=facts(raw.get("mag", [])),
        signalen=tuple(raw["signalen"]),
        intentie_mag=tuple(raw.get("intentie_mag", [])),
        signalen_mag=tuple(raw.get("signalen_mag", [])),
        vandaag=date.fromisoformat(raw["vandaag"]) if "vandaag" in raw else None,
    )


def load(folder: Path = FOLDER) -> list[Sentence]:
    """Every sentence of every theme, in order."""
    return [
        sentence(path.stem, json.loads(line))
        for path in sorted(folder.glob("*.jsonl"))
        for line in path.read_text(encoding="utf-8").splitlines()
    ]


def catalogue() -> dict[str, dict[str, Any]]:
    """The fields of the intake as they stand in `knowledge/fields.yml`, every scalar as text."""
    raw = (FOLDER.parents[1] / "knowledge" / "fields.yml").read_text(encoding="utf-8")
    fields = {field["id"]: field for field in yaml.load(raw, Loader=yaml.BaseLoader)}
    for field in fields.values():
        source = fields.get(field.get("waarden_uit", ""), field)
        field["codes"] = tuple(value["id"] for value in source.get("waarden", []))
        field["alone"] = frozenset(value["id"] for value in source.get("waarden", []) if value.get("alleen") == "ja")
    return fields


def signal_codes() -> tuple[str, ...]:
    """The codes of the signals, from `knowledge/given.yml`."""
    raw = (FOLDER.parents[1] / "knowledge" / "given.yml").read_text(encoding="utf-8")
    given = {entry["id"]: entry for entry in yaml.load(raw, Loader=yaml.BaseLoader)}
    return tuple(value["id"] for value in given["signalen"]["waarden"])
