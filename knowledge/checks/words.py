"""Word lists speak of fields, values, signals, groups and questions that exist, and every entry has words."""

import re
from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import instead, problem
from knowledge.checks.vocabulary import wrong_field, wrong_value
from knowledge.reading import Block, Items, Problem

FIELD, VALUE, SIGNAL, GROUP, ONLY_AT = "veld", "waarde", "signaal", "groep", "alleen_bij"
LIMITS = ("niet", ONLY_AT)  # lists that say when words don't count
NAMED_GROUP = re.compile(r"<(\w+)>")


def check(built: Built) -> Iterator[Problem]:
    entries = [entry for contents in built.knowledge.lexicon.values() if isinstance(contents, list) for entry in contents]
    groups = [entry[GROUP] for entry in entries if GROUP in entry]
    for entry in entries:
        yield from wrong_name(built, entry)
        yield from wrong_words(entry, groups)
        for question in entry.get(ONLY_AT, []):
            if question not in built.knowledge.questions:
                yield problem(entry.at(ONLY_AT), f"vraag '{question}' bestaat niet{instead(question, built.knowledge.questions)}")


def wrong_words(entry: Block, groups: list[str]) -> Iterator[Problem]:
    """What is wrong with the lists of an entry."""
    lists = {key: value for key, value in entry.items() if isinstance(value, Items)}
    if not any(value for key, value in lists.items() if key not in LIMITS):
        yield problem(entry.place, "hier staan geen woorden; geef een lijst bij 'woorden' of 'zinnen'")
    for key, value in lists.items():
        for index, item in enumerate(value):
            if not isinstance(item, str) or not item.strip():
                yield problem(value.at(index), f"'{key}' is een lijst van woorden; '{item}' is geen woord")
                continue
            for group in NAMED_GROUP.findall(item):
                if group not in groups:
                    yield problem(value.at(index), f"groep '{group}' bestaat niet{instead(group, groups)}")


def wrong_name(built: Built, entry: Block) -> Iterator[Problem]:
    """What is wrong with the field and value, or the signal, that the words stand for."""
    knowledge = built.knowledge
    if SIGNAL in entry:
        if entry[SIGNAL] not in knowledge.signals:
            yield problem(entry.at(SIGNAL), f"signaal '{entry[SIGNAL]}' bestaat niet{instead(entry[SIGNAL], knowledge.signals)}")
    elif FIELD in entry:
        if wrong := wrong_field(knowledge, entry[FIELD], derived=False):
            yield problem(entry.at(FIELD), wrong)
        elif VALUE in entry and (wrong := wrong_value(knowledge, entry[FIELD], entry[VALUE])):
            yield problem(entry.at(VALUE), wrong)
