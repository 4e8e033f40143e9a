"""Answers as tables of pandas or polars.

The columns of a table follow from the type of its rows, so that a table without rows has them too. An entity is its id, and `_name`,
`_kind` and `_country` beside it. What a row rests on is gathered from all the claims in it, as far as it has any:

- `claims`, `sources`, `urls`: ids of the claims, ids and addresses of their sources;
- `confidence`: that of the weakest;
- `valid_from`, `valid_to`: since when and until when all of them hold, as the server says it (2024, 2024-06, 2024-06-30), and
- `begins`, `ends`: the same as days; the first of a year or month that begins it, the last of one that ends it.
"""

from __future__ import annotations

import calendar
import json
import types
import typing
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, cast

from pydantic import BaseModel

from . import models

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

CONFIDENCES = ("disputed", "estimated", "reported", "confirmed", "official")  # the weakest first
EVIDENCE = ("claims", "sources", "urls", "confidence", "valid_from", "valid_to", "begins", "ends")

# Kinds of cells: how polars is told of a column without values.
Cell = Literal["text", "number", "whole", "switch", "texts", "day"]


@dataclass
class Evidence:
    """What a row rests on."""

    claims: dict[str, None] = field(default_factory=dict[str, None])  # in order, each once
    sources: dict[str, str] = field(default_factory=dict[str, str])  # addresses by id
    confidences: set[str] = field(default_factory=set[str])
    begins: list[str] = field(default_factory=list[str])
    ends: list[str] = field(default_factory=list[str])

    def add(self, claim: str, on: models.Step | models.ClaimView) -> None:
        """Adds a claim."""
        self.claims[claim] = None
        self.sources |= {source.id: source.url for source in on.sources}
        self.confidences.add(on.confidence)
        self.begins += [on.valid_from] if on.valid_from else []
        self.ends += [on.valid_to] if on.valid_to else []

    def cells(self) -> dict[str, object]:
        """The cells that say it."""
        begins, ends = max(self.begins, default=None, key=_first_day), min(self.ends, default=None, key=_last_day)
        weakest = min(self.confidences, default=None, key=lambda one: CONFIDENCES.index(one) if one in CONFIDENCES else -1)
        return dict(
            zip(
                EVIDENCE,
                (
                    list(self.claims),
                    list(self.sources),
                    list(self.sources.values()),
                    weakest,
                    begins,
                    ends,
                    begins and _first_day(begins),
                    ends and _last_day(ends),
                ),
                strict=True,
            )
        )


def _parts(told: str) -> list[int]:
    return [int(part) for part in told[:10].split("-")]


def _first_day(told: str) -> date:
    """The first day of a year, month or day."""
    year, month, day = (*_parts(told), 1, 1)[:3]
    return date(year, month, day)


def _last_day(told: str) -> date:
    """The last day of a year, month or day."""
    parts = _parts(told)
    year, month = (*parts, 12)[:2]
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _is(kind: Any, of: type[BaseModel]) -> bool:  # noqa: ANN401 an annotation may be anything
    return isinstance(kind, type) and issubclass(kind, of)


def _without_none(annotation: Any) -> Any:  # noqa: ANN401
    """The type of a member, without the None that it may be, and without what Annotated adds."""
    if hasattr(annotation, "__metadata__"):
        return _without_none(annotation.__origin__)
    if typing.get_origin(annotation) in (typing.Union, types.UnionType):
        rest = [one for one in typing.get_args(annotation) if one is not type(None)]
        return _without_none(rest[0]) if len(rest) == 1 else Any
    return annotation


def _shape(annotation: Any) -> tuple[Any, bool]:  # noqa: ANN401
    """The type of a member or of its elements, and whether it is a list."""
    kind = _without_none(annotation)
    if typing.get_origin(kind) is list:
        return _without_none(typing.get_args(kind)[0]), True
    return kind, False


def _is_evidence(kind: Any) -> bool:  # noqa: ANN401
    return _is(kind, models.ClaimView) or _is(kind, models.Step)


def _rests_on_claims(kind: type[BaseModel], seen: frozenset[type] = frozenset()) -> bool:
    """Whether rows of a type have claims in them."""
    if _is_evidence(kind):
        return True
    inner = (_shape(member.annotation)[0] for member in kind.model_fields.values())
    return any(_is(one, BaseModel) and one not in seen and _rests_on_claims(one, seen | {kind}) for one in inner)


def _is_entity(kind: Any) -> bool:  # noqa: ANN401
    return _is(kind, models.EntityRef)


Column: TypeAlias = tuple[str, Cell, Callable[[Any], object]]


