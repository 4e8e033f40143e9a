"""Types of parameters."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime
from typing import Literal, TypeAlias

from .models import PartyQuery

Day: TypeAlias = str | date  # as 2026-01-15
Moment: TypeAlias = str | date | datetime  # a day, at its end, or an instant
Party: TypeAlias = str | PartyQuery | Mapping[str, object]  # a name, or a name with what else is known
ExportFormat: TypeAlias = Literal["jsonl", "csv", "graphml", "parquet"]
