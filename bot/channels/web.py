"""The clients' side of the API (contract, section 2): a conversation and its messages. The token is the only key."""

from datetime import datetime
from typing import Annotated, Any
from uuid import UUID

from fastapi import APIRouter, Depends, Header, Request, Response
from pydantic import BaseModel, Field, model_validator
from sqlalchemy import select

from bot.engine.choices import MOVE_TITLES
from bot.engine.safe_text import clean_text
from bot.engine.talk import Answer, Talk, message_data
from bot.web.limits import limited
from bot.web.metrics import BEGUN, TURN_SECONDS, TURNS
from bot.web.problems import EMPTY, NOT_FOUND, TOO_LONG, Refused
from intake import crypto
from intake.facts import MANY
from intake.next_question import progress
from intake.records.conversations import ConversationRow

LONGEST = 20_000  # characters in one message; understanding reads the first 4,000
# What a client can do beside answering, the most wanted first.
OFFERED = (
    "overslaan",
    "begrijp_niet",
    "vraag_waarom",
    "terug",
    "samenvatting_tonen",
    "wie_ziet_dit",
    "mens_spreken",
    "pauze",
    "stop",
    "verwijder",
)
router = APIRouter(prefix="/api/v1/gesprekken", tags=["gesprekken"])
questions = APIRouter()


class NieuwGesprek(BaseModel):
    """Begin van een gesprek."""

    kanaal: str = Field("web", pattern="^(web)$")
    uitnodiging: str | None = Field(None, max_length=64, pattern=r"^[\w-]+$")


class NieuwBericht(BaseModel):
    """Een bericht van de client: eigen woorden, of de waarde van een knop."""

    bericht_id: UUID
    tekst: str | None = Field(None, description=f"Eigen woorden, hoogstens {LONGEST} tekens.")
    keuze: str | None = Field(
        None,
        min_length=1,
        max_length=1000,
        description="Waarde van een knop; bij een vraag met meer antwoorden: waarden met een komma ertussen.",
    )

    @model_validator(mode="after")
    def one_of_both(self) -> "NieuwBericht":
        if (self.tekst is None) == (self.keuze is None):
            raise ValueError("geef tekst of keuze")
        return self

    def check(self) -> None:
        """Raises Refused for a text that holds nothing to read, or too much."""
        if self.tekst is not None and len(self.tekst) > LONGEST:
            raise Refused(TOO_LONG)
        if self.tekst is not None and not clean_text(self.tekst):
            raise Refused(EMPTY)


class Keuze(BaseModel):
    """Een snel antwoord."""

    titel: str
    waarde: str


class Bericht(BaseModel):
    """Een bericht van de assistent."""

    tekst: str
    soort: str
    vraag: str | None
    keuzes: list[Keuze]


class Voortgang(BaseModel):
    """Hoeveel vragen er geweest zijn, van ongeveer hoeveel."""

    gedaan: int
    totaal: int


class Antwoord(BaseModel):
    """Wat de assistent terugzegt."""

    berichten: list[Bericht]
    voortgang: Voortgang
    status: str


class Begonnen(Antwoord):
    """Een nieuw gesprek met de sleutel ertoe."""

    id: str
    token: str


class GesprokenBericht(Bericht):
    """Een bericht zoals het in het gesprek staat."""

    soort: str | None  # type: ignore[assignment]
    van: str
    tijd: datetime


class Gesprek(BaseModel):
    """Het hele gesprek tot nu toe."""

    id: str
    kanaal: str
    status: str
    referentie: str | None
    voortgang: Voortgang
    berichten: list[GesprokenBericht]


class Vraag(BaseModel):
    """Een vraag van de intake: of er meer dan een antwoord mag, en de uitleg bij haar keuzes."""

    id: str
    meer: bool
    uitleg: dict[str, str]


class Vragen(BaseModel):
    """De vragen in hun volgorde, met de versie van de vragenset en wat een client naast antwoorden kan doen."""

    versie: str
    vragen: list[Vraag]
    altijd: list[Keuze]


def the_talk(request: Request) -> Talk:
    return request.app.state.talk


