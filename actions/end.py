"""Pausing, stopping and having everything deleted."""

from actions.move import MoveAction
from intake import ending


class ActionPause(MoveAction):
    """Rest, and go on later."""

    action = "action_pause"
    move = staticmethod(ending.pause)


class ActionStop(MoveAction):
    """Stop here."""

    action = "action_stop"
    move = staticmethod(ending.stop)


class ActionDelete(MoveAction):
    """Ask once whether everything is really to be erased."""

    action = "action_delete"
    move = staticmethod(ending.ask_to_erase)
    after_the_end = True
