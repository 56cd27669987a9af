"""Urgent signals: answered at once, whatever question is open, and on top of the professional's list."""

from intake import ending
from intake.pending import GO_ON_OR_STOP
from intake.recording import answered, is_answered, store
from intake.turn import Bericht, Turn

LAST = "opmerking"  # where words are stored that come when no question is open


def answer_signal(turn: Turn) -> None:
    """Give the number to call, ask whether to go on, and store what was said if there is consent to store."""
    if turn.row.toestemming_op is not None:
        question = turn.question or turn.knowledge.questions[LAST]
        store(turn, question)
        if turn.question is not None and is_answered(turn, question):
            answered(turn, question)
        ending.hand_to_professional(turn).urgent = True
    found = {signal.code for signal in turn.reading.signalen}
    for signal in (turn.knowledge.signals[code] for code in turn.knowledge.signals if code in found):  # as the catalogue has them
        words = signal.say(turn.easy, gemeente=turn.house.gemeente, telefoon=turn.house.telefoon)
        turn.said.append(Bericht(words, "signaal"))
    if turn.row.toestemming_op is None:
        turn.say("signaal_niet_bewaard", "signaal")
    if turn.row.status == "bezig":
        turn.row.wacht_op = "signaal"
        turn.say("signaal_verder", "signaal", keuzes=GO_ON_OR_STOP)
    turn.ask = False
