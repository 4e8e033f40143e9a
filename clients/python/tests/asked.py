"""A call of each question, by the name of its method."""

from __future__ import annotations

DAY = "2026-01-15"

CALLS: dict[str, tuple[tuple[object, ...], dict[str, object]]] = {
    "affiliates": (("wingtech",), {"as_of": "2025-10-15"}),
    "ask": (("who depends on Nvidia",), {"as_of": DAY}),
    "changes": (("2025-01-01",), {"until": "2025-06-30"}),
    "check": (("nvidia-h20",), {"to": "china", "as_of": "2025-05-01"}),
    "chokepoints": ((), {"as_of": DAY}),
    "claims": ((), {"predicate": "market_share"}),
    "compare": (("nvidia-h20",), {"other": "nvidia-h200", "as_of": DAY}),
    "coverage": ((), {}),
    "datasets": ((), {}),
    "decisions": (("nvidia-h200",), {"as_of": DAY}),
    "dependencies": (("deepseek",), {"as_of": DAY}),
    "dependents": (("nvidia",), {"depth": 2, "as_of": DAY}),
    "entities": ((), {"kind": ["chip", "company"]}),
    "entity": (("nvidia",), {"as_of": DAY}),
    "graph": ((["deepseek", "nvidia-a100", "tsmc"],), {"as_of": DAY}),
    "holdings": (("softbank",), {}),
    "impact": (("tsmc",), {"as_of": DAY}),
    "lines": ((), {"maker": "nvidia", "as_of": "2023-12-01"}),
    "listings": (("smic",), {"as_of": DAY}),
    "match": (("Huawei Tech",), {}),
    "neighbours": (("tsmc",), {"as_of": DAY}),
    "ontology": ((), {}),
    "owners": (("smic",), {"as_of": DAY}),
    "paths": (("deepseek", "us-bis"), {"as_of": DAY}),
    "query": (("/v1/entities/nvidia/dependents?depth=2",), {}),
    "screen": ((["Huawei Tech", "zzzz"],), {"as_of": DAY}),
    "search": (("华为",), {}),
    "sources": ((), {}),
    "stats": ((), {}),
    "timeline": (("nvidia-h200",), {}),
}
