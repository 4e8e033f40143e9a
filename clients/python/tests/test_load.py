"""Loading tables of one's own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from server import Server, key_of

from chokepoint import AsyncClient, Client, InvalidError, UnauthorizedError

MAP = {"subject": "=Acme Robotics", "predicate": "=supplied_by", "object": "Lieferant", "object_country": "Land", "source": "Beleg"}


@pytest.fixture
def own(tmp_path: Path) -> Iterator[tuple[str, str]]:
    """A server of one's own, and a key to write there."""
    keys = str(tmp_path / "keys")
    key = key_of(keys, "write")
    with Server("--keys", keys) as server:
        yield server.url, key


@pytest.fixture
def suppliers(tmp_path: Path) -> Path:
    """A table."""
    path = tmp_path / "suppliers.csv"
    path.write_text("Lieferant;Land;Beleg\nNvidia;US;Einkauf\nKleine Leiterplatten GmbH;DE;Einkauf\n", encoding="utf-8")
    return path


def test_a_table_of_any_form(own: tuple[str, str], suppliers: Path) -> None:
    url, key = own
    with Client(url) as stranger, pytest.raises(UnauthorizedError):
        stranger.load(suppliers, dataset="ours", map=MAP)
    with Client(url, key=key) as client:
        assert client.load(suppliers, dataset="ours", map=MAP, dry_run=True).dry_run
        assert "ours" not in [dataset.name for dataset in client.datasets().results]
        report = client.load(suppliers, dataset="ours", map=MAP)
        assert (report.claims.added > 0, report.merged[0].entity.id) == (True, "nvidia")
        assert client.load(suppliers, dataset="ours", map=MAP).claims.added == 0
        assert {row.entity.id for row in client.dependencies("acme-robotics", depth=1)} == {"nvidia", "kleine-leiterplatten-gmbh"}


@pytest.mark.anyio
async def test_what_is_wrong_is_said_with_its_place(own: tuple[str, str], suppliers: Path) -> None:
    url, key = own
    async with AsyncClient(url, key=key) as client:
        with pytest.raises(InvalidError) as raised:
            await client.load(suppliers, dataset="ours", map={"subject": "Suplier"})
        assert "Lieferant" in str(raised.value)
        with pytest.raises(ValueError, match="no file"):
            await client.load()
