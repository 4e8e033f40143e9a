"""The client that is awaited."""

from __future__ import annotations

import asyncio
import os
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

import httpx
from pydantic import BaseModel

from ._call import Call, Retry, base_url, check, merge, next_cursor, parse, request_headers, several, unreached, without_cursor
from ._questions import AsyncQuestions, LangChoice, MinConfidenceChoice, SourcesChoice
from ._types import Day, ExportFormat, Moment
from .loading import Columns, File, columns, posted
from .models import ImportReport
from .rows import AsyncRows, Page
from .screening import AsyncScreenedRows, Customers, body, broken

M = TypeVar("M", bound=BaseModel)
P = TypeVar("P", bound=Page[object])
R = TypeVar("R", bound=BaseModel)


class AsyncClient(AsyncQuestions):
    """Asks a Chokepoint server. Each question of the API is a method; entities are given by id or by name, in any script.

    Many questions can be asked at once. It is a context manager that closes its connections.
    """

    def __init__(
        self,
        url: str | None = None,
        *,
        key: str | None = None,
        timeout: float | httpx.Timeout = 30.0,
        retry: Retry | None = None,
        page_size: int = 100,
        headers: Mapping[str, str] | None = None,
        transport: httpx.AsyncBaseTransport | None = None,
    ) -> None:
        """Of a server.

        Args:
            url: Where it answers. Default: $CHOKEPOINT_URL, else http://127.0.0.1:8080.
            key: A key of the server, if it asks for one. Default: $CHOKEPOINT_KEY.
            timeout: How many seconds to wait for a connection and for each piece of an answer.
            retry: When to try again. Default: three times, after as long as the server says.
            page_size: How many rows to fetch at a time.
            headers: Headers to send with each request, besides those of the client.
            transport: How httpx sends requests, for a proxy or certificates of one's own.
        """
        self._http = httpx.AsyncClient(base_url=base_url(url), headers=request_headers(key, headers), timeout=timeout, transport=transport)
        self._retry = retry or Retry()
        self._page_size = page_size

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None) -> None:
        await self.aclose()

    async def aclose(self) -> None:
        """Closes the connections."""
        await self._http.aclose()

    async def get(self, path: str, **values: object) -> Any:  # noqa: ANN401 whatever the server answers
        """The JSON that a path of the server answers, for what this version of the client knows no method.

        Args:
            path: As `/v1/entities/{ref}`; what stands in braces is taken from the values.
            values: Parameters, as they are called in the API.
        """
        response = await self._send(Call("GET", path, values))
        check(response)
        return response.json()

    async def screen(
        self,
        customers: Customers,
        *,
        threshold: float | None = None,
        list: str | None = None,
        kind: str | None = None,
        limit: int | None = None,
        as_of: Day | None = None,
        known_at: Moment | None = None,
        min_confidence: MinConfidenceChoice | None = None,
        sources: SourcesChoice | None = None,
        lang: LangChoice | None = None,
    ) -> AsyncScreenedRows:
        """Whom names mean, and on which lists these are: of a file, a table or a list of names. Rows are read as they come, by `async for`.

        Args:
            customers: A file of the server's kinds (CSV with commas, semicolons or tabs; `.txt`: a name a line) as a path or open,
                a table of pandas or polars with a column `name` (and `country`, `address`, `reference` …), or a list of names.
            threshold: Score from which a candidate counts as the party that is meant. Default: 0.8.
            list: A list, or an authority or state whose lists they are. Default: all.
            kind: The kind of entity that is expected where a name comes without.
            limit: Candidates for each name that is not sure. Default: 5.
            as_of: The day that the answer is about. Default: today.
            known_at: Answer with what the store said at the end of this day, or at this instant. Default: now.
            min_confidence: Leave out claims of less confidence.
            sources: `primary` leaves out claims that rest on no law, regulation, page of a government, filing or company's document.
            lang: Language of sentences.

        Raises:
            InvalidError: The file can't be read for sure; `faults` says where and why.
            FileNotFoundError: There is no such file.
        """
        names, content, media = body(customers)
        values: dict[str, object] = {
            "threshold": threshold,
            "list": list,
            "kind": kind,
            "limit": limit,
            "as_of": as_of,
            "known_at": known_at,
            "min_confidence": min_confidence,
            "sources": sources,
            "lang": lang,
        }
        if names is not None:
            return await AsyncScreenedRows.begin(await self._send(Call("POST", "/v1/screen", {"queries": names, **values}), stream=True))
        return await AsyncScreenedRows.begin(await self._send(Call("POST", "/v1/screen", values, content, media), stream=True))

    async def export(
        self,
        format: ExportFormat,
        to: str | os.PathLike[str],
        *,
        dataset: str | Sequence[str] | None = None,
        standing: bool | None = None,
        lang: LangChoice | None = None,
    ) -> Path:
        """Writes all that is recorded, or all that stands, into a file, as it comes; returns its path.

        Args:
            format: `jsonl`: a line for each version of each thing, from which a store can be rebuilt. `csv` and `parquet`: tables of the
                entities, claims and sources that stand, in a zip file. `graphml`: what stands as a graph.
            to: The file. One that is there is replaced once all of it has come.
            dataset: Only what this dataset says, or these. Default: all.
            standing: Of `jsonl`: leave out what was withdrawn or replaced.
            lang: Language of sentences.
        """
        values = {"format": format, "dataset": several(dataset), "standing": standing, "lang": lang}
        response = await self._send(Call("GET", "/v1/export", values, accept="*/*"), stream=True)
        path = Path(to)
        part = path.with_name(path.name + ".part")
        try:
            with broken(response), part.open("wb") as file:
                async for piece in response.aiter_bytes():
                    file.write(piece)
            part.replace(path)
        finally:
            await response.aclose()
            part.unlink(missing_ok=True)
        return path

    async def load(
        self,
        *files: File,
        dataset: str | None = None,
        format: str | None = None,
        map: Columns | None = None,
        title: str | None = None,
        licence: str | None = None,
        dry_run: bool = False,
        allow_shrink: bool = False,
        allow_names: bool = False,
        lang: LangChoice | None = None,
    ) -> ImportReport:
        """Loads a dataset: all of it or nothing. It takes a key that may write.

        Args:
            files: The files, which are the whole content of the dataset.
            dataset: Its name. Default: the one that the files or their format tell.
            format: Of the files: csv, yaml, jsonl, us-csl, ftm, eto, bods. Default: it is recognised.
            map: Of a table of any form: the column of each field, as {"subject": "Supplier"}, or after = what it is in every row, as
                {"predicate": "=supplied_by"}.
            title: Title of the dataset.
            licence: Its licence, as an SPDX identifier.
            dry_run: Say what would change, and change nothing.
            allow_shrink: Withdraw more than a tenth of the dataset, or change kinds of entities, if the files ask for it.
            allow_names: Let two entities have one name, or names that are nearly one.
            lang: Language of sentences.

        Raises:
            InvalidError: Something in the files is wrong; `faults` says where and why. Nothing was loaded.
        """
        content, media = posted(files)
        values = {
            "dataset": dataset,
            "format": format,
            "map": columns(map),
            "title": title,
            "licence": licence,
            "dry_run": dry_run or None,
            "allow_shrink": allow_shrink or None,
            "allow_names": allow_names or None,
            "lang": lang,
        }
        return await self._ask(Call("POST", "/v1/imports", values, content, media), ImportReport)

    async def _send(self, call: Call, *, stream: bool = False) -> httpx.Response:
        """The response to a call, which is a success if it is a stream; tries again where that may help."""
        attempt = 0
        while True:
            request = call.request(self._http)
            response = None
            try:
                response = await self._http.send(request, stream=stream)
                if response.is_success:
                    return response
                await response.aread()
                failed: Exception | None = None
            except httpx.HTTPError as error:
                failed = unreached(error, request)
                failed.__cause__ = error
                if not isinstance(error, httpx.ConnectError):
                    raise failed from error
            wait = self._retry.wait(attempt, response)
            if wait is None:
                if failed is not None:
                    raise failed
                assert response is not None
                check(response)
            await asyncio.sleep(wait or 0)
            attempt += 1

    async def _ask(self, call: Call, answer: type[M]) -> M:
        return parse(await self._send(call), answer)

    async def _merged(self, call: Call, answer: type[M], limit: int | None) -> M:
        """An answer of several lists that comes in pages, whole; each list has at most as many rows as the limit says."""
        page = whole = await self._ask(call.having(limit=self._page_size if limit is None else limit), answer)
        while limit is None and (cursor := next_cursor(page)):
            page = await self._ask(call.having(limit=self._page_size, cursor=cursor), answer)
            whole = merge(whole, page)
        return without_cursor(whole)

    async def _rows(self, call: Call, answer: type[P], rows_of: Callable[[P], Sequence[R]], limit: int | None) -> AsyncRows[P, R]:
        size = self._page_size if limit is None else min(limit, self._page_size)

        async def page(cursor: str | None = None) -> P:
            return parse(await self._send(call.having(limit=size, cursor=cursor)), answer)

        return AsyncRows(await page(), rows_of, page, limit)
