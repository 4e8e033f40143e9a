"""Every question is answered, by both clients alike."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any, cast

import pytest
from pydantic import BaseModel

from chokepoint import AsyncClient, AsyncRows, AsyncScreenedRows, Client, Rows, ScreenedRows

from .asked import CALLS

pytestmark = pytest.mark.anyio


@pytest.mark.parametrize("name", CALLS)
async def test_both_clients_answer_alike(name: str, client: Client, awaited: AsyncClient) -> None:
    args, more = CALLS[name]
    one: Any = getattr(client, name)(*args, **more)
    other: Any = await getattr(awaited, name)(*args, **more)
    if is_rows(one):
        assert type(other) in (AsyncRows, AsyncScreenedRows)
        assert one.answer == other.answer
        rows = one.all()
        assert rows
        assert len(rows) == len(one) == len(other)
        assert rows == await other.all()
    else:
        assert one == other


@pytest.mark.parametrize("name", CALLS)
def test_nothing_of_an_answer_is_unknown_to_its_model(name: str, client: Client) -> None:
    args, more = CALLS[name]
    answer: Any = getattr(client, name)(*args, **more)
    parts: list[Any] = [answer.answer, *answer] if is_rows(answer) else [answer]
    assert {extra for part in parts for extra in extras(part)} == set()


def is_rows(answer: object) -> bool:
    """Whether an answer comes row by row."""
    return isinstance(answer, Rows | ScreenedRows)


def extras(part: object) -> set[str]:
    """The members of an answer that its model does not have."""
    if isinstance(part, BaseModel):
        found = {f"{type(part).__name__}.{name}" for name in part.model_extra or {}}
        return found.union(*(extras(getattr(part, name)) for name in type(part).model_fields))
    if isinstance(part, list | Mapping):
        several: Any = cast("Any", part).values() if isinstance(part, Mapping) else cast("Any", part)
        return set[str]().union(*(extras(one) for one in several))
    return set()


def test_a_claim_and_a_source_can_be_looked_up(client: Client) -> None:
    step = client.dependents("nvidia", as_of="2026-01-15")[0].path.steps[0]
    claim = client.claim(step.claim)
    assert (claim.subject, claim.predicate, claim.object) == (step.from_, step.relation, step.to)
    source = client.source(step.sources[0].id)
    assert source.url == step.sources[0].url
    assert step.claim in [claim.id for claim in source.claims]


def test_parameters_reach_the_server(client: Client) -> None:
    chips = client.dependents("nvidia", depth=1, kind="chip", as_of=date(2026, 1, 15))
    assert chips.answer.as_of == "2026-01-15"
    assert {(row.distance, row.entity.kind) for row in chips} == {(1, "chip")}
    assert client.check(figures={"fp8_dense": "296 TFLOPS", "die_area": "814 mm2", "marketed_for": "data-centre"}, to="china").figures
    assert {entity.id for entity in client.impact(["tsmc", "asml"], as_of="2026-01-15").removed} == {"tsmc", "asml"}
    assert client.dependents("nvidia", lang="fr", as_of="2026-01-15")[0].path.sentence.endswith("est conçu par Nvidia.")
    assert client.search("英伟达")[0].entity.id == "nvidia"
    assert client.entity("Nvidia").id == "nvidia"


def test_a_path_of_a_newer_server_can_be_got(client: Client) -> None:
    assert client.get("/v1/entities/{ref}/dependents", ref="nvidia", limit=1)["subject"]["id"] == "nvidia"
