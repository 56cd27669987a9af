"""From entries as they stand in the files to entries of the right shape, with conditions read and derived facts resolved."""

from dataclasses import dataclass, field
from typing import Any, TypeVar, get_args

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from knowledge.conditions import parse
from knowledge.derived import Definitions
from knowledge.entries import Derived, DerivedValue, Doelgroep, Element, Entry, Fase, Field, LetOp, Question, Report, Signal, Text
from knowledge.folder import Raw, problem
from knowledge.leaves import Condition
from knowledge.models import Knowledge
from knowledge.reading import Block, Items, KnowledgeError, Place, Problem

E = TypeVar("E", bound=Entry)
PHASES: tuple[str, ...] = get_args(Fase)
GROUPS: tuple[str, ...] = get_args(Doelgroep)
CONDITION = "wanneer"


@dataclass
class Built:
    """The knowledge, the blocks that its entries were made from, and what was wrong with those that could not be made."""

    knowledge: Knowledge
    blocks: dict[str, dict[str, Block]]
    sources: Block | None
    problems: list[Problem] = field(default_factory=list)


def build(raw: Raw) -> Built:
    """Make everything that can be made; raises KnowledgeError only when derived facts go round in a circle."""
    problems = list(raw.problems)
    made: dict[type[Entry], dict[str, Any]] = {}
    shapes: dict[type[Entry], str] = {
        Field: "veld",
        Derived: "afleiding",
        Question: "vraag",
        Element: "element",
        LetOp: "let_op",
        Text: "tekst",
        Signal: "signaal",
    }
    for shape, kind in shapes.items():
        made[shape] = make_all(shape, raw.entries[kind], problems)
    given = make_all(Field, raw.entries["gegeven"], problems)
    fields = with_borrowed_values(made[Field])
    derived = resolve(made[Derived], raw.entries["afleiding"], problems)
    meanings = Definitions(derived)
    questions: dict[str, Question] = bind_all(made[Question], meanings)
    elements: dict[str, Element] = bind_all(made[Element], meanings)
    report = make(Report, raw.sources, problems) if raw.sources is not None else None
    knowledge = Knowledge(
        fields=fields,
        given=given,
        derived=derived,
        questions=dict(sorted(questions.items(), key=lambda item: (PHASES.index(item[1].fase), item[1].volgorde))),
        elements=dict(sorted(elements.items(), key=lambda item: GROUPS.index(item[1].doelgroep))),
        let_op=bind_all(made[LetOp], meanings),
        texts=made[Text],
        signals=made[Signal],
        lexicon=raw.lexicon,
        report=report,
        version=raw.version,
    )
    return Built(knowledge, raw.entries, raw.sources, problems)


def make_all(shape: type[E], blocks: dict[str, Block], problems: list[Problem]) -> dict[str, E]:
    made = {name: make(shape, block, problems) for name, block in blocks.items()}
    return {name: entry for name, entry in made.items() if entry is not None}


def make(shape: type[E], block: Block, problems: list[Problem]) -> E | None:
    """One entry; None when something is wrong with it, which is then among the problems."""
    before = len(problems)
    data = with_conditions(block, problems)
    try:
        entry = shape.model_validate(data)
    except ValidationError as error:
        problems += [problem(*said(detail, block, shape)) for detail in error.errors()]
        return None
    return entry if len(problems) == before else None


def with_conditions(block: Block, problems: list[Problem]) -> dict[str, Any]:
    """The block with every `wanneer` in it, also those of its values, as a condition."""
    data: dict[str, Any] = dict(block)
    if CONDITION in block:
        try:
            data[CONDITION] = parse(block[CONDITION], block.at(CONDITION))
        except KnowledgeError as error:
            problems += error.problems
            data[CONDITION] = parse({}, block.place)
    for key, value in block.items():
        if isinstance(value, Items):
            data[key] = [with_conditions(item, problems) if isinstance(item, Block) and CONDITION in item else item for item in value]
    return data


def said(detail: ErrorDetails, block: Block, shape: type[BaseModel]) -> tuple[Place, str]:
    """Where in the block a value has the wrong shape, and what would be right."""
    place, key = block.place, ""
    inside: Any = block
    for step in detail["loc"]:
        if isinstance(inside, Block) and isinstance(step, str) and (step in inside or detail["type"] == "missing"):
            place, key, inside = inside.at(step), step, inside.get(step)
        elif isinstance(inside, Items) and isinstance(step, int) and step < len(inside):
            place, inside = inside.at(step), inside[step]
    kind = detail["type"]
    if kind == "missing":
        return place, f"'{key}' ontbreekt"
    if kind == "extra_forbidden":
        allowed = f"; wel: {', '.join(shape.model_fields)}" if len(detail["loc"]) == 1 else ""
        return place, f"sleutel '{key}' is hier onbekend{allowed}"
    if kind == "literal_error":
        return place, f"'{key}' kan niet '{inside}' zijn; wel: {detail['ctx']['expected'].replace(' or ', ', ')}"
    if kind == "string_too_short":
        return place, f"'{key}' is leeg"
    expected = {"bool_parsing": "ja of nee", "int_parsing": "een heel getal", "string_type": "tekst"}
    return place, f"'{key}' heeft niet de goede vorm; verwacht: {expected.get(kind, detail['msg'])}"


def with_borrowed_values(fields: dict[str, Field]) -> dict[str, Field]:
    """Fields whose values are those of another field (`waarden_uit`), without the ones that mean "none"."""
    filled = {}
    for name, one in fields.items():
        lender = fields.get(one.waarden_uit) if one.waarden_uit else None
        values = tuple(value for value in lender.waarden if not value.alleen) if lender else one.waarden
        filled[name] = one.model_copy(update={"waarden": values})
    return filled


def resolve(derived: dict[str, Derived], blocks: dict[str, Block], problems: list[Problem]) -> dict[str, Derived]:
    """Derived facts in base facts; those that lean on themselves are left out and told."""
    sound = {name: definition for name, definition in derived.items() if not leans_on(name, name, derived, set())}
    for name in derived.keys() - sound.keys():
        problems.append(problem(blocks[name].place, f"afleiding '{name}' volgt uit zichzelf; gebruik velden uit fields.yml"))
    meanings = Definitions(sound)

    def value_bound(value: DerivedValue) -> DerivedValue:
        return value.model_copy(update={CONDITION: value.wanneer.bound(meanings)})

    return {name: one.model_copy(update={"waarden": tuple(value_bound(value) for value in one.waarden)}) for name, one in sound.items()}


def leans_on(name: str, target: str, derived: dict[str, Derived], seen: set[str]) -> bool:
    """Whether a derived fact asks for another one, at however many steps."""
    if name in seen or name not in derived:
        return False
    asked = {leaf.veld for value in derived[name].waarden for leaf in value.wanneer.leaves()}
    return target in asked or any(leans_on(other, target, derived, seen | {name}) for other in asked)


def bind_all(entries: dict[str, E], meanings: Definitions) -> dict[str, E]:
    return {name: bound(entry, meanings) for name, entry in entries.items()}


def bound(entry: E, meanings: Definitions) -> E:
    condition = getattr(entry, CONDITION, None)
    return entry.model_copy(update={CONDITION: condition.bound(meanings)}) if isinstance(condition, Condition) else entry
