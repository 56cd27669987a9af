"""Whole conversations through `startgesprek replay`: what each person said is in the summary, with their own words, and nothing else."""

import json
import subprocess
import sys
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.conversations.personas import Persona, as_values, load

PERSONAS = load()
RETELLINGS = [persona for persona in PERSONAS if persona.retells]

# What is not read yet, kept in sight: each fails until the reader has learned it, and then has to go from this list.
KNOWN_FAILURES = {
    "jongere_schulden_chat": "een lichamelijke klacht gelezen die er niet staat",
    "jongere_schulden_leerder": "'iemand die ook zelf dit heeft meegemaakt'",
    "lvb_ouders": "het verhaal noemt een belemmering, zodat naar de andere niet meer wordt gevraagd",
    "moeder_zorgtaken_chat": "'alleenstaande moeder' zonder ik ervoor zegt nog niets over gender",
    "na_de_kern_klaar": "'mijn vriend en mijn ouders steunen me': alleen de laatste wordt gelezen",
    "oekraiense_werkt": "het verhaal noemt een belemmering, zodat naar de andere niet meer wordt gevraagd",
    "statushouder_kok_chat": "'kort gesprekje gaat wel' is A2, niet B1",
    "verbetert_zichzelf": "'in de horeca, nee wacht, in de techniek' in een verhaal",
    "verhaal_vertelt_veel": "'mijn man en mijn buren helpen me': alleen de laatste wordt gelezen",
}
DIFFERENT_YET = {name for name in KNOWN_FAILURES if name in {persona.name for persona in RETELLINGS}}


def marked(personas: list[Persona], failing: Collection[str]) -> list[Any]:
    """The personas as test cases, with those that are known to fail marked so."""
    return [
        pytest.param(
            persona, id=persona.name, marks=pytest.mark.xfail(reason=KNOWN_FAILURES[persona.name]) if persona.name in failing else ()
        )
        for persona in personas
    ]


# Free text is the client's own wording: it differs between tellings, and is held when it contains what is expected.
FREE_TEXT = frozenset({"aanspreeknaam", "werkwens", "talenten", "contactgegevens"})
THEMES = ("doelen", "netwerk", "taal", "belemmeringen", "talenten", "begeleiding", "signalen", "werkzame_elementen")

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def results() -> dict[str, dict[str, Any]]:
    """What one `replay` of all files printed, by name."""
    command = [str(Path(sys.executable).with_name("startgesprek")), "replay", *(str(persona.path) for persona in PERSONAS)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=600, check=False)
    assert done.returncode == 0, f"replay stopte met code {done.returncode}:\n{done.stderr[-3000:]}"
    lines = done.stdout.splitlines()
    assert len(lines) == len(PERSONAS), f"{len(lines)} regels voor {len(PERSONAS)} gesprekken:\n{done.stderr[-3000:]}"
    return {persona.name: json.loads(line) for persona, line in zip(PERSONAS, lines, strict=True)}


def known(summary: dict[str, Any]) -> dict[str, list[str]]:
    """The values of the profile, by field."""
    return {field: [str(value) for value in as_values(entry["waarde"])] for field, entry in (summary.get("profiel") or {}).items()}


def has(field: str, value: str, there: list[str]) -> bool:
    """Whether a value is among those known; free text by what it contains."""
    if field in FREE_TEXT:
        return any(value.casefold() in one.casefold() for one in there)
    return value in there


def words(summary: dict[str, Any]) -> str:
    """Everything the summary says about and in the words of this client; not the report's own texts."""
    own = {key: value for key, value in summary.items() if key in {"profiel", "antwoorden", *THEMES} - {"werkzame_elementen"}}
    reasons = [element.get("waarom") for element in summary.get("werkzame_elementen") or []]
    return json.dumps([own, reasons], ensure_ascii=False).casefold()


def fact_misses(persona: Persona, profile: dict[str, list[str]]) -> Iterator[str]:
    """Facts that are not there, and facts that should not be."""
    expected = persona.expected
    for field, values in expected.get("profiel", {}).items():
        for value in as_values(values):
            if not has(field, value, profile.get(field, [])):
                said = persona.answers.get(field) or persona.answers.get("verhaal")
                yield f"ontbreekt: {field} = {value} (bekend: {profile.get(field, [])}; gezegd: {said!r})"
    for field, values in expected.get("profiel_niet", {}).items():
        yield from (f"te veel: {field} = {value}" for value in as_values(values) if has(field, value, profile.get(field, [])))
    if "alleen" in expected:
        yield from (f"verzonnen: {field} = {values}" for field, values in profile.items() if field not in expected["alleen"])


