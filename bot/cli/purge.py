"""`startgesprek purge`: erase what is past its end date, or show what would be."""

from datetime import UTC, datetime
from typing import Annotated

import typer

from bot.cli.start import services_or_exit, settings_or_exit


def purge(dry_run: Annotated[bool, typer.Option("--dry-run", help="Laat alleen zien wat er gewist zou worden.")] = False) -> None:
    """Wis elk gesprek waarvan de bewaartermijn voorbij is."""
    from intake import retention

    with services_or_exit(settings_or_exit()).store.session() as session:
        erased = retention.purge(session, datetime.now(UTC), dry_run=dry_run)
    for item in erased:
        typer.echo(f"{item.id}  {item.soort}  bewaard tot {item.eindigde_op:%d-%m-%Y}")
    typer.echo(f"{len(erased)} {'te wissen' if dry_run else 'gewist'}.")
