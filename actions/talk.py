"""Asking and taking in."""

from actions.move import MoveAction
from intake import answers, asking, corrections, signals


class ActionAsk(MoveAction):
    """Put the open question; ends every turn."""

    action = "action_ask"
    move = staticmethod(asking.ask)
    after_the_end = True


class ActionTakeIn(MoveAction):
    """Take in the message that answers the open question."""

    action = "action_take_in"
    move = staticmethod(answers.take_in)


class ActionCorrect(MoveAction):
    """Change what was understood earlier."""

    action = "action_correct"
    move = staticmethod(corrections.correct)


class ActionSignal(MoveAction):
    """Answer somebody in danger."""

    action = "action_signal"
    move = staticmethod(signals.answer_signal)
    after_the_end = True
