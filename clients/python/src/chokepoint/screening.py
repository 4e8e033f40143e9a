"""Screening: what is posted, and the rows of the answer as they come."""

from __future__ import annotations

import codecs
import contextlib
import io
import json
import os
import re
from collections.abc import AsyncIterator, Generator, Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol, TypeAlias, overload, runtime_checkable

import httpx
from pydantic import ValidationError

from ._call import unreached
from ._types import Party
from .errors import UnexpectedAnswerError
from .models import Screened, Screening

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl


@runtime_checkable
class PandasFrame(Protocol):
    """A table of pandas."""

    def to_csv(self, *, index: bool) -> str | None:
        """The table as CSV."""
        ...


@runtime_checkable
class PolarsFrame(Protocol):
    """A table of polars."""

    def write_csv(self) -> str:
        """The table as CSV."""
        ...


@runtime_checkable
class _Readable(Protocol):
    def read(self) -> str | bytes: ...


Customers: TypeAlias = str | os.PathLike[str] | Iterable[Party] | PandasFrame | PolarsFrame | io.IOBase

_MEDIA = {".txt": "text/plain", ".tsv": "text/tab-separated-values", ".tab": "text/tab-separated-values"}


def body(customers: Customers) -> tuple[list[Party] | None, bytes | None, str]:
    """What to post: names, or a file and its media type."""
    if isinstance(customers, str | os.PathLike):
        path = Path(customers)
        try:
            return None, path.read_bytes(), _MEDIA.get(path.suffix.lower(), "text/csv")
        except FileNotFoundError:
            hint = f'; to screen a name, give a list: screen(["{customers}"])' if not path.suffix else ""
            raise FileNotFoundError(f"there is no file {path}{hint}") from None
    if isinstance(customers, PandasFrame):
        return None, (customers.to_csv(index=False) or "").encode(), "text/csv"
    if isinstance(customers, PolarsFrame):
        return None, customers.write_csv().encode(), "text/csv"
    if isinstance(customers, _Readable):
        read = customers.read()
        return None, read.encode() if isinstance(read, str) else read, "text/csv"
    return list(customers), None, ""


_BETWEEN = frozenset(", \r\n\t")  # rows
_ROWS = re.compile(r'"results"\s*:\s*\[')


class _Reader:
    """Reads an answer in pieces: what stands before its rows, then row after row."""

    def __init__(self, url: str) -> None:
        self.answer: Screening | None = None
        self._url = url
        self._decode = codecs.getincrementaldecoder("utf-8")().decode
        self._text = ""
        self._complete = False

    def feed(self, piece: bytes) -> list[Screened]:
        """The rows that are complete with this piece."""
        self._text += self._decode(piece)
        if self.answer is None and not self._head():
            return []
        rows: list[Screened] = []
        at = 0
        while not self._complete:
            while self._text[at : at + 1] in _BETWEEN:
                at += 1
            if self._text.startswith("]", at):
                self._complete = True
                break
            try:
                row, at = json.JSONDecoder().raw_decode(self._text, at)
            except json.JSONDecodeError:
                break  # it goes on in the next piece
            rows.append(self._checked(row))
        self._text = self._text[at:]
        return rows

    def end(self) -> list[Screened]:
        """The rows that were not complete before the end; only where something but rows stands behind them."""
        if self._complete:
            return []
        if self.answer is None:
            with contextlib.suppress(ValidationError):
                whole = Screening.model_validate_json(self._text)
                self.answer, self._complete = whole.model_copy(update={"results": []}), True
                return whole.results
        raise UnexpectedAnswerError(f"{self._url} answered no screening, or not all of it")

    def _head(self) -> bool:
        """Reads what stands before the rows, if all of that is there."""
        found = _ROWS.search(self._text)
        if not found:
            return False
        try:
            self.answer = Screening.model_validate_json(self._text[: found.end()] + "]}")
        except ValidationError:
            return False
        self._text = self._text[found.end() :]
        return True

    def _checked(self, row: object) -> Screened:
        try:
            return Screened.model_validate(row)
        except ValidationError as error:
            raise UnexpectedAnswerError(f"{self._url} did not answer as a Chokepoint server of this version does: {error}") from error