TheTalk = Annotated[Talk, Depends(the_talk)]


def with_key(conversation_id: str, talk: TheTalk, authorization: Annotated[str, Header()] = "") -> str:
    """The id of a conversation whose token came along; anything else is 404, so that an id alone tells nothing."""
    scheme, _, token = authorization.partition(" ")
    if "\0" in conversation_id:  # PostgreSQL takes no such text, not even to compare with
        raise Refused(NOT_FOUND)
    with talk.services.store.reading() as session:
        known = session.scalar(select(ConversationRow.token_hash).where(ConversationRow.id == conversation_id))
    if scheme.lower() != "bearer" or known is None or not crypto.matches(token, known):
        raise Refused(NOT_FOUND)
    return conversation_id


OwnConversation = Annotated[str, Depends(with_key)]


@router.post("", status_code=201, response_model=Begonnen, dependencies=[Depends(limited("gesprekken"))])
async def begin(talk: TheTalk, new: NieuwGesprek, response: Response) -> dict[str, Any]:
    """Begin een gesprek. Het token in het antwoord is de enige sleutel tot dit gesprek."""
    begun = await talk.begin(new.kanaal, new.uitnodiging)
    BEGUN.labels(new.kanaal).inc()
    response.headers["Location"] = f"/api/v1/gesprekken/{begun.id}"
    response.headers["Cache-Control"] = "no-store"
    return {"id": begun.id, "token": begun.token, **as_data(begun.answer)}


@router.post("/{conversation_id}/berichten", response_model=Antwoord, dependencies=[Depends(limited("berichten"))])
async def say(conversation_id: OwnConversation, talk: TheTalk, message: NieuwBericht) -> dict[str, Any]:
    """Stuur een bericht. Hetzelfde bericht_id nog een keer geeft hetzelfde antwoord en verandert niets."""
    message.check()
    with TURN_SECONDS.time():
        answer = await talk.say(conversation_id, str(message.bericht_id), message.tekst, message.keuze)
    TURNS.labels(answer.status).inc()
    return as_data(answer)


@router.get("/{conversation_id}", response_model=Gesprek)
def conversation(conversation_id: OwnConversation, talk: TheTalk, response: Response) -> dict[str, Any]:
    """Het hele gesprek tot nu toe, om verder te gaan."""
    response.headers["Cache-Control"] = "no-store"
    with talk.services.store.reading() as session:
        row = session.get_one(ConversationRow, conversation_id)
        far = progress(row, talk.services.knowledge)
        return {
            "id": row.id,
            "kanaal": row.kanaal,
            "status": row.status,
            "referentie": row.referentie,
            "voortgang": {"gedaan": far.gedaan, "totaal": far.totaal},
            "berichten": [message_data(message) | {"van": message.van, "tijd": message.tijd} for message in row.messages if message.tekst],
        }


@router.delete("/{conversation_id}", status_code=204)
async def withdraw(conversation_id: OwnConversation, talk: TheTalk) -> None:
    """Trek het gesprek in: alles ervan wordt gewist (art. 17 AVG)."""
    await talk.withdraw(conversation_id)


@questions.get("/api/v1/vragen", response_model=Vragen, tags=["gesprekken"])
def catalogue(talk: TheTalk) -> dict[str, Any]:
    """De vragen en of er meer dan een antwoord mag; voor wie een eigen kanaal bouwt."""
    knowledge = talk.services.knowledge
    return {
        "versie": knowledge.version,
        "vragen": [
            {
                "id": question.id,
                "meer": any(knowledge.fields[veld].soort in MANY for veld in question.velden[:1]),
                "uitleg": {keuze.waarde: keuze.uitleg for keuze in question.keuzes if keuze.uitleg},
            }
            for question in knowledge.questions.values()
        ],
        "altijd": [{"titel": MOVE_TITLES[move], "waarde": move} for move in OFFERED],
    }


def as_data(answer: Answer) -> dict[str, Any]:
    return {"berichten": answer.berichten, "voortgang": answer.voortgang, "status": answer.status}
