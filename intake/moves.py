"""What a client may do at any moment beside answering (contract, section 1); each returns to the open question."""

from intake import consent, ending
from intake.next_question import GO_ON
from intake.recap import recap
from intake.recording import answered
from intake.turn import Bericht, Turn

CONSENT = "toestemming"
HEALTH = "gezondheid_delen"
CONFIRM = "klopt"


def explain_why(turn: Turn) -> None:
    if turn.question is not None:
        turn.said.append(Bericht(turn.question.waarom, "uitleg"))


def who_sees(turn: Turn) -> None:
    turn.say("wie_ziet_dit")


def are_you_human(turn: Turn) -> None:
    turn.say("ben_je_een_mens")


def human(turn: Turn) -> None:
    turn.say("mens_spreken")


def greet(turn: Turn) -> None:
    turn.say("groet")


def thanks(turn: Turn) -> None:
    turn.say("bedankt")


def repeat(turn: Turn) -> None:
    turn.say("herhaal")


def simpler(turn: Turn) -> None:
    """From here on the client gets the A2 texts."""
    turn.row.eenvoudig = True
    turn.say("uitleg_intro")


def show_summary(turn: Turn) -> None:
    turn.said.append(Bericht(recap(turn), "samenvatting"))


def skip(turn: Turn) -> None:
    """Leave the open question; only consent can't be skipped, and no answer on health is no consent."""
    question, row = turn.question, turn.row
    if question is None:
        return
    if question.id == CONSENT:
        turn.say("overslaan_kan_niet")
        return
    if question.id == HEALTH and row.gezondheid:
        consent.withdraw_health(turn)
    answered(turn, question)
    row.overgeslagen = [*row.overgeslagen, question.id]
    if question.id == CONFIRM:
        ending.finish(turn)
    elif question.id != GO_ON:
        turn.say("overgeslagen", "bevestiging")


def back(turn: Turn) -> None:
    """Open the question before this one again."""
    asked, row = turn.row.gesteld, turn.row
    place = asked.index(row.open_vraag) if row.open_vraag in asked else 0
    if place == 0:
        turn.say("terug_kan_niet")
        return
    row.open_vraag = asked[place - 1]
    row.pogingen = 0
    turn.say("terug", "bevestiging")