# What the parts of a list are told with, besides what they are: since when a party is listed, and by which notice.
_DETAILS = ("since", "citation")

# The lists that are the rows of an answer, where it has others too.
_LISTS: dict[type[BaseModel], tuple[str, ...]] = {
    models.Coverage: ("laws",),
    models.Check: ("decisions", "may_apply", "not_applicable", "also_concerns", "exceptions"),
    models.Comparison: ("attributes",),
    models.Impact: ("lost", "degraded", "impaired"),
    models.Listings: ("listings", "ended", "upcoming", "elsewhere"),
}

# The columns of a member that is an entity, a path and so on: their names (* is that of the member), kinds, and what stands there.
_TOLD: dict[type[BaseModel], list[tuple[str, Cell, str]]] = {
    models.EntityRef: [("*", "text", "id"), ("*_name", "text", "name"), ("*_kind", "text", "kind"), ("*_country", "text", "country")],
    models.Path: [("sentence", "text", "sentence"), ("steps", "whole", "length")],
    models.ClaimView: [("*", "text", "id"), ("sentence", "text", "sentence")],
    models.Quantity: [("*", "number", "number"), ("*_unit", "text", "unit")],
}


def _columns(kind: type[BaseModel], prefix: str = "", within: frozenset[type] = frozenset()) -> list[Column]:
    """The columns of rows of a type: their names, the kind of their cells, and how a cell follows from a row."""
    columns: list[Column] = []
    for attribute, member in kind.model_fields.items():
        inner, many = _shape(member.annotation)
        get = _getter(attribute)
        name = member.alias or attribute  # of from_, from
        if many:
            columns.append((prefix + name, "texts", _texts(get)))
            for detail in _DETAILS if _is(inner, BaseModel) else ():
                if detail in inner.model_fields:
                    columns.append((f"{prefix}{name}_{detail}", "texts", _details(get, detail)))
        elif not _is(inner, BaseModel):
            columns.append((prefix + name, *_scalar(inner, get)))
        elif told := _TOLD.get(next((one for one in _TOLD if _is(inner, one)), BaseModel)):
            for end, cell, part in told:
                columns.append((prefix + end.replace("*", name), cell, _inside(get, part)))
        elif inner not in within:
            for label, sort, of in _columns(inner, f"{prefix}{name}_", within | {kind}):
                columns.append((label, sort, _through(get, of)))
    return columns


def _scalar(kind: Any, get: Callable[[Any], Any]) -> tuple[Cell, Callable[[Any], object]]:  # noqa: ANN401
    if kind is bool:
        return "switch", get
    if kind is int:
        return "whole", get
    if kind is float:
        return "number", get
    return "text", lambda row: _as_text(get(row))


def _as_text(value: object) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, BaseModel):
        return _told(value)
    return json.dumps(value, ensure_ascii=False)


def _told(part: BaseModel) -> str:
    """What says best what a part of an answer is: the id of an entity, a sentence, what it is about, else all of it."""
    for name in ("sentence", "text", "expression", "id"):
        if isinstance(value := getattr(part, name, None), str):
            return value
    for name in ("entity", "decision", "owner", "rule", "claim"):
        if isinstance(value := getattr(part, name, None), BaseModel):
            return _told(value)
    return part.model_dump_json(exclude_none=True)


def _getter(name: str) -> Callable[[Any], Any]:
    return lambda row: getattr(row, name, None)


def _inside(get: Callable[[Any], Any], name: str) -> Callable[[Any], object]:
    return lambda row: getattr(get(row), name, None)


def _through(get: Callable[[Any], Any], of: Callable[[Any], object]) -> Callable[[Any], object]:
    return lambda row: None if (part := get(row)) is None else of(part)


def _texts(get: Callable[[Any], Any]) -> Callable[[Any], object]:
    return lambda row: [_as_text(one) for one in cast("list[object]", get(row) or [])]


def _gather(part: object, into: Evidence) -> None:
    """Adds the claims in a part of an answer to what it rests on."""
    if isinstance(part, models.Step):
        into.add(part.claim, part)
    elif isinstance(part, models.ClaimView):
        into.add(part.id, part)
    elif isinstance(part, BaseModel):
        for name in type(part).model_fields:
            _gather(getattr(part, name), into)
    elif isinstance(part, list | dict):
        several = cast("dict[str, object]", part).values() if isinstance(part, dict) else cast("list[object]", part)
        for one in several:
            _gather(one, into)


def _details(get: Callable[[Any], Any], detail: str) -> Callable[[Any], object]:
    return lambda row: [_as_text(getattr(one, detail)) for one in cast("list[object]", get(row) or [])]


