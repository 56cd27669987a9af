"""Which intakes a professional sees, and one of them; every look is written to the audit log."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, contains_eager

from intake.records import audit
from intake.records.intakes import IntakeRow
from review.access import Professional

PAGE = 25
STATUSES = ("nieuw", "in_behandeling", "beoordeeld", "afgesloten")


class IntakeNotFound(Exception):
    """No such intake, or none that this professional may see."""


@dataclass(frozen=True)
class Found:
    """One page of intakes, of how many in all."""

    rows: Sequence[IntakeRow]
    totaal: int
    pagina: int

    @property
    def paginas(self) -> int:
        return max(1, -(-self.totaal // PAGE))


def visible() -> Select[tuple[IntakeRow]]:
    """The intakes that are there to be seen: finished by the client, or with a signal that can't wait."""
    return select(IntakeRow).join(IntakeRow.conversation)


def intakes(session: Session, status: str | None, pagina: int) -> Found:
    """One page: urgent ones first, then the newest; no order by anything else that a person is."""
    chosen = visible().where(IntakeRow.status == status) if status else visible()
    totaal = session.scalar(select(func.count()).select_from(chosen.subquery())) or 0
    page = (
        chosen.options(contains_eager(IntakeRow.conversation))
        .order_by(IntakeRow.urgent.desc(), IntakeRow.gemaakt_op.desc(), IntakeRow.conversation_id)
        .limit(PAGE)
        .offset((pagina - 1) * PAGE)
    )
    return Found(session.scalars(page).all(), totaal, pagina)


def intake_for(session: Session, intake_id: str, reader: Professional) -> IntakeRow:
    """The intake, if `reader` may see it; raises IntakeNotFound otherwise."""
    if "\0" in intake_id:  # PostgreSQL takes no such text, not even to compare with
        raise IntakeNotFound
    row = session.scalar(visible().where(IntakeRow.conversation_id == intake_id))
    if row is None:
        raise IntakeNotFound
    return row


def note_access(session: Session, actie: str, intake_id: str, who: Professional, oorsprong: str) -> None:
    """Write down who did what with which intake (BIO 8.15.01)."""
    audit.write(
        session, actie=actie, object=audit.reference("intake", intake_id), oorsprong=oorsprong, tijd=datetime.now(UTC), actor=who.id
    )
