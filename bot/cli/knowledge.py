"""`startgesprek knowledge`: check what the product knows, and explain why an element is proposed or not."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Annotated

import typer

import knowledge
from bot.cli.start import fail, services_or_exit, settings_or_exit
from knowledge.leaves import Explained, Facts
from knowledge.models import Knowledge

app = typer.Typer(help="Wat het product weet: nakijken en uitleggen.", no_args_is_help=True)
VERDICT = {True: "ja", False: "nee", None: "onbekend"}


@app.command("check")
def check() -> None:
    """Kijk alle kennis na, ook de eigen map van de gemeente, en laat zien wat gedekt is."""
    known = loaded()
    typer.echo(
        f"In orde: {len(known.questions)} vragen, {len(known.elements)} elementen, {len(known.let_op)} keer let op, versie {known.version}."
    )
    for line in coverage(known):
        typer.echo(line)


@app.command("explain")
def explain(what: Annotated[str, typer.Argument(help="Het id van een intake, of een bestand met een samenvatting (JSON).")]) -> None:
    """Zeg van elk element of het wordt voorgesteld, en welk deel van de voorwaarde dat bepaalde."""
    known = loaded()
    facts = known.derive(facts_from_file(Path(what)) if Path(what).is_file() else facts_of_intake(what))
    for entry in (*known.elements.values(), *known.let_op.values()):
        explained = entry.wanneer.explain(facts, known)
        typer.echo(f"{'+' if explained.uitkomst else '-'} {entry.id}")
        for line in lines(explained, 1):
            typer.echo(line)


def loaded() -> Knowledge:
    """The knowledge of this installation; ends the command with every problem in it."""
    try:
        return knowledge.load(settings_or_exit().kennis)
    except knowledge.KnowledgeError as wrong:
        fail("\n".join(str(problem) for problem in wrong.problems))


def coverage(known: Knowledge) -> Iterator[str]:
    """What each element is tried with, which fields no element asks for, and which values no question offers."""
    for element in known.elements.values():
        fits = sum(case.past for case in element.gevallen)
        yield f"  {element.id}: {fits} gevallen passen, {len(element.gevallen) - fits} net niet"
    asked_for = {leaf.veld for entry in (*known.elements.values(), *known.let_op.values()) for leaf in entry.wanneer.leaves()}
    unused = [veld for veld, field in known.fields.items() if veld not in asked_for and field.thema != "gesprek"]
    yield f"Velden waar geen element direct naar vraagt: {', '.join(unused) or 'geen'}"
    offered = {(veld, choice.waarde) for question in known.questions.values() for veld in question.velden for choice in question.keuzes}
    silent = [f"{veld}={value.id}" for veld, field in known.fields.items() for value in field.waarden if (veld, value.id) not in offered]
    yield f"Waarden die geen knop hebben: {', '.join(silent) or 'geen'}"


def facts_from_file(file: Path) -> Facts:
    """The facts of a summary, or of a line that `replay` printed; ends the command when the file is neither."""
    try:
        data = json.loads(file.read_text(encoding="utf-8"))
        summary = data.get("samenvatting", data)
        return facts_of(summary)
    except (OSError, ValueError, KeyError, AttributeError):
        fail(f"{file}: geen samenvatting in JSON.")


def facts_of(summary: dict) -> Facts:
    """The facts in a summary (contract, section 4), as conditions ask for them."""
    profile = {veld: item["waarde"] for veld, item in summary["profiel"].items()}
    facts = {veld: frozenset(map(str, waarde if isinstance(waarde, list) else [waarde])) for veld, waarde in profile.items()}
    signals = frozenset(signal["code"] for signal in summary["signalen"])
    return facts | {"kanaal": frozenset({summary["kanaal"]})} | ({"signalen": signals} if signals else {})


def facts_of_intake(intake_id: str) -> Facts:
    """The facts of an intake in the database; ends the command when there is none of this id."""
    from intake.records.conversations import ConversationRow
    from intake.summary import with_signals

    with services_or_exit(settings_or_exit()).store.reading() as session:
        row = session.get(ConversationRow, intake_id)
        if row is None:
            fail(f"Er is geen intake of bestand {intake_id}.")
        return with_signals(row)


def lines(explained: Explained, depth: int) -> Iterator[str]:
    """The condition and its parts, each with its verdict, one deeper per level."""
    yield f"{'    ' * depth}{VERDICT[explained.uitkomst]}: {explained.tekst}"
    for part in explained.delen:
        yield from lines(part, depth + 1)
