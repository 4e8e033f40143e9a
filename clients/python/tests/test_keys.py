"""A server that asks for a key."""

from __future__ import annotations

from pathlib import Path

import pytest
from server import Server, key_of

from chokepoint import AsyncClient, Client, UnauthorizedError


@pytest.fixture
def keys(tmp_path: Path) -> str:
    """A file of keys."""
    return str(tmp_path / "keys")


@pytest.fixture
def key(keys: str) -> str:
    """A key in it."""
    return key_of(keys, "read")


@pytest.mark.anyio
async def test_a_key_lets_in(keys: str, key: str) -> None:
    with Server("--read-key-required", "--keys", keys) as server:
        with Client(server.url) as stranger, pytest.raises(UnauthorizedError) as raised:
            stranger.stats()
        assert raised.value.detail
        with Client(server.url, key=key) as client:
            assert client.stats().claims > 0
        async with AsyncClient(server.url, key=key) as awaited:
            assert (await awaited.stats()).claims > 0
