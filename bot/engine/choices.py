"""What a pressed button stands for: the replies that the bot showed last, and the moves that are possible at any moment."""

from collections.abc import Iterable

from intake.records.conversations import MessageRow

# Words for the moves that a channel offers as buttons; the others a client types.
MOVE_TITLES = {
    "vraag_waarom": "Waarom vraag je dit?",
    "begrijp_niet": "Ik snap het niet",
    "overslaan": "Overslaan",
    "terug": "Terug",
    "herhaal": "Zeg het nog eens",
    "corrigeer": "Ik wil iets veranderen",
    "samenvatting_tonen": "Wat weet je al van mij?",
    "wie_ziet_dit": "Wie leest dit?",
    "ben_je_een_mens": "Ben je een mens?",
    "mens_spreken": "Ik wil een mens spreken",
    "pauze": "Pauze",
    "stop": "Stoppen",
    "verwijder": "Alles verwijderen",
}


class UnknownChoice(Exception):
    """A reply that the open question does not offer."""


def words_of(choice: str, last_said: Iterable[MessageRow]) -> str:
    """The words on the button (or, where more may be chosen, the buttons) of this value, among what the bot said last.

    Raises UnknownChoice.
    """
    shown = {keuze["waarde"]: keuze["titel"] for message in last_said for keuze in message.keuzes}
    titles = [shown.get(value.strip()) for value in choice.split(",")]
    if all(titles):
        return ", ".join(title for title in dict.fromkeys(titles) if title)
    if choice in MOVE_TITLES:
        return MOVE_TITLES[choice]
    raise UnknownChoice(choice)
