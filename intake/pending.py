"""The yes or no that the bot asks beside its questions: go on after a signal, really erase, take up a stopped talk."""

from collections.abc import Callable

from intake import ending
from intake.recording import read_value
from intake.turn import Keuze, Turn

YES_OR_NO = "doorgaan"  # the question under whose eyes a bare yes or no is read while one of these is open

GO_ON_OR_STOP = (Keuze("Verder", "ja"), Keuze("Stoppen", "stop"))


def settle(turn: Turn) -> bool:
    """Act on a yes or no; anything else is read again as an answer to the open question.

    Returns whether the message is dealt with.
    """
    given = read_value(turn.reading, YES_OR_NO)
    if given is None:
        turn.reading = turn.reread(turn.text, turn.row.open_vraag)
        return False
    settlers[turn.waiting or ""](turn, given == "ja")
    return True


def after_signal(turn: Turn, yes: bool) -> None:
    if yes:
        turn.say("verder", "bevestiging")
    else:
        ending.stop(turn)


def erase(turn: Turn, yes: bool) -> None:
    if yes:
        ending.erase(turn)
    else:
        turn.say("niet_verwijderd", "bevestiging")


def resume(turn: Turn, yes: bool) -> None:
    if yes:
        turn.row.status = "bezig"
        turn.say("welkom_terug", "bevestiging")
    else:
        turn.say("stop", "afsluiting")
        turn.row.status = "gestopt"


settlers: dict[str, Callable[[Turn, bool], None]] = {"signaal": after_signal, "verwijderen": erase, "hervatten": resume}
