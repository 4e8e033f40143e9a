"""Answers as tables."""

from __future__ import annotations

import datetime
from typing import Any

import pandas as pd
import polars as pl
import pytest

from chokepoint import AsyncClient, Client, frames, models

from .asked import CALLS, DAY


@pytest.mark.parametrize("name", sorted(set(CALLS) - {"ask", "screen"}))
def test_every_answer_is_a_table(name: str, client: Client) -> None:
    args, more = CALLS[name]
    answer = getattr(client, name)(*args, **more)
    pandas, polars = answer.to_frame(), answer.to_frame("polars")
    assert isinstance(pandas, pd.DataFrame)
    assert isinstance(polars, pl.DataFrame)
    assert list(pandas.columns) == polars.columns
    assert len(pandas) == len(polars) > 0
    assert not [column for column in polars.columns if polars[column].is_null().all() and column in ("claims", "sources", "urls")]


def test_dependents(client: Client) -> None:
    frame = client.dependents("nvidia", depth=2, as_of=DAY).to_frame()
    assert {"entity", "entity_name", "entity_kind", "distance", "sentence", *frames.EVIDENCE} <= set(frame.columns)
    assert frame["claims"].map(len).tolist() == frame["distance"].tolist() == frame["steps"].tolist()
    assert frame["urls"].map(len).min() > 0
    dated = frame[frame["valid_from"].notna()].iloc[0]
    assert dated["begins"].isoformat().startswith(dated["valid_from"][:4])


def test_columns_do_not_depend_on_the_rows(client: Client) -> None:
    some, none = client.dependents("nvidia", as_of=DAY), client.dependents("nvidia", as_of=DAY, limit=0)
    assert list(some.to_frame().columns) == list(none.to_frame().columns)
    assert some.to_frame("polars").schema == none.to_frame("polars").schema
    assert some.to_frame().dtypes.equals(none.to_frame().dtypes)


def test_several_lists_say_which(client: Client) -> None:
    impact = client.impact("tsmc", as_of=DAY)
    frame = impact.to_frame()
    assert frame["part"].value_counts().to_dict() == {
        part: total
        for part, total in (("lost", impact.total_lost), ("degraded", impact.total_degraded), ("impaired", impact.total_impaired))
        if total
    }
    assert frame.loc[frame["part"] == "impaired", "loses"].map(len).max() > 0


def test_listings_have_their_dates_and_citations(client: Client) -> None:
    row = client.screen(["Huawei Tech"], as_of=DAY).to_frame().iloc[0]
    assert row["listings"][0] == "huawei-entity-listing-2019-05"
    assert row["listings_since"][0] == "2019-05-16"
    assert row["listings_citation"][0].startswith("84 FR 22961")


def test_names_of_columns_are_those_of_the_api(client: Client) -> None:
    assert "for" in client.claims(predicate="review_policy").to_frame().columns


def test_a_question_in_plain_words(client: Client) -> None:
    asked = client.ask("who depends on Nvidia", as_of=DAY)
    assert list(asked.to_frame().columns) == list(client.dependents("nvidia", as_of=DAY).to_frame().columns)


@pytest.mark.anyio
async def test_the_awaited_client(awaited: AsyncClient, client: Client) -> None:
    rows = await awaited.dependents("nvidia", as_of=DAY)
    frame = await rows.to_frame("polars")
    assert frame.equals(client.dependents("nvidia", as_of=DAY).to_frame("polars"))


def test_what_a_row_rests_on() -> None:
    def claim(identifier: str, confidence: str, begin: str | None, end: str | None) -> models.ClaimView:
        source = {"id": "s" + identifier, "title": "", "url": "https://example.org/" + identifier}
        said: dict[str, Any] = {
            "id": identifier,
            "subject": "a",
            "predicate": "p",
            "sentence": "A is.",
            "confidence": confidence,
            "sources": [source],
        }
        return models.ClaimView.model_validate(
            {**said, "valid_from": begin, "valid_to": end, "datasets": ["d"], "recorded_at": "2026-01-01T00:00:00Z"}
        )

    evidence = frames.Evidence()
    for one in (claim("1", "official", "2024-02", "2025"), claim("2", "reported", "2024", "2025-02"), claim("3", "disputed", None, None)):
        evidence.add(one.id, one)
    cells = evidence.cells()
    assert cells["claims"] == ["1", "2", "3"]
    assert cells["sources"] == ["s1", "s2", "s3"]
    assert cells["confidence"] == "disputed"
    assert (cells["valid_from"], cells["valid_to"]) == ("2024-02", "2025-02")
    assert (cells["begins"], cells["ends"]) == (datetime.date(2024, 2, 1), datetime.date(2025, 2, 28))


def test_there_is_no_other_kind_of_table(client: Client) -> None:
    with pytest.raises(ValueError, match="pandas and polars"):
        client.stats().to_frame("excel")  # type: ignore[call-overload] # pyright: ignore[reportArgumentType, reportCallIssue]
