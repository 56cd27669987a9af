"""Word lists speak of fields, values, signals and questions that exist, and every entry has words."""

from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import instead, problem
from knowledge.checks.vocabulary import wrong_field, wrong_value
from knowledge.reading import Block, Items, Problem

FIELD, VALUE, SIGNAL, ONLY_AT = "veld", "waarde", "signaal", "alleen_bij"
WORDS = ("woorden", "zinnen")


def check(built: Built) -> Iterator[Problem]:
    for contents in built.knowledge.lexicon.values():
        for entry in contents if isinstance(contents, list) else []:
            if isinstance(entry, Block) and (FIELD in entry or SIGNAL in entry):
                yield from wrong_words(built, entry)


def wrong_words(built: Built, entry: Block) -> Iterator[Problem]:
    yield from wrong_name(built, entry)
    if not any(isinstance(entry.get(key), Items) and entry[key] for key in WORDS):
        yield problem(entry.place, f"hier staan geen woorden; geef een lijst bij {' of '.join(f'{key!r}' for key in WORDS)}")
    for key, value in entry.items():
        for item in value if isinstance(value, Items) else []:
            if not isinstance(item, str) or not item.strip():
                yield problem(entry.at(key), f"'{key}' is een lijst van woorden; '{item}' is geen woord")
    for question in entry.get(ONLY_AT, []):
        if question not in built.knowledge.questions:
            yield problem(entry.at(ONLY_AT), f"vraag '{question}' bestaat niet{instead(question, built.knowledge.questions)}")


def wrong_name(built: Built, entry: Block) -> Iterator[Problem]:
    """What is wrong with the field and value, or the signal, that the words stand for."""
    knowledge = built.knowledge
    if SIGNAL in entry:
        if entry[SIGNAL] not in knowledge.signals:
            yield problem(entry.at(SIGNAL), f"signaal '{entry[SIGNAL]}' bestaat niet{instead(entry[SIGNAL], knowledge.signals)}")
    elif wrong := wrong_field(knowledge, entry[FIELD], derived=False):
        yield problem(entry.at(FIELD), wrong)
    elif VALUE in entry and (wrong := wrong_value(knowledge, entry[FIELD], entry[VALUE])):
        yield problem(entry.at(VALUE), wrong)
