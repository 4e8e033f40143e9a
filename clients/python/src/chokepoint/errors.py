"""What can go wrong: every exception of this package is a `ChokepointError`."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from .models import Problem

if TYPE_CHECKING:
    from .models import EntityRef, Fault, Reading


class ChokepointError(Exception):
    """Anything that this package raises."""


class TransportError(ChokepointError):
    """The server was not reached, or the connection broke."""


class TimedOutError(TransportError):
    """The server took longer than the client's `timeout`."""


class UnexpectedAnswerError(ChokepointError):
    """The answer is none that a Chokepoint server of this version gives."""


class ProblemError(ChokepointError):
    """The server answered with a problem; its text is that of the exception."""

    def __init__(self, problem: Problem, *, retry_after: float | None = None, request_id: str | None = None) -> None:
        """Of a problem document, and what the headers beside it say."""
        self.problem = problem
        self.retry_after = retry_after
        self.request_id = request_id or problem.request_id
        super().__init__(_text(problem))

    @property
    def status(self) -> int:
        """The HTTP status."""
        return self.problem.status

    @property
    def detail(self) -> str:
        """What is wrong, in a sentence."""
        return self.problem.detail

    @property
    def faults(self) -> list[Fault]:
        """The values that are wrong, and where each of them stands."""
        return self.problem.errors

    @property
    def candidates(self) -> list[EntityRef]:
        """The entities that an unknown or ambiguous name may mean."""
        return self.problem.candidates

    @property
    def forms(self) -> list[str]:
        """Questions that `ask` understands."""
        return self.problem.forms

    @property
    def readings(self) -> list[Reading]:
        """Questions that a question in plain words may have been."""
        return self.problem.readings


class BadRequestError(ProblemError):
    """400: the request does not decode."""


class UnauthorizedError(ProblemError):
    """401: the key is missing, unknown or revoked."""


class ForbiddenError(ProblemError):
    """403: the key does not allow that."""


class NotFoundError(ProblemError):
    """404: nothing is called that; `candidates` comes near."""


class AmbiguousError(ProblemError):
    """409: several entities are called that; `candidates` are they."""


class TooLargeError(ProblemError):
    """413: the body is larger than the server takes."""


class UnsupportedMediaError(ProblemError):
    """415: the body is of a media type that the server does not take."""


class InvalidError(ProblemError):
    """422: values are wrong; `faults` says which and why."""


class TooManyRequestsError(ProblemError):
    """429: asked too often; `retry_after` says for how many seconds to wait."""


class ServerError(ProblemError):
    """5xx: the server failed."""


class UnavailableError(ServerError):
    """503: the server can't answer now, or not within its budget."""


_BY_STATUS: dict[int, type[ProblemError]] = {
    HTTPStatus.BAD_REQUEST: BadRequestError,
    HTTPStatus.UNAUTHORIZED: UnauthorizedError,
    HTTPStatus.FORBIDDEN: ForbiddenError,
    HTTPStatus.NOT_FOUND: NotFoundError,
    HTTPStatus.CONFLICT: AmbiguousError,
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: TooLargeError,
    HTTPStatus.UNSUPPORTED_MEDIA_TYPE: UnsupportedMediaError,
    HTTPStatus.UNPROCESSABLE_ENTITY: InvalidError,
    HTTPStatus.TOO_MANY_REQUESTS: TooManyRequestsError,
    HTTPStatus.SERVICE_UNAVAILABLE: UnavailableError,
}


def error_class(status: int) -> type[ProblemError]:
    """The class of the exception for a status."""
    if status in _BY_STATUS:
        return _BY_STATUS[status]
    return ServerError if status >= HTTPStatus.INTERNAL_SERVER_ERROR else ProblemError


def _text(problem: Problem) -> str:
    lines = [problem.detail or problem.title]
    lines += [f"{fault.location}: {fault.message}" + (f" (given: {fault.value})" if fault.value else "") for fault in problem.errors]
    if problem.candidates and problem.status == HTTPStatus.CONFLICT:
        lines.append("It may be " + ", ".join(f"{entity.id} ({entity.name})" for entity in problem.candidates) + ".")
    lines += [f"Perhaps: {reading.question}" for reading in problem.readings]
    return "\n".join(lines)
