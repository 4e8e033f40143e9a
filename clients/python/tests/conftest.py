"""The server that the tests ask: the one of this repository."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator

import pytest
from server import Server

from chokepoint import AsyncClient, Client


@pytest.fixture(scope="session")
def url() -> Iterator[str]:
    """Where a server answers from the facts that are built in."""
    with Server() as server:
        yield server.url


@pytest.fixture
def client(url: str) -> Iterator[Client]:
    """A client of it."""
    with Client(url) as client:
        yield client


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    """What runs what is awaited."""
    return "asyncio"


@pytest.fixture
async def awaited(url: str) -> AsyncIterator[AsyncClient]:
    """A client of the server that is awaited."""
    async with AsyncClient(url) as client:
        yield client
