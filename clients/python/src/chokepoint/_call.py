"""A call of the API without a connection: what is sent, what an answer means, when to try again."""

from __future__ import annotations

import contextlib
import email.utils
import json
import os
import random
import re
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from http import HTTPStatus
from typing import Any, TypeVar, cast
from urllib.parse import quote

import httpx
from pydantic import BaseModel, ValidationError

from ._version import __version__
from .errors import TimedOutError, TransportError, UnexpectedAnswerError, error_class
from .models import Problem

A = TypeVar("A")
M = TypeVar("M", bound=BaseModel)

DEFAULT_URL = "http://127.0.0.1:8080"


@dataclass(frozen=True)
class Call:
    """A question: where it is asked, with the parameters that were given (None: it was not)."""

    method: str
    path: str
    values: Mapping[str, object] = field(default_factory=dict[str, object])
    content: bytes | None = None
    media: str = ""
    accept: str = "application/json"

    def having(self, **values: object) -> Call:
        """The same call with other values of some parameters."""
        return replace(self, values={**self.values, **values})

    def request(self, http: httpx.Client | httpx.AsyncClient) -> httpx.Request:
        """The request of the call: what its path does not name goes into the query, or into the body of a POST that has none yet."""
        given = {name: _plain(value) for name, value in self.values.items() if value is not None}
        path = re.sub(r"\{(\w+)\}", lambda found: quote(_text(given.pop(found[1])), safe=""), self.path)
        headers = {"Accept": self.accept}
        if self.content is not None:
            headers["Content-Type"] = self.media
            return http.build_request(self.method, path, params=_query(given), content=self.content, headers=headers)
        if self.method == "GET":
            return http.build_request(self.method, path, params=_query(given), headers=headers)
        return http.build_request(self.method, path, json=given, headers=headers)


def several(value: object) -> object:
    """A list of values, of which one alone may have been given."""
    if isinstance(value, str | BaseModel | Mapping):
        return [cast("object", value)]
    return value


def _plain(value: object) -> object:
    """A value as JSON has it."""
    if isinstance(value, BaseModel):
        return value.model_dump(mode="json", exclude_none=True, exclude_defaults=True)
    if isinstance(value, date):  # an instant is one too
        return _text(value)
    if isinstance(value, Mapping):
        return {str(name): _plain(one) for name, one in cast("Mapping[object, object]", value).items()}
    if isinstance(value, Iterable) and not isinstance(value, str | bytes):
        return [_plain(one) for one in cast("Iterable[object]", value)]
    return value


def _text(value: object) -> str:
    """A value as a query has it."""
    if isinstance(value, datetime):
        return value.isoformat() if value.tzinfo else value.astimezone().isoformat()
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Mapping | list):
        return json.dumps(value)
    return str(value)


def _query(given: Mapping[str, object]) -> list[tuple[str, str | int | float | bool | None]]:
    pairs: list[tuple[str, str | int | float | bool | None]] = []
    for name, value in given.items():
        many = cast("list[object]", value) if isinstance(value, list) else [value]
        pairs += [(name, _text(one)) for one in many]
    return pairs


def base_url(url: str | None) -> str:
    """The address of the server: that which is given, else that of $CHOKEPOINT_URL, else the one where `chokepoint serve` answers."""
    return (url or os.environ.get("CHOKEPOINT_URL") or DEFAULT_URL).rstrip("/")


def request_headers(key: str | None, more: Mapping[str, str] | None) -> dict[str, str]:
    """The headers of every request; the key is that which is given, else that of $CHOKEPOINT_KEY."""
    all_of_them = {"User-Agent": f"chokepoint-python/{__version__}", **(more or {})}
    if key := key or os.environ.get("CHOKEPOINT_KEY"):
        all_of_them["Authorization"] = f"Bearer {key}"
    return all_of_them