def element_misses(persona: Persona, summary: dict[str, Any]) -> Iterator[str]:
    """Signals and elements that are not as expected."""
    expected = persona.expected
    signals = sorted({signal["code"] for signal in summary.get("signalen") or []})
    if "signalen" in expected and signals != sorted(expected["signalen"]):
        yield f"signalen: {signals}, verwacht {sorted(expected['signalen'])}"
    elements = {element["id"] for element in summary.get("werkzame_elementen") or []}
    yield from (f"element ontbreekt: {one}" for one in expected.get("werkzame_elementen", []) if one not in elements)
    yield from (f"element te veel: {one}" for one in expected.get("elementen_niet", []) if one in elements)


def course_misses(persona: Persona, result: dict[str, Any]) -> Iterator[str]:
    """How the talk went and what was kept of it."""
    expected, summary, asked = persona.expected, result["samenvatting"] or {}, set(result["gesteld"] or [])
    yield from (f"mag nergens staan: {word}" for word in expected.get("woorden_niet", []) if word.casefold() in words(summary))
    if "volledig" in expected and bool(summary.get("volledig")) != (expected["volledig"] == "ja"):
        yield f"volledig: {summary.get('volledig')}, verwacht {expected['volledig']}"
    if len(asked) > int(expected.get("hoogstens_gesteld", len(asked))):
        yield f"{len(asked)} vragen gesteld, hoogstens {expected['hoogstens_gesteld']}: {result['gesteld']}"
    kept = {key: summary[key] for key in ("profiel", "antwoorden", *THEMES) if summary.get(key)}
    if expected.get("niets_bewaard") == "ja" and kept:
        yield f"bewaard zonder toestemming: {kept}"


def misses(persona: Persona, result: dict[str, Any]) -> Iterator[str]:
    """What is not as expected, one readable line each."""
    summary = result["samenvatting"] or {}
    yield from fact_misses(persona, known(summary))
    yield from element_misses(persona, summary)
    yield from course_misses(persona, result)


@pytest.mark.parametrize("persona", marked(PERSONAS, KNOWN_FAILURES))
def test_the_summary_holds_what_was_said_and_nothing_else(persona: Persona, results: dict[str, dict[str, Any]]) -> None:
    wrong = list(misses(persona, results[persona.name]))
    assert wrong == [], f"{persona.name}:\n  " + "\n  ".join(wrong)


def quoted(node: Any) -> Iterator[dict[str, Any]]:
    """Everything in a summary that quotes an answer."""
    if isinstance(node, dict):
        if node.get("citaat") and "antwoord" in node:
            yield node
        for child in node.values():
            yield from quoted(child)
    elif isinstance(node, list):
        for child in node:
            yield from quoted(child)


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_every_quotation_is_literally_in_the_answer_it_points_to(persona: Persona, results: dict[str, dict[str, Any]]) -> None:
    summary = results[persona.name]["samenvatting"] or {}
    answers = {answer["id"]: answer["tekst"] for answer in summary.get("antwoorden") or []}
    quotes = list(quoted(summary))
    assert persona.expected.get("niets_bewaard") == "ja" or quotes, f"{persona.name}: geen enkel citaat"
    wrong = [(quote["citaat"], quote["antwoord"]) for quote in quotes if quote["citaat"] not in answers.get(quote["antwoord"], "")]
    assert wrong == [], f"{persona.name}: niet letterlijk in het antwoord: {wrong}"


@pytest.mark.parametrize("persona", PERSONAS, ids=lambda persona: persona.name)
def test_every_fact_points_at_an_answer_that_is_there(persona: Persona, results: dict[str, dict[str, Any]]) -> None:
    summary = results[persona.name]["samenvatting"] or {}
    answers = {answer["id"] for answer in summary.get("antwoorden") or []}
    loose = {
        field: entry["antwoorden"]
        for field, entry in (summary.get("profiel") or {}).items()
        if not entry["antwoorden"] or not set(entry["antwoorden"]) <= answers
    }
    assert loose == {}, f"{persona.name}: feiten zonder antwoord: {loose}"


@pytest.mark.parametrize("persona", marked(RETELLINGS, DIFFERENT_YET))
def test_the_same_story_in_other_words_gives_the_same_codes(persona: Persona, results: dict[str, dict[str, Any]]) -> None:
    def codes(name: str) -> dict[str, list[str]]:
        profile = known(results[name]["samenvatting"] or {})
        return {field: sorted(values) for field, values in profile.items() if field not in FREE_TEXT}

    first, again = codes(persona.retells or ""), codes(persona.name)
    differs = {field: (first.get(field), again.get(field)) for field in {*first, *again} if first.get(field) != again.get(field)}
    assert differs == {}, f"{persona.name}: anders dan {persona.retells}:\n  " + "\n  ".join(
        f"{k}: {v}" for k, v in sorted(differs.items())
    )
