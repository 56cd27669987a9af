"""A small, sound knowledge folder for the tests of reading and checking, and the problems of a changed one."""

from pathlib import Path

from knowledge.building import build
from knowledge.checks import check
from knowledge.folder import read_folders

SOUND = {
    "fields.yml": """\
- id: doel
  label: Doel
  soort: codes
  thema: doelen
  zin: "Je wilt {waarden}."
  waarden:
    - {id: werk, label: werk, zin: werken}
    - {id: school, label: school, zin: leren}
    - {id: geen, label: geen, hele_zin: "Je wilt niets.", alleen: ja}
- id: leeftijd
  label: Leeftijd
  soort: code
  thema: achtergrond
  zin: "Je bent {waarden}."
  waarden:
    - {id: "27_44", label: 27 tot 45, zin: tussen 27 en 45}
    - {id: "45_54", label: 45 tot 55, zin: tussen 45 en 55}
- id: cijfer
  label: Cijfer
  soort: schaal
  thema: doelen
  zin: "Je geeft een {waarden}."
- id: wens
  label: Wens
  soort: tekst
  thema: doelen
  zin: "Je zegt: {waarden}."
""",
    "given.yml": """\
- id: signalen
  label: Signaal
  soort: codes
  thema: gesprek
  waarden:
    - {id: gevaar, label: gevaar}
""",
    "derived.yml": """\
- id: aantal_doelen
  label: Aantal doelen
  tel: doel
  behalve: geen
- id: ouder
  label: Ouder
  waarden:
    - {id: ja, label: ja, wanneer: {leeftijd: "45_54"}}
""",
    "sources.yml": """\
titel: Rapport
auteurs: [Iemand]
uitgever: Uitgever
jaar: 2019
volledig: Iemand (2019). Rapport.
paragrafen: {"1": Begin, "5.10": Later}
tabellen: ["45+"]
""",
    "questions/doelen.yml": """\
- id: doel
  velden: [doel, wens]
  fase: kern
  volgorde: 10
  tekst: Wat wil je?
  eenvoudig: Wat wil je?
  waarom: Omdat het van jou is.
  keuzes:
    - {titel: Werk, waarde: werk}
    - {titel: School, waarde: school}
    - {titel: Niets, waarde: geen}
- id: leeftijd
  velden: [leeftijd]
  fase: kern
  volgorde: 20
  tekst: Hoe oud ben je?
  eenvoudig: Hoe oud?
  waarom: Voor hulp.
  gevoelig: nee
  keuzes:
    - {titel: Jong, waarde: 27_44}
    - {titel: Ouder, waarde: 45_54}
- id: cijfer
  velden: [cijfer]
  fase: verdieping
  volgorde: 10
  tekst: Welk cijfer?
  eenvoudig: Welk cijfer?
  waarom: Daarom.
  wanneer: {doel: werk, aantal_doelen: {minstens: 1}}
""",
    "texts/gesprek.yml": """\
- {id: groet, tekst: "Hoi van {gemeente}.", eenvoudig: Hoi.}
""",
    "texts/signalen.yml": """\
- {code: gevaar, tekst: "Bel {telefoon}.", eenvoudig: Bel 112., bron: overheid}
""",
    "elements/iedereen.yml": """\
- id: jong
  titel: Jong
  niveau: client
  doelgroep: Iedereen
  uitleg: Uitleg.
  bron: {paragraaf: "5.10", onderzoek: ["Iemand, 2013"]}
  wanneer: {leeftijd: "27_44", doel: werk}
  gevallen:
    - {als: jong, feiten: {leeftijd: "27_44", doel: [werk, school]}, past: ja}
    - {als: ouder, feiten: {leeftijd: "45_54", doel: werk}, past: nee}
- id: oud
  titel: Oud
  niveau: professional
  doelgroep: 45+
  uitleg: Uitleg.
  bron: {paragraaf: ["1", "5.10"], tabel: 45+}
  wanneer: {ouder: ja}
  sluit_uit: [jong]
  gevallen:
    - {als: ouder, feiten: {leeftijd: "45_54"}, past: ja}
    - {als: jong, feiten: {leeftijd: "27_44"}, past: nee}
""",
    "elements/let_op.yml": """\
- id: pas_op
  tekst: Pas op.
  bron: "eigen: wij vinden dit"
  wanneer: {cijfer: {hoogstens: 4}}
  gevallen:
    - {als: laag, feiten: {cijfer: 3}, past: ja}
    - {als: hoog, feiten: {cijfer: 8}, past: nee}
""",
    "lexicon/doelen.yml": """\
- veld: doel
  waarde: werk
  woorden: [werk, baan]
  alleen_bij: [doel]
- signaal: gevaar
  zinnen: ["help ... mij"]
""",
    "lexicon/context.yml": """\
ontkenning: [niet, geen]
""",
}


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


def changed(file: str, old: str, new: str) -> dict[str, str]:
    """The sound folder with one piece of one file replaced."""
    assert SOUND[file].count(old) == 1, f"{file} must hold {old!r} once"
    return {**SOUND, file: SOUND[file].replace(old, new)}


def problems(root: Path, extra: Path | None = None) -> list[str]:
    """All that is wrong with a folder, as it is told."""
    built = build(read_folders(root, extra))
    return [str(problem) for problem in sorted([*built.problems, *check(built)])]
