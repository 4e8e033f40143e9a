"""A busy server is asked again when it says to."""

from __future__ import annotations

import collections
import email.utils
import time

import httpx
import pytest
from server import Server

from chokepoint import AsyncClient, Client, Retry, TooManyRequestsError, UnavailableError

from .serving import Answer, answering

STATS = (
    b'{"store":"memory","version":"1","entities":1,"claims":1,"derived":0,"withdrawn":0,"sources":1,"datasets":1,'
    b'"entities_by_kind":{},"claims_by_predicate":{},"answers":{}}'
)
BUSY = b'{"title":"Too Many Requests","status":429,"detail":"Too many questions."}'
AWAY = b'{"title":"Service Unavailable","status":503,"detail":"Not now."}'


def test_it_waits_as_long_as_it_is_told() -> None:
    with answering(Answer(429, BUSY, headers={"Retry-After": "1"}), Answer(200, STATS)) as (url, requests), Client(url) as client:
        begin = time.monotonic()
        assert client.stats().claims == 1
        assert time.monotonic() - begin >= 1
        assert len(requests) == 2


@pytest.mark.anyio
async def test_the_awaited_client_does_so_too() -> None:
    with answering(Answer(503, AWAY, headers={"Retry-After": "0"}), Answer(200, STATS)) as (url, requests):
        async with AsyncClient(url) as client:
            assert (await client.stats()).claims == 1
        assert len(requests) == 2


def test_what_was_posted_is_posted_again() -> None:
    answers = (Answer(503, AWAY, headers={"Retry-After": "0"}), Answer(200, b'{"results":[]}'))
    with answering(*answers) as (url, requests), Client(url) as client:
        assert client.match("Huawei").results == []
        assert [request.body for request in requests] == [b'{"queries":["Huawei"]}'] * 2


def test_it_gives_up() -> None:
    with answering(Answer(503, AWAY, headers={"Retry-After": "0"})) as (url, requests), Client(url, retry=Retry(attempts=2)) as client:
        with pytest.raises(UnavailableError, match="Not now") as raised:
            client.stats()
        assert (len(requests), raised.value.retry_after) == (3, 0)


def test_it_does_not_wait_for_too_long() -> None:
    with answering(Answer(429, BUSY, headers={"Retry-After": "3600"})) as (url, requests), Client(url) as client:
        with pytest.raises(TooManyRequestsError) as raised:
            client.stats()
        assert (len(requests), raised.value.retry_after) == (1, 3600)


def test_a_server_with_a_limit_answers_all_the_same() -> None:
    with Server("--rate", "5") as server, Client(server.url, retry=Retry(attempts=0)) as hasty, Client(server.url) as patient:
        with pytest.raises(TooManyRequestsError) as raised:
            collections.deque((hasty.stats() for _ in range(100)), maxlen=0)
        assert raised.value.retry_after
        assert raised.value.request_id
        assert patient.stats().claims > 0


def test_how_long_it_waits() -> None:
    def response(status: int, after: str | None = None) -> httpx.Response:
        return httpx.Response(status, headers={} if after is None else {"Retry-After": after})

    retry = Retry(attempts=3, first=1, longest=60)
    assert retry.wait(0, response(503, "7")) == 7
    assert retry.wait(0, response(503, "61")) is None
    moment = retry.wait(0, response(429, email.utils.formatdate(time.time() + 10, usegmt=True)))
    assert moment is not None
    assert 8 < moment <= 10
    for attempt, least in ((0, 1), (1, 2), (2, 4)):
        wait = retry.wait(attempt, response(503))
        assert wait is not None
        assert least <= wait <= least * 1.25
        assert retry.wait(attempt, None) is not None
    assert retry.wait(3, response(503, "7")) is None
    assert retry.wait(0, response(500)) is None
    assert Retry(attempts=0).wait(0, None) is None


def test_the_key_and_the_client_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    with answering(Answer(200, STATS)) as (url, requests):
        monkeypatch.setenv("CHOKEPOINT_URL", url + "/")
        monkeypatch.setenv("CHOKEPOINT_KEY", "secret")
        with Client() as client:
            client.stats()
        with Client(key="other", headers={"X-Team": "compliance"}) as client:
            client.stats()
    assert [request.headers["authorization"] for request in requests] == ["Bearer secret", "Bearer other"]
    assert requests[1].headers["x-team"] == "compliance"
    assert requests[0].headers["user-agent"].startswith("chokepoint-python/")
