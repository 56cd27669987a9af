"""The test conversations name only questions, fields, values and elements that exist."""

import re
from pathlib import Path

import pytest

from tests.conversations.personas import KEYS, Persona, as_values, load
from tests.understanding.sentences import catalogue, signal_codes

PERSONAS = load()
FIELDS = catalogue()
FREE = {"tekst", "teksten", "schaal", "talen"}
QUESTIONS = {*FIELDS, "verhaal", "opmerking"} - {"richting", "contact_tijd"}


def wrong(persona: Persona) -> list[str]:
    """What a file names that does not exist."""
    expected = persona.expected
    both = {"profiel": expected.get("profiel", {}), "profiel_niet": expected.get("profiel_niet", {})}
    pairs = [(field, value) for part in both.values() for field, values in part.items() for value in as_values(values)]
    return [
        *(key for key in expected if key not in KEYS),
        *(question for question in persona.answers if question not in QUESTIONS),
        *(f"{field}: {value}" for field, value in pairs if field not in FIELDS),
        *(
            f"{field}: {value}"
            for field, value in pairs
            if field in FIELDS and FIELDS[field]["soort"] not in FREE and value not in FIELDS[field]["codes"]
        ),
        *(code for code in expected.get("signalen", []) if code not in signal_codes()),
    ]


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_a_conversation_names_only_what_exists(persona: Persona) -> None:
    assert wrong(persona) == []


def test_expected_elements_exist() -> None:
    elements = Path(__file__).parents[2] / "knowledge" / "elements"
    written = {
        name for path in elements.glob("*.yml") for name in re.findall(r"^- id: \"?([\w-]+)", path.read_text(encoding="utf-8"), re.M)
    }
    named = {name for persona in PERSONAS for key in ("werkzame_elementen", "elementen_niet") for name in persona.expected.get(key, [])}
    assert named - written == set()


def test_no_element_is_both_expected_and_forbidden() -> None:
    both = {
        persona.name: set(persona.expected.get("werkzame_elementen", [])) & set(persona.expected.get("elementen_niet", []))
        for persona in PERSONAS
    }
    assert {name: elements for name, elements in both.items() if elements} == {}


def test_four_people_tell_their_story_in_three_ways() -> None:
    tellings = [persona.retells for persona in PERSONAS if persona.retells]
    assert len(set(tellings)) >= 4
    assert {name: tellings.count(name) for name in set(tellings) if tellings.count(name) != 2} == {}
