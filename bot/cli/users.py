"""`startgesprek users`: accounts of professionals."""

import secrets
from typing import Annotated

import typer
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from bot.cli.start import fail, services_or_exit, settings_or_exit
from bot.engine.services import Services
from intake import staff
from intake.records.staff import StaffRow

app = typer.Typer(help="Accounts van professionals.", no_args_is_help=True)
DEMO = "demo@startgesprek.test"


@app.command("add")
def add(
    email: Annotated[str, typer.Argument(help="E-mailadres om mee in te loggen.")],
    naam: Annotated[str, typer.Option(help="Naam zoals collega's die zien.")],
    rol: Annotated[str, typer.Option(help="Rol van deze professional.")] = "professional",
) -> None:
    """Maak een account. Het wachtwoord wordt gevraagd en niet getoond."""
    password = typer.prompt("Wachtwoord", hide_input=True, confirmation_prompt=True)
    with services_or_exit(settings_or_exit()).store.session() as session:
        create(session, naam, email, password, rol)
    typer.echo(f"Account gemaakt voor {email}.")


@app.command("list")
def show() -> None:
    """Laat alle accounts zien."""
    with services_or_exit(settings_or_exit()).store.reading() as session:
        for row in session.scalars(select(StaffRow).order_by(StaffRow.naam)):
            typer.echo(f"{row.email}\t{row.naam}\t{row.rol}\t{'actief' if row.actief else 'gesloten'}")


@app.command("password")
def password(email: Annotated[str, typer.Argument(help="E-mailadres van het account.")]) -> None:
    """Stel een nieuw wachtwoord in; wie ingelogd was, is dat niet meer."""
    new = typer.prompt("Nieuw wachtwoord", hide_input=True, confirmation_prompt=True)
    with services_or_exit(settings_or_exit()).store.session() as session:
        try:
            staff.set_password(session, existing(session, email), new)
        except staff.WeakPassword:
            fail(TOO_WEAK)
    typer.echo("Het wachtwoord is veranderd.")


@app.command("close")
def close(email: Annotated[str, typer.Argument(help="E-mailadres van het account.")]) -> None:
    """Sluit een account; wat deze professional deed, blijft staan."""
    with services_or_exit(settings_or_exit()).store.session() as session:
        staff.deactivate(session, existing(session, email))
    typer.echo(f"Het account van {email} is gesloten.")


TOO_WEAK = f"Kies een wachtwoord van minstens {staff.SHORTEST_PASSWORD} tekens, anders dan je naam of adres."


def existing(session: Session, email: str) -> StaffRow:
    row = staff.by_email(session, email)
    if row is None:
        fail(f"Er is geen account met het adres {email}.")
    return row


def create(session: Session, naam: str, email: str, wachtwoord: str, rol: str) -> None:
    try:
        staff.create(session, naam=naam, email=email, wachtwoord=wachtwoord, rol=rol)
    except staff.EmailTaken:
        fail(f"Er is al een account met het adres {email}.")
    except staff.WeakPassword:
        fail(TOO_WEAK)


def demo_account(services: Services, address: str) -> None:
    """On an installation without accounts: make one to try with, and say its password this one time."""
    with services.store.session() as session:
        if session.scalar(select(func.count()).select_from(StaffRow)):
            return
        password = secrets.token_urlsafe(12)
        staff.create(session, naam="Demo", email=DEMO, wachtwoord=password, rol="professional")
    typer.echo(f"Account om mee te proberen op {address}/beoordeling")
    typer.echo(f"  adres       {DEMO}\n  wachtwoord  {password}\nDit wachtwoord wordt niet nog eens getoond.")
