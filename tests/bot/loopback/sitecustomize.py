"""For processes under test: no connection and no look-up beyond this machine; a try stops the process's call and leaves a trace."""

import os
import sys
from pathlib import Path

HERE = ("127.", "::1", "localhost", "0.0.0.0", "::")


def guard(event: str, args: tuple[object, ...]) -> None:
    if event == "socket.connect":
        address = args[1]
        outside = isinstance(address, tuple) and not str(address[0]).startswith(HERE)
    elif event == "socket.getaddrinfo":
        address = args[0]
        outside = address is not None and not str(address if isinstance(address, str) else address.decode()).startswith(HERE)
    else:
        return
    if outside:
        with Path(os.environ["LOOPBACK_TRACE"]).open("a") as trace:
            trace.write(f"{event} {address}\n")
        raise PermissionError(f"{event} {address}")


sys.addaudithook(guard)
