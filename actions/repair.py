"""When a question does not land: simpler, again, not this one, the one before."""

from actions.move import MoveAction
from intake import moves


class ActionSimpler(MoveAction):
    """The question in simpler words."""

    action = "action_simpler"
    move = staticmethod(moves.simpler)


class ActionRepeat(MoveAction):
    """The question once more."""

    action = "action_repeat"
    move = staticmethod(moves.repeat)


class ActionSkip(MoveAction):
    """Leave this question."""

    action = "action_skip"
    move = staticmethod(moves.skip)


class ActionBack(MoveAction):
    """Open the question before this one."""

    action = "action_back"
    move = staticmethod(moves.back)
