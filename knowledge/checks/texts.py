"""What the bot says asks for nothing that is not filled in, and there is an answer to every signal."""

from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.telling import at, instead, problem
from knowledge.entries import PLACEHOLDER
from knowledge.reading import Problem

HOUSE = ("gemeente", "telefoon")  # filled in in every text
MOMENT = ("zinnen", "referentie")  # filled in only where the moment gives them
SIGNALS = "signalen"


def check(built: Built) -> Iterator[Problem]:
    knowledge = built.knowledge
    for name, said in knowledge.texts.items():
        yield from placeholders(built, "tekst", name, {"tekst": said.tekst, "eenvoudig": said.eenvoudig}, (*HOUSE, *MOMENT))
    for name, signal in knowledge.signals.items():
        yield from placeholders(built, "signaal", name, {"tekst": signal.tekst, "eenvoudig": signal.eenvoudig}, HOUSE)
    for name, question in knowledge.questions.items():
        asked = {"tekst": question.tekst, "eenvoudig": question.eenvoudig, "waarom": question.waarom}
        yield from placeholders(built, "vraag", name, asked, ())
    if SIGNALS not in knowledge.given:
        return
    codes = knowledge.given[SIGNALS].values
    for name in knowledge.signals:
        if name not in codes:
            yield problem(at(built, "signaal", name), f"signaal '{name}' bestaat niet{instead(name, codes)}")
    for index, code in enumerate(codes):
        if knowledge.signals and code not in knowledge.signals:
            text = f"op signaal '{code}' zegt de bot niets; geef het een tekst in texts/signalen.yml"
            yield problem(at(built, "gegeven", SIGNALS, "waarden", index), text)


def placeholders(built: Built, kind: str, name: str, texts: dict[str, str], filled: tuple[str, ...]) -> Iterator[Problem]:
    for key, text in texts.items():
        for found in PLACEHOLDER.findall(text):
            if found not in filled:
                right = instead(found, filled) or "; zet hier geen accolades"
                yield problem(at(built, kind, name, key), f"{{{found}}} wordt hier niet ingevuld{right}")
