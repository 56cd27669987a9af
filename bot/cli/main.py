"""The command line `startgesprek`: one file a command."""

import typer

from bot.cli import chat, knowledge, purge, replay, serve, train, understand, users
from bot.logs import configure_logs

app = typer.Typer(
    help="Startgesprek: een eerste gesprek over werk.", no_args_is_help=True, pretty_exceptions_enable=False, add_completion=False
)


@app.callback()
def begin() -> None:
    """Startgesprek: een eerste gesprek over werk."""
    configure_logs()


app.command("serve")(serve.serve)
app.command("train")(train.train)
app.command("chat")(chat.chat)
app.command("replay")(replay.replay)
app.command("understand")(understand.understand)
app.command("purge")(purge.purge)
app.add_typer(users.app, name="users")
app.add_typer(knowledge.app, name="knowledge")
