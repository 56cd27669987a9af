"""The ways in which a talk ends: finished, paused, stopped, refused or erased."""

import secrets
from collections.abc import Callable

from intake.records.intakes import IntakeRow
from intake.turn import Keuze, Turn

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # read over the phone without mistakes: no 0/O, 1/I/L
RESUME_OR_ERASE = (Keuze("Toch verder", "ja"), Keuze("Alles verwijderen", "verwijder"))


def new_reference() -> str:
    """A reference number to quote on the phone, such as SG-7K2M-4QXD."""
    groups = ("".join(secrets.choice(ALPHABET) for _ in range(4)) for _ in range(2))
    return "-".join(("SG", *groups))


def hand_to_professional(turn: Turn) -> IntakeRow:
    """The record becomes visible to professionals; the caller says why (finished, or a signal)."""
    row = turn.row
    if row.intake is None:
        row.intake = IntakeRow(status="nieuw", gemaakt_op=turn.now, urgent=False)
    if row.referentie is None:
        row.referentie = new_reference()
    return row.intake


def finish(turn: Turn) -> None:
    """The client has seen the summary: a receipt with a reference, and what happens next (Awb 2:13 e.v.)."""
    hand_to_professional(turn)
    turn.row.status = "afgerond"
    turn.row.afgerond_op = turn.now
    turn.row.open_vraag = None
    turn.say("afsluiting", "afsluiting", referentie=turn.row.referentie or "")


def already_finished(turn: Turn) -> None:
    turn.say("al_afgerond", "afsluiting", referentie=turn.row.referentie or "")


def already_stopped(turn: Turn) -> None:
    turn.row.wacht_op = "hervatten"
    turn.say("gestopt_al", "afsluiting", keuzes=RESUME_OR_ERASE)


# What a client hears who goes on talking after the end.
OVER: dict[str, Callable[[Turn], None]] = {"afgerond": already_finished, "gestopt": already_stopped}


def pause(turn: Turn) -> None:
    turn.row.status = "gepauzeerd"
    turn.row.wacht_op = "hervatten"
    turn.say("pauze", "afsluiting", keuzes=(Keuze("Verder", "ja"),))


def stop(turn: Turn) -> None:
    """The client stops: what was told stays until its end date, unless they have it erased; before consent nothing stays."""
    if turn.row.toestemming_op is None:
        refuse(turn)
        return
    turn.row.status = "gestopt"
    turn.row.wacht_op = "hervatten"
    turn.say("stop", "afsluiting", keuzes=RESUME_OR_ERASE)


def refuse(turn: Turn) -> None:
    """No consent: a friendly end, nothing kept."""
    turn.row.status = "gestopt"
    turn.forget = True
    turn.say("geen_toestemming", "afsluiting")


def ask_to_erase(turn: Turn) -> None:
    turn.row.wacht_op = "verwijderen"
    turn.ask = False
    turn.say("verwijder_zeker", "vraag", keuzes=(Keuze("Ja, verwijder alles", "ja"), Keuze("Nee, bewaar het", "nee")))


def erase(turn: Turn) -> None:
    """Everything about this client goes (art. 17 AVG)."""
    turn.row.status = "gestopt"
    turn.forget = True
    turn.say("verwijderd", "afsluiting")
