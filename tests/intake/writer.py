"""A process that writes turns until it is killed: `writer.py URL KEY once|many`. Says on standard output how far it is."""

import sys
from datetime import UTC, datetime, timedelta

from intake import crypto
from intake.records.conversations import AnswerRow, ConversationRow, FactRow, MessageRow
from intake.store import Store

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)


def begin(store: Store) -> None:
    with store.session() as session:
        session.add(
            ConversationRow(id="amina", token_hash="x", kanaal="web", begonnen_op=NOW, laatst_actief_op=NOW, eindigt_op=NOW + timedelta(30))
        )


def turn(store: Store, number: int, half_way: str | None = None) -> None:
    """A message, its answer and its fact, in three writes of one transaction."""
    with store.session() as session:
        row = session.get_one(ConversationRow, "amina")
        row.messages.append(MessageRow(volgnummer=number, van="client", tekst="werk", tijd=NOW))
        session.flush()
        answer = AnswerRow(nummer=number, vraag="doel", tekst="werk", tijd=NOW)
        row.answers.append(answer)
        row.gesteld.append(f"vraag {number}")
        session.flush()
        if half_way:
            say(half_way)
            sys.stdin.read()
        row.facts.append(FactRow(answer=answer, veld="doel", code="betaald_werk", citaat="werk", sinds=NOW))


def say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    url, key, how = sys.argv[1:]
    crypto.use(crypto.Keyring([key]))
    store = Store(url)
    begin(store)
    if how == "once":
        turn(store, 1, half_way="half way")
    number = 0
    while True:
        number += 1
        turn(store, number)
        say(str(number))
