"""Chokepoint: who depends on whom in advanced semiconductors, and which government decisions sit on the way.

    from chokepoint import Client

    with Client() as chokepoint:
        for row in chokepoint.dependents("nvidia", depth=2):
            print(row.distance, row.path.sentence)

Each question of the API is a method of `Client`, and of `AsyncClient` for asyncio. Lists come whole, whatever pages the server makes of
them; `to_frame()` makes tables of pandas or polars; what the server says is wrong is raised as a `ProblemError`.
"""

from . import models
from ._call import Retry
from ._version import __version__
from .asyncclient import AsyncClient
from .client import Client
from .errors import (
    AmbiguousError,
    BadRequestError,
    ChokepointError,
    ForbiddenError,
    InvalidError,
    NotFoundError,
    ProblemError,
    ServerError,
    TimedOutError,
    TooLargeError,
    TooManyRequestsError,
    TransportError,
    UnauthorizedError,
    UnavailableError,
    UnexpectedAnswerError,
    UnsupportedMediaError,
)
from .models import PartyQuery
from .rows import AsyncRows, Rows
from .screening import AsyncScreenedRows, ScreenedRows

__all__ = [
    "AmbiguousError",
    "AsyncClient",
    "AsyncRows",
    "AsyncScreenedRows",
    "BadRequestError",
    "ChokepointError",
    "Client",
    "ForbiddenError",
    "InvalidError",
    "NotFoundError",
    "PartyQuery",
    "ProblemError",
    "Retry",
    "Rows",
    "ScreenedRows",
    "ServerError",
    "TimedOutError",
    "TooLargeError",
    "TooManyRequestsError",
    "TransportError",
    "UnauthorizedError",
    "UnavailableError",
    "UnexpectedAnswerError",
    "UnsupportedMediaError",
    "__version__",
    "models",
]
