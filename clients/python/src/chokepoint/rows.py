"""Rows of an answer that comes in pages: they are fetched as they are read."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from typing import TYPE_CHECKING, Generic, Literal, Protocol, TypeVar, overload

from pydantic import BaseModel

if TYPE_CHECKING:
    import pandas as pd
    import polars as pl

R = TypeVar("R", bound=BaseModel)
R_co = TypeVar("R_co", covariant=True)


class Page(Protocol[R_co]):
    """An answer with a page of rows."""

    @property
    def results(self) -> Sequence[R_co]:
        """The rows of the page."""
        ...

    @property
    def total(self) -> int:
        """How many rows there are on all pages."""
        ...

    @property
    def next(self) -> str | None:
        """The cursor of the page that follows."""
        ...


A = TypeVar("A", bound=Page[object])


class _Fetched(Generic[A, R]):
    """The pages that have come so far."""

    def __init__(self, first: A, rows_of: Callable[[A], Sequence[R]], most: int | None) -> None:
        self.answer: A = first
        self._pages: list[A] = [first]
        self._rows_of = rows_of
        self._rows: list[R] = list(rows_of(first))
        self._most = most

    @property
    def total(self) -> int:
        """How many rows the question has, whatever `limit` says."""
        return self.answer.total

    def __len__(self) -> int:
        return self.total if self._most is None else min(self.total, self._most)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {type(self.answer).__name__}: {len(self)} of {self.total}>"

    def _add(self, page: A) -> None:
        self._pages.append(page)
        self._rows += self._rows_of(page)

    def _missing(self) -> str | None:
        """The cursor of what has to come yet, if more is wanted."""
        if self._most is not None and len(self._rows) >= self._most:
            return None
        return self._pages[-1].next or None


class Rows(_Fetched[A, R]):
    """The rows of an answer. Iterating over them fetches page after page, each once; `len` says how many there are.

    Attributes:
        answer: The answer with its first page: what it is about (`subject`, `as_of` …), notes, and whether it is `partial`.
    """

    def __init__(self, first: A, rows_of: Callable[[A], Sequence[R]], following: Callable[[str], A], most: int | None) -> None:
        """Of the first page, and what fetches the one that a cursor leads to."""
        super().__init__(first, rows_of, most)
        self._following = following

    def __iter__(self) -> Iterator[R]:
        at = 0
        while True:
            while at < len(self._rows) and at != self._most:
                yield self._rows[at]
                at += 1
            cursor = self._missing()
            if cursor is None:
                return
            self._add(self._following(cursor))

    def __getitem__(self, index: int) -> R:
        """The row at a place; one from the end fetches all."""
        if index < 0:
            return self.all()[index]
        for at, row in enumerate(self):
            if at == index:
                return row
        raise IndexError(index)

    def all(self) -> list[R]:
        """All the rows."""
        return list(self)

    def pages(self) -> Iterator[A]:
        """The answer, page by page."""
        at = 0
        while True:
            while at < len(self._pages):
                yield self._pages[at]
                at += 1
            cursor = self._missing()
            if cursor is None:
                return
            self._add(self._following(cursor))

    @overload
    def to_frame(self, kind: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    def to_frame(self, kind: Literal["polars"]) -> pl.DataFrame: ...

    def to_frame(self, kind: Literal["pandas", "polars"] = "pandas") -> pd.DataFrame | pl.DataFrame:
        """All the rows as a table, with the claims, sources and dates that each rests on."""
        from . import frames  # noqa: PLC0415 what imports it should not need it

        return frames.frame(self.all(), frames.type_of_rows(self.answer), kind=kind)


class AsyncRows(_Fetched[A, R]):
    """The rows of an answer. `async for` fetches page after page, each once; `len` says how many there are.

    Attributes:
        answer: The answer with its first page: what it is about (`subject`, `as_of` …), notes, and whether it is `partial`.
    """

    def __init__(self, first: A, rows_of: Callable[[A], Sequence[R]], following: Callable[[str], Awaitable[A]], most: int | None) -> None:
        """Of the first page, and what fetches the one that a cursor leads to."""
        super().__init__(first, rows_of, most)
        self._following = following

    async def __aiter__(self) -> AsyncIterator[R]:
        at = 0
        while True:
            while at < len(self._rows) and at != self._most:
                yield self._rows[at]
                at += 1
            cursor = self._missing()
            if cursor is None:
                return
            self._add(await self._following(cursor))

    async def all(self) -> list[R]:
        """All the rows."""
        return [row async for row in self]

    async def pages(self) -> AsyncIterator[A]:
        """The answer, page by page."""
        at = 0
        while True:
            while at < len(self._pages):
                yield self._pages[at]
                at += 1
            cursor = self._missing()
            if cursor is None:
                return
            self._add(await self._following(cursor))

    @overload
    async def to_frame(self, kind: Literal["pandas"] = "pandas") -> pd.DataFrame: ...

    @overload
    async def to_frame(self, kind: Literal["polars"]) -> pl.DataFrame: ...

    async def to_frame(self, kind: Literal["pandas", "polars"] = "pandas") -> pd.DataFrame | pl.DataFrame:
        """All the rows as a table, with the claims, sources and dates that each rests on."""
        from . import frames  # noqa: PLC0415 what imports it should not need it

        return frames.frame(await self.all(), frames.type_of_rows(self.answer), kind=kind)
