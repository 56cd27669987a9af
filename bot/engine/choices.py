"""What a pressed button stands for: the replies that the bot showed last, and the moves that are possible at any moment."""

from collections.abc import Iterable

from intake.records.conversations import MessageRow

# Words for the moves that a channel offers as buttons; the others a client types.
MOVE_TITLES = {
    "vraag_waarom": "Waarom vraag je dit?",
    "begrijp_niet": "Ik snap het niet",
    "overslaan": "Overslaan",
    "terug": "Vorige vraag",
    "herhaal": "Zeg het nog eens",
    "corrigeer": "Iets veranderen",
    "samenvatting_tonen": "Wat weet je al?",
    "wie_ziet_dit": "Wie ziet dit?",
    "ben_je_een_mens": "Ben je een mens?",
    "mens_spreken": "Mens spreken",
    "pauze": "Pauze",
    "stop": "Stoppen",
    "verwijder": "Alles verwijderen",
}


class UnknownChoice(Exception):
    """A reply that the open question does not offer."""


def titles_of(choice: str, last_said: Iterable[MessageRow]) -> list[str]:
    """The words on the button (or, where more may be chosen, on each of the buttons) among what the bot said last.

    Raises UnknownChoice.
    """
    shown = {keuze["waarde"]: keuze["titel"] for message in last_said for keuze in message.keuzes}
    values = choice.split(",")
    if all(value in shown for value in values):
        return [shown[value] for value in values]
    if choice in MOVE_TITLES:
        return [MOVE_TITLES[choice]]
    raise UnknownChoice(choice)
