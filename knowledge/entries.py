"""The shape of every kind of entry in the knowledge folder. Knows nothing of files or conversations."""

import re
from collections.abc import Mapping
from typing import Annotated, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict
from pydantic import Field as Described

from knowledge.leaves import Condition

PLACEHOLDER = re.compile(r"\{(\w+)\}")


def yes_or_no(value: object) -> object:
    """In our YAML every scalar is text, so "ja" and "nee" stand for true and false."""
    return {"ja": True, "nee": False}.get(value, value) if isinstance(value, str) else value


def one_or_more(value: object) -> object:
    return [value] if isinstance(value, str) else value


JaNee = Annotated[bool, BeforeValidator(yes_or_no)]
Names = Annotated[tuple[str, ...], BeforeValidator(one_or_more)]
NonEmpty = Annotated[str, Described(min_length=1)]

Soort = Literal["code", "codes", "tekst", "teksten", "schaal", "talen"]
Thema = Literal["gesprek", "doelen", "achtergrond", "netwerk", "taal", "belemmeringen", "talenten", "begeleiding", "contact"]
Bijzonder = Literal["gezondheid", "geloof", "strafrecht"]
Fase = Literal["opening", "kern", "verdieping", "slot"]
Niveau = Literal["client", "professional", "werkgever", "beleid"]
# In the order in which elements are always shown: that of the report, then what holds for everyone.
Doelgroep = Literal[
    "45+",
    "Jongeren",
    "Mensen met een arbeidsbeperking",
    "Vluchtelingen en statushouders",
    "Vrouwen met een migratieachtergrond",
    "Iedereen",
]


class Entry(BaseModel):
    """One entry of a YAML list: fixed once read, and no key that we don't know."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)


class Value(Entry):
    """One value that a field can have, in the professional's words (`label`) and the client's (`zin`)."""

    id: NonEmpty
    label: NonEmpty
    zin: str | None = None
    hele_zin: str | None = None
    alleen: JaNee = False
    bijzonder: Bijzonder | None = None


class Field(Entry):
    """One thing that can be known of a client (contract, section 1)."""

    id: NonEmpty
    label: NonEmpty
    soort: Soort
    thema: Thema
    bijzonder: Bijzonder | None = None
    zin: str | None = None
    waarden: tuple[Value, ...] = ()
    waarden_uit: str | None = None

    @property
    def values(self) -> dict[str, Value]:
        return {value.id: value for value in self.waarden}


class Choice(Entry):
    """A quick reply; `uitleg` is shown where there is room for it."""

    titel: NonEmpty
    waarde: NonEmpty
    uitleg: str | None = None


class Question(Entry):
    """A question to the client: at B1, at A2, with the reason for asking it."""

    id: NonEmpty
    velden: tuple[str, ...]
    fase: Fase
    volgorde: int
    tekst: NonEmpty
    eenvoudig: NonEmpty
    waarom: NonEmpty
    gevoelig: JaNee = False
    keuzes: tuple[Choice, ...] = ()
    keuzes_uit: str | None = None
    wanneer: Condition | None = None
    overslaan: JaNee = True


class Source(Entry):
    """A place in the report and the research that it leans on; `eigen` marks what is ours and not the report's."""

    paragraaf: str | tuple[str, ...] = ()
    tabel: str | None = None
    onderzoek: tuple[str, ...] = ()
    citaat: str | None = None
    eigen: str | None = None

    @property
    def paragrafen(self) -> tuple[str, ...]:
        return (self.paragraaf,) if isinstance(self.paragraaf, str) else self.paragraaf

    @property
    def in_words(self) -> str:
        """The place as one reads it: "§ 5.2.1; Slotboom, 2013"."""
        places = [f"§ {paragraph}" for paragraph in self.paragrafen]
        return "; ".join([*places, *self.onderzoek, *([f"eigen: {self.eigen}"] if self.eigen else [])])


class Case(Entry):
    """An example that an entry brings along: with these facts it applies, or just not."""

    als: NonEmpty
    feiten: dict[str, Names]
    past: JaNee

    @property
    def facts(self) -> dict[str, frozenset[str]]:
        return {veld: frozenset(waarden) for veld, waarden in self.feiten.items()}


class Element(Entry):
    """A working element of the report: what works, for whom, and when to think of it."""

    id: NonEmpty
    titel: NonEmpty
    niveau: Niveau
    doelgroep: Doelgroep
    uitleg: NonEmpty
    aanvulling: str | None = None
    kanttekening: str | None = None
    bron: Source
    wanneer: Condition
    sluit_uit: Names = ()
    gespreksvragen: tuple[str, ...] = ()
    gevallen: tuple[Case, ...] = ()


class LetOp(Entry):
    """Something to watch out for: what does not work for this client, or answers that pull apart (`spanning`)."""

    id: NonEmpty
    tekst: NonEmpty
    soort: Literal["werkt_niet", "spanning"] = "werkt_niet"
    bron: Source | str
    wanneer: Condition
    gespreksvragen: tuple[str, ...] = ()
    gevallen: tuple[Case, ...] = ()

    @property
    def source(self) -> str:
        """Where the warning comes from, in words."""
        return self.bron.in_words if isinstance(self.bron, Source) else self.bron


class Text(Entry):
    """Something that the bot says, at B1 and at A2."""

    id: NonEmpty
    tekst: NonEmpty
    eenvoudig: NonEmpty

    def say(self, easy: bool, **values: str) -> str:
        """The words, with the placeholders filled in; a value is never itself searched for placeholders."""
        return PLACEHOLDER.sub(lambda found: values[found[1]], self.eenvoudig if easy else self.tekst)


class Signal(Entry):
    """What the bot says at once on a sign of danger, and where the numbers to call come from."""

    code: NonEmpty
    tekst: NonEmpty
    eenvoudig: NonEmpty
    bron: NonEmpty

    @property
    def id(self) -> str:
        return self.code

    def say(self, easy: bool, **values: str) -> str:
        return PLACEHOLDER.sub(lambda found: values[found[1]], self.eenvoudig if easy else self.tekst)


class DerivedValue(Entry):
    """One value of a derived fact and the facts that it follows from."""

    id: NonEmpty
    label: NonEmpty
    wanneer: Condition


class Derived(Entry):
    """A fact that follows from what the client said: one of its `waarden`, or the number of values of another field (`tel`)."""

    id: NonEmpty
    label: NonEmpty
    bron: str | None = None
    waarden: tuple[DerivedValue, ...] = ()
    tel: str | None = None
    behalve: Names = ()


class Report(Entry):
    """The report that the knowledge comes from, with its paragraphs and the tables of its annex."""

    titel: NonEmpty
    auteurs: tuple[str, ...]
    uitgever: NonEmpty
    jaar: NonEmpty
    volledig: NonEmpty
    paragrafen: Mapping[str, str]
    tabellen: tuple[str, ...]
