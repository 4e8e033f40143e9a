"""Pages are hidden, and each is fetched once."""

from __future__ import annotations

import httpx
import pytest

from chokepoint import AsyncClient, Client

from .asked import DAY


class Counting(httpx.HTTPTransport):
    """Counts the requests."""

    requests = 0

    def handle_request(self, request: httpx.Request) -> httpx.Response:
        """Counts it and sends it."""
        self.requests += 1
        return super().handle_request(request)


def test_rows_of_all_pages_come_in_order(client: Client, url: str) -> None:
    counting = Counting()
    with Client(url, page_size=7, transport=counting) as small:
        rows = small.dependents("nvidia", as_of=DAY)
        assert counting.requests == 1
        assert len(rows) == rows.total > 14
        assert rows[8].entity
        assert counting.requests == 2
        assert rows.all() == client.dependents("nvidia", as_of=DAY).all()
        assert rows.all() == list(rows)
        assert counting.requests == -(-len(rows) // 7)
        assert [len(page.results) for page in rows.pages()][:2] == [7, 7]
        assert rows[-1] == rows.all()[-1]


def test_limit_is_of_all_rows(url: str) -> None:
    counting = Counting()
    with Client(url, page_size=7, transport=counting) as small:
        rows = small.dependents("nvidia", as_of=DAY, limit=10)
        assert (len(rows), len(rows.all())) == (10, 10)
        assert rows.total > 10
        assert counting.requests == 2
        none = small.dependents("nvidia", as_of=DAY, limit=0)
        assert (len(none), none.all()) == (0, [])
        with pytest.raises(IndexError):
            _ = none[0]


def test_answers_of_several_lists_are_whole(client: Client, url: str) -> None:
    with Client(url, page_size=5) as small:
        impact = small.impact("tsmc", as_of=DAY)
        assert (len(impact.lost), len(impact.impaired)) == (impact.total_lost, impact.total_impaired)
        assert impact == client.impact("tsmc", as_of=DAY, limit=1000)
        assert impact.next is None
        assert len(small.impact("tsmc", as_of=DAY, limit=3).lost) == 3
        assert small.compare("nvidia-h20", other="nvidia-h200", as_of=DAY) == client.compare("nvidia-h20", other="nvidia-h200", as_of=DAY)


@pytest.mark.anyio
async def test_pages_of_the_awaited_client(client: Client, url: str) -> None:
    async with AsyncClient(url, page_size=7) as small:
        rows = await small.dependents("nvidia", as_of=DAY)
        assert await rows.all() == client.dependents("nvidia", as_of=DAY).all()
        assert [len(page.results) async for page in rows.pages()][:2] == [7, 7]
        assert len(await (await small.dependents("nvidia", as_of=DAY, limit=10)).all()) == 10
        assert await small.impact("tsmc", as_of=DAY) == client.impact("tsmc", as_of=DAY)