def type_of_rows(answer: object) -> type[BaseModel]:
    """The type of the rows of an answer that has `results`."""
    return cast("type[BaseModel]", _shape(cast("BaseModel", answer).__class__.model_fields["results"].annotation)[0])


def table(answer: BaseModel) -> tuple[list[BaseModel], type[BaseModel] | dict[str, type[BaseModel]], list[str]]:
    """The rows of an answer, of what type they are, and for an answer with several lists in which of them each row stands."""
    if isinstance(answer, models.Answer) and (kind := models_of_questions().get(answer.query.question)):
        return table(kind.model_validate(answer.answer.model_extra if isinstance(answer.answer, BaseModel) else answer.answer))
    if isinstance(answer, models.Card):
        return [claim for several in answer.claims.values() for claim in several or []], models.ClaimView, []
    lists = {
        name: inner
        for name, member in type(answer).model_fields.items()
        for inner, many in [_shape(member.annotation)]
        if many and _is(inner, BaseModel) and not _is_entity(inner) and name in _LISTS.get(type(answer), (name,))
    }
    if "results" in lists:
        return list(getattr(answer, "results")), lists["results"], []  # noqa: B009 not every answer has them
    if not lists:
        return [answer], type(answer), []
    rows: list[BaseModel] = []
    parts: list[str] = []
    for name in lists:
        some = cast("list[BaseModel]", getattr(answer, name))
        rows += some
        parts += [name] * len(some)
    return rows, lists, parts


def models_of_questions() -> dict[str, type[BaseModel]]:
    """The answers of the questions that `ask` may turn a text into, by name."""
    from ._questions import ANSWERS  # noqa: PLC0415 what it imports imports this

    return ANSWERS


def frame(
    rows: Sequence[BaseModel],
    kind_of_rows: type[BaseModel] | dict[str, type[BaseModel]],
    parts: Sequence[str] = (),
    *,
    kind: Literal["pandas", "polars"] = "pandas",
) -> pd.DataFrame | pl.DataFrame:
    """A table of rows; `parts` says for each in which list of its answer it stands.

    Raises:
        ModuleNotFoundError: pandas or polars is not installed.
        ValueError: There is no such kind of table.
    """
    columns = list(_unique(kind_of_rows.values() if isinstance(kind_of_rows, dict) else [kind_of_rows]))
    cells: dict[str, Cell] = {"part": "text"} if isinstance(kind_of_rows, dict) else {}
    cells |= {name: cell for name, cell, _ in columns}
    for one in kind_of_rows.values() if isinstance(kind_of_rows, dict) else [kind_of_rows]:
        if _rests_on_claims(one):
            cells |= {name: cell for name, cell in _EVIDENCE_CELLS.items() if name not in cells}
    data: dict[str, list[object]] = {name: [] for name in cells}
    of_type: dict[type, list[Column]] = {}
    for at, row in enumerate(rows):
        evidence = Evidence()
        _gather(row, evidence)
        record = evidence.cells() | {name: get(row) for name, _, get in of_type.setdefault(type(row), _columns(type(row)))}
        if isinstance(kind_of_rows, dict):
            record["part"] = parts[at]
        for name, column in data.items():
            column.append(record.get(name))
    return _build(data, cells, kind)


def _unique(kinds: Iterable[type[BaseModel]]) -> Iterable[Column]:
    seen: set[str] = set()
    for one in kinds:
        for column in _columns(one):
            if column[0] not in seen:
                seen.add(column[0])
                yield column


_EVIDENCE_CELLS: dict[str, Cell] = dict(
    zip(EVIDENCE, cast("list[Cell]", ["texts", "texts", "texts", "text", "text", "text", "day", "day"]), strict=True)
)


def _build(data: dict[str, list[object]], cells: dict[str, Cell], kind: str) -> pd.DataFrame | pl.DataFrame:
    if kind == "polars":
        import polars as pl  # noqa: PLC0415 optional

        kinds: dict[str, Any] = {
            "text": pl.String,
            "number": pl.Float64,
            "whole": pl.Int64,
            "switch": pl.Boolean,
            "texts": pl.List(pl.String),
            "day": pl.Date,
        }
        return pl.DataFrame(data, schema={name: kinds[cell] for name, cell in cells.items()}, strict=False)
    if kind != "pandas":
        raise ValueError(f"there are tables of pandas and polars, not of {kind}")
    import pandas as pd  # noqa: PLC0415 optional

    dtypes = {"text": "string", "number": "float64", "whole": "Int64", "switch": "boolean", "texts": "object", "day": "datetime64[s]"}
    return pd.DataFrame({name: pd.Series(values, dtype=cast("Any", dtypes[cells[name]])) for name, values in data.items()})
