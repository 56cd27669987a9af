"""The record: every table, one module a group. Importing this makes all of them known."""

from intake.records import audit, conversations, intakes, staff
from intake.records.base import Base

__all__ = ["Base", "audit", "conversations", "intakes", "staff"]