class _Read:
    """The rows that have come so far."""

    def __init__(self, reader: _Reader, rows: list[Screened]) -> None:
        if reader.answer is None:
            raise UnexpectedAnswerError("the server did not answer with a screening")
        self.answer: Screening = reader.answer
        self._reader = reader
        self._rows: list[Screened] = rows
        self._open = True

    def __len__(self) -> int:
        return self.answer.counts.rows

    def __repr__(self) -> str:
        counts = self.answer.counts
        return f"<{type(self).__name__}: {counts.rows} rows, {counts.listed} listed, {counts.doubtful} doubtful, as of {self.answer.as_of}>"

    def _frame(self, kind: Literal["pandas", "polars"]) -> pd.DataFrame | pl.DataFrame:
        from . import frames  # noqa: PLC0415 what imports it should not need it

        return frames.frame(self._rows, Screened, kind=kind)


class ScreenedRows(_Read):
    """The answers to the rows of a file, or to names, in their order. Iterating over them reads them as they come, each once.

    Attributes:
        answer: What stands before the rows: the day (`as_of`) and how many rows there are of each sort (`counts`).
    """

    def __init__(self, response: httpx.Response) -> None:
        """Of a response whose body is yet to be read."""
        self._response = response
        self._pieces = response.iter_bytes()
        reader = _Reader(str(response.url))
        rows: list[Screened] = []
        with broken(response):
            for piece in self._pieces:
                rows += reader.feed(piece)
                if reader.answer is not None:
                    break
        if reader.answer is None:
            rows = reader.end()
        super().__init__(reader, rows)

    def __iter__(self) -> Iterator[Screened]:
        at = 0
        while True:
            while at < len(self._rows):
                yield self._rows[at]
                at += 1
            if not self._more():
                return

    def _more(self) -> bool:
        if not self._open:
            return False
        with broken(self._response):
            if (piece := next(self._pieces, None)) is not None:
                self._rows += self._reader.feed(piece)
                return True
        self.close()
        self._reader.end()
        return False

    def close(self) -> None:
        """Reads no further."""
        self._open = False
        self._response.close()

    def all(self) -> list[Screened]:
        """All the rows."""
        return list(self)

    @overload
    def to_frame(self, kind: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    def to_frame(self, kind: Literal["polars"]) -> pl.DataFrame: ...

    def to_frame(self, kind: Literal["pandas", "polars"] = "pandas") -> pd.DataFrame | pl.DataFrame:
        """All the rows as a table."""
        self.all()
        return self._frame(kind)


class AsyncScreenedRows(_Read):
    """The answers to the rows of a file, or to names, in their order. `async for` reads them as they come, each once.

    Attributes:
        answer: What stands before the rows: the day (`as_of`) and how many rows there are of each sort (`counts`).
    """

    def __init__(self, response: httpx.Response, pieces: AsyncIterator[bytes], reader: _Reader, rows: list[Screened]) -> None:
        """Of a response of which the beginning was read."""
        super().__init__(reader, rows)
        self._response = response
        self._pieces = pieces

    @classmethod
    async def begin(cls, response: httpx.Response) -> AsyncScreenedRows:
        """Reads what stands before the rows."""
        pieces = response.aiter_bytes()
        reader = _Reader(str(response.url))
        rows: list[Screened] = []
        with broken(response):
            async for piece in pieces:
                rows += reader.feed(piece)
                if reader.answer is not None:
                    break
        if reader.answer is None:
            rows = reader.end()
        return cls(response, pieces, reader, rows)

    async def __aiter__(self) -> AsyncIterator[Screened]:
        at = 0
        while True:
            while at < len(self._rows):
                yield self._rows[at]
                at += 1
            if not await self._more():
                return

    async def _more(self) -> bool:
        if not self._open:
            return False
        with broken(self._response):
            piece = await anext(self._pieces, None)
            if piece is not None:
                self._rows += self._reader.feed(piece)
                return True
        await self.aclose()
        self._reader.end()
        return False

    async def aclose(self) -> None:
        """Reads no further."""
        self._open = False
        await self._response.aclose()

    async def all(self) -> list[Screened]:
        """All the rows."""
        return [row async for row in self]

    @overload
    async def to_frame(self, kind: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    async def to_frame(self, kind: Literal["polars"]) -> pl.DataFrame: ...

    async def to_frame(self, kind: Literal["pandas", "polars"] = "pandas") -> pd.DataFrame | pl.DataFrame:
        """All the rows as a table."""
        await self.all()
        return self._frame(kind)


@contextlib.contextmanager
def broken(response: httpx.Response) -> Generator[None]:
    """Says that a connection broke while a response was read."""
    try:
        yield
    except httpx.HTTPError as error:
        raise unreached(error, response.request) from error
