"""What was read in one message: the form in which understanding reaches the record. Knows no language and no database."""

from dataclasses import asdict, dataclass
from typing import Any

# The moves that a client can make beside answering (contract, section 1, rule 9).
MOVES = (
    "vraag_waarom",
    "wie_ziet_dit",
    "ben_je_een_mens",
    "begrijp_niet",
    "herhaal",
    "overslaan",
    "terug",
    "corrigeer",
    "samenvatting_tonen",
    "mens_spreken",
    "pauze",
    "stop",
    "verwijder",
    "groet",
    "bedankt",
)


@dataclass(frozen=True)
class ReadFact:
    """One coded thing that a message says, and the words that say it.

    `start` and `end` are character offsets in the message; `citaat` is the client's own spelling.
    """

    veld: str
    waarde: str
    citaat: str
    start: int
    end: int


@dataclass(frozen=True)
class ReadSignal:
    """One sign of urgent danger (contract, section 1), and the words that give it."""

    code: str
    citaat: str
    start: int
    end: int


@dataclass(frozen=True)
class Withdrawn:
    """A value that a correction takes away; `waarde` None takes away the whole field."""

    veld: str
    waarde: str | None


@dataclass(frozen=True)
class Reading:
    """Everything read in one message while one question was open.

    `intentie` is the move that the client makes (None: a plain answer). `gevoelig` are spans that speak about health,
    whatever they say of it and of whomever: without consent (art. 9 AVG) their words may not be kept.
    `over` are the fields that a correction names without giving a new value.
    """

    intentie: str | None = None
    feiten: tuple[ReadFact, ...] = ()
    signalen: tuple[ReadSignal, ...] = ()
    gevoelig: tuple[tuple[int, int], ...] = ()
    ingetrokken: tuple[Withdrawn, ...] = ()
    over: tuple[str, ...] = ()

    def to_dict(self) -> dict[str, Any]:
        """Plain data, ready for JSON."""
        return asdict(self)

    @classmethod
    def from_dict(cls, data: dict[str, Any]) -> "Reading":
        """The reading that `to_dict` gave, whether or not it went through JSON."""
        return cls(
            intentie=data["intentie"],
            feiten=tuple(ReadFact(**fact) for fact in data["feiten"]),
            signalen=tuple(ReadSignal(**signal) for signal in data["signalen"]),
            gevoelig=tuple((start, end) for start, end in data["gevoelig"]),
            ingetrokken=tuple(Withdrawn(**taken) for taken in data["ingetrokken"]),
            over=tuple(data["over"]),
        )
