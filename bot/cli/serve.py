"""`startgesprek serve`: everything a municipality needs in one process."""

import errno
import socket
from typing import Annotated

import typer

from bot.cli.start import fail, services_or_exit, settings_or_exit


def serve(
    demo: Annotated[bool, typer.Option(help="Maak bij de eerste keer een account om mee te proberen.")] = False,
) -> None:
    """Start de server: widget, API en beoordeling."""
    settings = settings_or_exit()
    listener = listen(settings.host, settings.poort)

    import uvicorn

    from bot.cli.users import demo_account
    from bot.engine.talk import Talk
    from bot.web.app import create_app

    services = services_or_exit(settings)
    address = f"http://{settings.host}:{settings.poort}"
    if demo:
        demo_account(services, address)
    app = create_app(Talk(services))
    typer.echo(f"Startgesprek draait op {address} (stoppen: Ctrl-C). Beoordelen: {address}/beoordeling")
    # No websockets: nothing here speaks them, and Rasa holds their library back at a version that uvicorn can't use.
    config = uvicorn.Config(app, log_level="warning", access_log=False, server_header=False, ws="none")
    uvicorn.Server(config).run(sockets=[listener])


def listen(host: str, port: int) -> socket.socket:
    """The socket to serve on; ends the command with a clear sentence when that can't be."""
    listener = socket.socket(socket.AF_INET6 if ":" in host else socket.AF_INET, socket.SOCK_STREAM)
    listener.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listener.bind((host, port))
    except OSError as wrong:
        if wrong.errno == errno.EADDRINUSE:
            fail(f"Poort {port} is al in gebruik. Stop het andere programma, of kies een andere poort met STARTGESPREK_POORT.")
        fail(f"Op {host}:{port} kan niet worden geluisterd ({wrong.strerror}). Kies een ander adres of een andere poort.")
    return listener