@dataclass(frozen=True)
class Retry:
    """When a call that failed is tried again.

    A server that is busy (429, 503) is asked again after as long as its Retry-After says, and where it says nothing, or could not be
    reached, after a while that doubles each time. Nothing is asked again that the server says to wait for longer than `longest`.

    Attributes:
        attempts: How often a call is tried again at most; 0: never.
        first: The first while, in seconds; up to a quarter more at random, so that many clients do not come at once.
        longest: The longest wait, in seconds.
    """

    attempts: int = 3
    first: float = 0.5
    longest: float = 60.0

    def wait(self, attempt: int, response: httpx.Response | None) -> float | None:
        """How long to wait after an attempt (from 0) that had this response, or none; None: do not try again."""
        if attempt >= self.attempts:
            return None
        if response is not None and response.status_code not in (HTTPStatus.TOO_MANY_REQUESTS, HTTPStatus.SERVICE_UNAVAILABLE):
            return None
        told = None if response is None else retry_after(response)
        if told is not None:
            return told if told <= self.longest else None
        return min(self.first * float(2**attempt) * random.uniform(1, 1.25), self.longest)


def retry_after(response: httpx.Response) -> float | None:
    """The seconds that the header Retry-After says to wait, as a number or as a moment."""
    told = response.headers.get("Retry-After", "").strip()
    if told.isdecimal():
        return float(told)
    with contextlib.suppress(ValueError):
        return max(0.0, email.utils.parsedate_to_datetime(told).timestamp() - time.time())
    return None


def check(response: httpx.Response) -> None:
    """Raises what a response that was read and is no answer says."""
    if response.is_success:
        return
    problem = _problem(response)
    raise error_class(response.status_code)(problem, retry_after=retry_after(response), request_id=response.headers.get("X-Request-Id"))


def _problem(response: httpx.Response) -> Problem:
    with contextlib.suppress(ValidationError):
        return Problem.model_validate_json(response.content)
    title = HTTPStatus(response.status_code).phrase if response.status_code in set(HTTPStatus) else "Unknown"
    said = response.text.strip() or response.headers.get("Location", "")
    detail = f"{response.status_code} {title}" + (f": {said[:300]}" if said else "")
    return Problem.model_validate({"title": title, "status": response.status_code, "detail": detail})


def parse(response: httpx.Response, answer: type[A]) -> A:
    """The answer that a response has."""
    check(response)
    try:
        return cast("A", cast("type[BaseModel]", answer).model_validate_json(response.content))
    except ValidationError as error:
        raise UnexpectedAnswerError(
            f"{response.request.url} did not answer as a Chokepoint server of this version does: {error}"
        ) from error


def unreached(error: httpx.HTTPError, request: httpx.Request) -> TransportError:
    """The exception for a request that had no response."""
    where = f"{request.url.scheme}://{request.url.netloc.decode()}"
    if isinstance(error, httpx.TimeoutException):
        return TimedOutError(f"{where} did not answer in time; a longer timeout= may help")
    return TransportError(f"{where} can't be reached: {error}")


def next_cursor(answer: BaseModel) -> str | None:
    """The cursor of the page that follows an answer."""
    return getattr(answer, "next", None) or None


def without_cursor(answer: M) -> M:
    """An answer that no page follows."""
    return answer.model_copy(update={"next": None})


def merge(first: M, following: M) -> M:
    """One answer of two pages: lists that go on are joined, those that both pages have stay."""
    changed: dict[str, Any] = {}
    for name in type(first).model_fields:
        one, other = cast("object", getattr(first, name)), cast("object", getattr(following, name))
        if isinstance(one, list) and isinstance(other, list) and one != other:
            changed[name] = _joined(cast("list[object]", one), cast("list[object]", other))
        elif isinstance(one, BaseModel) and isinstance(other, BaseModel):
            changed[name] = merge(one, other)
    return first.model_copy(update=changed)


def _joined(one: list[object], other: list[object]) -> list[object]:
    """Two lists as one; a group of rows that a page ends within is one group again."""
    if one and other:
        last, first = one[-1], other[0]
        if isinstance(last, BaseModel) and isinstance(first, BaseModel) and _same_group(last, first):
            return [*one[:-1], merge(last, first), *other[1:]]
    return one + other


def _same_group(one: BaseModel, other: BaseModel) -> bool:
    members = {name: (cast("object", getattr(one, name)), cast("object", getattr(other, name))) for name in type(one).model_fields}
    return any(isinstance(a, list) for a, _ in members.values()) and all(isinstance(a, list) or a == b for a, b in members.values())
