"""Elements and warnings have a source that exists, cases that come out as told, and don't speak against each other."""

from collections.abc import Iterator

from knowledge.building import Built
from knowledge.checks.conditions import every_field, wrong_leaf
from knowledge.checks.telling import at, instead, problem
from knowledge.checks.vocabulary import wrong_field, wrong_value
from knowledge.conditions import all_hold
from knowledge.entries import Case, Element, LetOp, Source
from knowledge.leaves import Condition
from knowledge.possible import Example, example
from knowledge.reading import Problem


def check(built: Built) -> Iterator[Problem]:
    entries: list[tuple[str, Element | LetOp]] = [("element", element) for element in built.knowledge.elements.values()]
    entries += [("let_op", warning) for warning in built.knowledge.let_op.values()]
    for kind, entry in entries:
        yield from source(built, kind, entry)
        if entry.wanneer.holds({}):
            text = "dit geldt ook als er niets bekend is; wat een professional leest, volgt uit een antwoord, bijvoorbeeld {bekend: doel}"
            yield problem(at(built, kind, entry.id, "wanneer"), text)
        yield from cases(built, kind, entry)
    for element in built.knowledge.elements.values():
        yield from excluded(built, element)


def source(built: Built, kind: str, entry: Element | LetOp) -> Iterator[Problem]:
    """Ours is marked as ours; everything else names a paragraph that the report has."""
    if not isinstance(entry.bron, Source):
        if not entry.bron.startswith("eigen: "):
            text = "de bron is een paragraaf van het rapport ({paragraaf: ...}), of begint met 'eigen: ' als wij dit toevoegen"
            yield problem(at(built, kind, entry.id, "bron"), text)
        return
    report = built.knowledge.report
    if not entry.bron.paragrafen and not entry.bron.eigen:
        yield problem(at(built, kind, entry.id, "bron"), f"'{entry.id}' heeft geen bron; noem de paragraaf van het rapport")
    for paragraph in entry.bron.paragrafen:
        if report is not None and paragraph not in report.paragrafen:
            text = f"het rapport heeft geen paragraaf '{paragraph}'{instead(paragraph, report.paragrafen)}"
            yield problem(at(built, kind, entry.id, "bron", "paragraaf"), text)
    if report is not None and entry.bron.tabel and entry.bron.tabel not in report.tabellen:
        text = f"de bijlage heeft geen tabel '{entry.bron.tabel}'{instead(entry.bron.tabel, report.tabellen)}"
        yield problem(at(built, kind, entry.id, "bron", "tabel"), text)


def cases(built: Built, kind: str, entry: Element | LetOp) -> Iterator[Problem]:
    """An entry shows by example when it applies and when it just does not."""
    sound = not any(text for leaf in entry.wanneer.leaves() for text in wrong_leaf(built.knowledge, leaf))
    for index, case in enumerate(entry.gevallen):
        place = at(built, kind, entry.id, "gevallen", index)
        wrong = list(wrong_facts(built, case))
        yield from (problem(place, text) for text in wrong)
        if sound and not wrong and entry.wanneer.holds(case.facts) is not case.past:
            yield problem(
                place,
                f"geval '{case.als}' {'past niet' if case.past else 'past wel'}, maar er staat 'past: {'ja' if case.past else 'nee'}'",
            )
    for outcome, word in ((True, "ja"), (False, "nee")):
        if not any(case.past is outcome for case in entry.gevallen):
            yield problem(at(built, kind, entry.id, "gevallen"), f"'{entry.id}' heeft een geval nodig met 'past: {word}'")


def wrong_facts(built: Built, case: Case) -> Iterator[str]:
    for veld, waarden in case.feiten.items():
        if veld in built.knowledge.derived:
            yield f"'{veld}' is afgeleid; noem in een geval de antwoorden waaruit het volgt"
        elif wrong := wrong_field(built.knowledge, veld, derived=False):
            yield wrong
        else:
            yield from (text for waarde in waarden if (text := wrong_value(built.knowledge, veld, waarde)))


def excluded(built: Built, element: Element) -> Iterator[Problem]:
    """Elements that the report sets against each other never both apply."""
    for name in element.sluit_uit:
        other = built.knowledge.elements.get(name)
        place = at(built, "element", element.id, "sluit_uit")
        if name not in built.blocks["element"]:
            yield problem(place, f"element '{name}' bestaat niet{instead(name, built.knowledge.elements)}")
        if other is None:
            continue
        both = together(built, element.wanneer, other.wanneer)
        if both is not None:
            facts = "; ".join(f"{veld}: {', '.join(sorted(values))}" for veld, values in both.items())
            yield problem(place, f"'{element.id}' en '{name}' sluiten elkaar uit, maar gelden allebei bij {facts}")


def together(built: Built, one: Condition, other: Condition) -> Example | None:
    return example(all_hold(one, other), every_field(built.knowledge))
