"""What was read in one message: the form in which understanding reaches the record. Knows no language and no database."""

from dataclasses import dataclass, field


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
    over: tuple[str, ...] = field(default=())
