"""The conversations of this folder: what each person answers, and what the summary must and must not hold.

The file is read by `startgesprek replay`; beside that it holds `verwacht`, or `verwacht_als: <name>` where the same person
tells the same in other words:

- `volledig`: ja or nee; `niets_bewaard`: ja when nothing may be kept; `hoogstens_gesteld`: most questions put.
- `profiel`: values that must be there, `profiel_niet`: values that must not; `alleen`: the only fields that may be known.
- `signalen`: exactly these. `werkzame_elementen`, `elementen_niet`: ids that must, and must not, be proposed.
- `woorden_niet`: words that may stand nowhere in the summary.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

FOLDER = Path(__file__).parent
KEYS = frozenset(
    {
        "volledig",
        "niets_bewaard",
        "hoogstens_gesteld",
        "profiel",
        "profiel_niet",
        "alleen",
        "signalen",
        "werkzame_elementen",
        "elementen_niet",
        "woorden_niet",
    }
)


@dataclass(frozen=True)
class Persona:
    """One conversation and what is expected of it."""

    name: str
    path: Path
    answers: dict[str, str]
    expected: dict[str, Any]
    retells: str | None


def read(path: Path) -> dict[str, Any]:
    """One file, every scalar as text."""
    raw: dict[str, Any] = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)
    return raw


def persona(path: Path) -> Persona:
    """One conversation; a retelling takes over what is expected of the first telling."""
    raw = read(path)
    retells = raw.get("verwacht_als")
    expected = read(FOLDER / f"{retells}.yml")["verwacht"] if retells else raw["verwacht"]
    return Persona(path.stem, path, raw["antwoorden"], expected, retells)


def load() -> tuple[Persona, ...]:
    """Every conversation, by name."""
    return tuple(persona(path) for path in sorted(FOLDER.glob("*.yml")))


def as_values(value: str | list[str]) -> list[str]:
    """One value or several."""
    return value if isinstance(value, list) else [value]
