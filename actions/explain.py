"""Questions of the client about the talk itself."""

from actions.move import MoveAction
from intake import moves


class ActionExplainWhy(MoveAction):
    """Why this question is asked."""

    action = "action_explain_why"
    move = staticmethod(moves.explain_why)


class ActionWhoSees(MoveAction):
    """Who reads the answers."""

    action = "action_who_sees"
    move = staticmethod(moves.who_sees)
    after_the_end = True


class ActionAreYouHuman(MoveAction):
    """That this is a computer (AI Act, art. 50)."""

    action = "action_are_you_human"
    move = staticmethod(moves.are_you_human)
    after_the_end = True


class ActionHuman(MoveAction):
    """How to reach a person."""

    action = "action_human"
    move = staticmethod(moves.human)
    after_the_end = True


class ActionShowSummary(MoveAction):
    """What was understood so far."""

    action = "action_show_summary"
    move = staticmethod(moves.show_summary)
    after_the_end = True


class ActionGreet(MoveAction):
    """A greeting back."""

    action = "action_greet"
    move = staticmethod(moves.greet)
    facts_aside = True


class ActionThanks(MoveAction):
    """An answer to thanks."""

    action = "action_thanks"
    move = staticmethod(moves.thanks)
    facts_aside = True
    after_the_end = True
