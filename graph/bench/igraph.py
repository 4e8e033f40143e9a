"""Searches with igraph on a graph of numbered edges, for `chokepoint bench`: igraph.py NODES WALKED ALL.

WALKED has the edges that a walk may follow, from what depends to what it depends on, ALL those of every relation; both are pairs of
64-bit integers. It says its version when it has read them. Then each line of standard input is a search, and each line of standard
output its time in nanoseconds and how much it found."""

import json
import sys
import time
import warnings
from pathlib import Path

import igraph

warnings.filterwarnings("ignore")  # that there is no path


def read(nodes: int, path: str) -> igraph.Graph:
    edges = memoryview(Path(path).read_bytes())
    if not edges:
        return igraph.Graph(n=nodes, directed=True)
    return igraph.Graph(n=nodes, edges=edges.cast("q", shape=[len(edges) // 16, 2]), directed=True)


def search(kind: str, start: int, end: int, depth: int, k: int) -> int:
    if kind == "dependents":
        if depth:
            return walked.neighborhood_size(end, order=depth, mode="in") - 1
        return len(walked.subcomponent(end, mode="in")) - 1
    if kind == "shortest":
        return len(walked.get_shortest_paths(start, end, mode="out")[0]) - 1
    if kind == "several":
        return len(walked.get_k_shortest_paths(start, to=end, k=k, mode="out"))
    return len(every.neighbors(end, mode="all"))


nodes = int(sys.argv[1])
walked, every = read(nodes, sys.argv[2]), read(nodes, sys.argv[3])
walked.simplify(multiple=True, loops=False)  # paths that differ in their claims alone are one
print(json.dumps({"version": igraph.__version__}), flush=True)
for line in sys.stdin:
    asked = json.loads(line)
    begun = time.perf_counter_ns()
    found = search(**asked)
    print(json.dumps({"took": time.perf_counter_ns() - begun, "found": found}), flush=True)
