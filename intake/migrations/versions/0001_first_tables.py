"""The first tables: conversations, intakes, professionals and the audit log."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None

TIME = sa.DateTime(timezone=True)
ENCRYPTED = sa.Text()  # ciphertext; the database never sees what it says

# An audit line that could be changed proves nothing (BIO 8.15.06), so the database itself refuses.
APPEND_ONLY = {
    "sqlite": [
        "CREATE TRIGGER audit_no_update BEFORE UPDATE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
        "CREATE TRIGGER audit_no_delete BEFORE DELETE ON audit BEGIN SELECT RAISE(ABORT, 'audit is append-only'); END",
    ],
    "postgresql": [
        "CREATE FUNCTION audit_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'audit is append-only'; END $$",
        "CREATE TRIGGER audit_no_change BEFORE UPDATE OR DELETE ON audit FOR EACH ROW EXECUTE FUNCTION audit_refuse()",
        "CREATE TRIGGER audit_no_truncate BEFORE TRUNCATE ON audit FOR EACH STATEMENT EXECUTE FUNCTION audit_refuse()",
    ],
}


def of(table: str, parent: str, key: str = "id", column: str = "conversation_id") -> list[sa.schema.SchemaItem]:
    """A column that ties a row to its parent, with which it is erased."""
    tie = sa.ForeignKeyConstraint([column], [f"{parent}.{key}"], name=f"fk_{table}_{column}", ondelete="CASCADE")
    return [sa.Column(column, sa.Text(), nullable=False), tie]


def upgrade() -> None:
    op.create_table(
        "conversations",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("token_hash", sa.Text(), nullable=False),
        sa.Column("kanaal", sa.Text(), nullable=False),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("begonnen_op", TIME, nullable=False),
        sa.Column("laatst_actief_op", TIME, nullable=False),
        sa.Column("afgerond_op", TIME),
        sa.Column("eindigt_op", TIME, nullable=False),
        sa.Column("open_vraag", sa.Text()),
        sa.Column("pogingen", sa.Integer(), nullable=False),
        sa.Column("eenvoudig", sa.Boolean(), nullable=False),
        sa.Column("wacht_op", sa.Text()),
        sa.Column("gesteld", sa.JSON(), nullable=False),
        sa.Column("beantwoord", sa.JSON(), nullable=False),
        sa.Column("overgeslagen", sa.JSON(), nullable=False),
        sa.Column("toestemming_op", TIME),
        sa.Column("toestemming_versie", sa.Text()),
        sa.Column("gezondheid", sa.Boolean()),
        sa.Column("referentie", sa.Text()),
        sa.Column("uitnodiging", sa.Text()),
        sa.PrimaryKeyConstraint("id", name="pk_conversations"),
        sa.UniqueConstraint("referentie", name="uq_conversations_referentie"),
    )
    op.create_index("ix_conversations_eindigt_op", "conversations", ["eindigt_op"])
    op.create_table(
        "messages",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("messages", "conversations"),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("van", sa.Text(), nullable=False),
        sa.Column("bericht_id", sa.Text()),
        sa.Column("tekst", ENCRYPTED, nullable=False),
        sa.Column("soort", sa.Text()),
        sa.Column("vraag", sa.Text()),
        sa.Column("keuzes", sa.JSON(), nullable=False),
        sa.Column("tijd", TIME, nullable=False),
        sa.Column("antwoord_op", sa.Integer()),
        sa.Column("resultaat", sa.JSON()),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
        sa.UniqueConstraint("conversation_id", "volgnummer", name="uq_messages_conversation_id_volgnummer"),
        sa.UniqueConstraint("conversation_id", "bericht_id", name="uq_messages_conversation_id_bericht_id"),
    )
    op.create_table(
        "answers",
        sa.Column("id", sa.Text(), nullable=False),
        *of("answers", "conversations"),
        sa.Column("nummer", sa.Integer(), nullable=False),
        sa.Column("vraag", sa.Text(), nullable=False),
        sa.Column("tekst", ENCRYPTED, nullable=False),
        sa.Column("tijd", TIME, nullable=False),
        sa.Column("gecorrigeerd", sa.Boolean(), nullable=False),
        sa.Column("ongelezen", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_answers"),
        sa.UniqueConstraint("conversation_id", "nummer", name="uq_answers_conversation_id_nummer"),
    )
    op.create_table(
        "facts",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("facts", "conversations"),
        *of("facts", "answers", column="answer_id"),
        sa.Column("veld", sa.Text(), nullable=False),
        sa.Column("code", sa.Text()),
        sa.Column("tekst", ENCRYPTED),
        sa.Column("citaat", ENCRYPTED, nullable=False),
        sa.Column("sinds", TIME, nullable=False),
        sa.Column("vervallen_op", TIME),
        sa.PrimaryKeyConstraint("id", name="pk_facts"),
    )
    op.create_index("ix_facts_conversation_id", "facts", ["conversation_id"])
    op.create_index("ix_facts_answer_id", "facts", ["answer_id"])
    op.create_table(
        "signals",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("signals", "conversations"),
        *of("signals", "answers", column="answer_id"),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("citaat", ENCRYPTED, nullable=False),
        sa.Column("tijd", TIME, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_signals"),
    )
    op.create_index("ix_signals_conversation_id", "signals", ["conversation_id"])
    op.create_index("ix_signals_answer_id", "signals", ["answer_id"])
    op.create_table(
        "tracker_events",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("tracker_events", "conversations"),
        sa.Column("volgnummer", sa.Integer(), nullable=False),
        sa.Column("event", ENCRYPTED, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_tracker_events"),
        sa.UniqueConstraint("conversation_id", "volgnummer", name="uq_tracker_events_conversation_id_volgnummer"),
    )
    staff()
    intakes()
    audit()


def staff() -> None:
    op.create_table(
        "staff",
        sa.Column("id", sa.Text(), nullable=False),
        sa.Column("naam", sa.Text(), nullable=False),
        sa.Column("email", ENCRYPTED, nullable=False),
        sa.Column("email_hash", sa.Text(), nullable=False),
        sa.Column("wachtwoord", sa.Text(), nullable=False),
        sa.Column("rol", sa.Text(), nullable=False),
        sa.Column("actief", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_staff"),
        sa.UniqueConstraint("email_hash", name="uq_staff_email_hash"),
    )
    op.create_table(
        "staff_sessions",
        sa.Column("token_hash", sa.Text(), nullable=False),
        *of("staff_sessions", "staff", column="staff_id"),
        sa.Column("gemaakt_op", TIME, nullable=False),
        sa.Column("laatst_op", TIME, nullable=False),
        sa.Column("verloopt_op", TIME, nullable=False),
        sa.PrimaryKeyConstraint("token_hash", name="pk_staff_sessions"),
    )
    op.create_index("ix_staff_sessions_staff_id", "staff_sessions", ["staff_id"])
    op.create_index("ix_staff_sessions_verloopt_op", "staff_sessions", ["verloopt_op"])


def intakes() -> None:
    op.create_table(
        "intakes",
        *of("intakes", "conversations"),
        sa.Column("status", sa.Text(), nullable=False),
        sa.Column("toegewezen_aan", sa.Text()),
        sa.Column("gemaakt_op", TIME, nullable=False),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["toegewezen_aan"], ["staff.id"], name="fk_intakes_toegewezen_aan", ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("conversation_id", name="pk_intakes"),
    )
    op.create_index("ix_intakes_list", "intakes", ["status", "urgent", "gemaakt_op"])
    op.create_index("ix_intakes_toegewezen_aan", "intakes", ["toegewezen_aan"])
    op.create_table(
        "decisions",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("decisions", "intakes", key="conversation_id"),
        sa.Column("element_id", sa.Text(), nullable=False),
        sa.Column("oordeel", sa.Text(), nullable=False),
        sa.Column("reden", ENCRYPTED),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("op", TIME, nullable=False),
        sa.ForeignKeyConstraint(["door"], ["staff.id"], name="fk_decisions_door"),
        sa.PrimaryKeyConstraint("id", name="pk_decisions"),
    )
    op.create_index("ix_decisions_conversation_id", "decisions", ["conversation_id"])
    op.create_table(
        "notes",
        sa.Column("id", sa.Integer(), nullable=False),
        *of("notes", "intakes", key="conversation_id"),
        sa.Column("tekst", ENCRYPTED, nullable=False),
        sa.Column("door", sa.Text(), nullable=False),
        sa.Column("op", TIME, nullable=False),
        sa.ForeignKeyConstraint(["door"], ["staff.id"], name="fk_notes_door"),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
    )
    op.create_index("ix_notes_conversation_id", "notes", ["conversation_id"])


def audit() -> None:
    op.create_table(
        "audit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("tijd", TIME, nullable=False),
        sa.Column("actie", sa.Text(), nullable=False),
        sa.Column("object", sa.Text(), nullable=False),
        sa.Column("resultaat", sa.Text(), nullable=False),
        sa.Column("oorsprong", sa.Text(), nullable=False),
        sa.Column("actor", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_audit"),
    )
    op.create_index("ix_audit_object", "audit", ["object"])
    op.create_index("ix_audit_tijd", "audit", ["tijd"])
    for statement in APPEND_ONLY[op.get_bind().dialect.name]:
        op.execute(statement)


def downgrade() -> None:
    for table in ("audit", "notes", "decisions", "intakes", "staff_sessions", "staff"):
        op.drop_table(table)
    for table in ("tracker_events", "signals", "facts", "answers", "messages", "conversations"):
        op.drop_table(table)
    if op.get_bind().dialect.name == "postgresql":
        op.execute("DROP FUNCTION audit_refuse()")
