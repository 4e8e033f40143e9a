// What is shown: an answer, what was expanded in place, the relations among all of it, without what filters leave out.
import { call, useFetched, type Asked } from "../../api/client";
import { useMemo } from "preact/hooks";
import { useRoute, type Params } from "../../state/route";
import { drawn, rest, subjects, useAll, type Base, type Edge, type EntityRef, type Layout, type Node } from "./question";

/** expandedAtOnce is how many neighbours one step of expanding adds. */
export const expandedAtOnce = 100;

export type Direction = "dependents" | "dependencies";

/** Expansion is a node of which the dependents or dependencies were added, so many steps of expandedAtOnce. */
export interface Expansion {
  direction: Direction;
  id: string;
  pages: number;
}

/** expansions are those of an address: expand=dependents:ID or, from the second step on, dependents:ID:2. */
export function expansions(params: URLSearchParams): Expansion[] {
  return params.getAll("expand").flatMap((text) => {
    const [direction, id, pages] = text.split(":");
    return id && (direction === "dependents" || direction === "dependencies") ? [{ direction, id, pages: Number(pages ?? 1) || 1 }] : [];
  });
}

/** written is an expansion as an address has it. */
export function written({ direction, id, pages }: Expansion): string {
  return pages > 1 ? `${direction}:${id}:${pages}` : `${direction}:${id}`;
}

/** Graph is what is drawn. */
export interface Graph {
  base: Base;
  layout: Layout;
  about: EntityRef[];
  expanded: Set<string>; // the claims that an expansion or revealing added
  call: string; // the question whose answer is drawn
}

/** useGraph asks for all that the address says to show. */
export function useGraph(): Asked<Graph> {
  const { view, params } = useRoute();
  const first = drawn(view, params);
  const base = useFetched<Base>(first);
  const added = expansions(params);
  const reveal = params.get("reveal") === "1";
  const more = useAll<Base>(
    added.map(({ direction, id, pages }) => ({ url: call(`/v1/entities/{ref}/${direction}`, { ...rest(params), ref: id, depth: 1, limit: pages * expandedAtOnce, layout: "layers" }) })),
  );
  const parts = [base.answer, ...(added.length ? (more.answer ?? []) : [])].flatMap((a) => (a?.layout ? [a.layout] : []));
  const whole = base.answer !== undefined && (!added.length || more.answer?.length === added.length);
  const entity = whole ? unique(parts.flatMap((l) => l.nodes.map((n) => n.id))) : [];
  const claim = unique(parts.flatMap((l) => l.edges.map((e) => e.claim)));
  const asking = rest(params);
  const among = useAll<Named>(whole && reveal && entity.length ? [{ url: "/v1/graph", body: { ...posted(asking), entity, limit: mostAmong } }] : undefined);
  const found = reveal ? (among.answer?.[0]?.claims.map((c) => c.claim) ?? []) : [];
  const joined = unique([...claim, ...found]);
  const needed = whole && entity.length > 0 && (added.length > 0 || (reveal && !!among.answer));
  const body = { ...posted(asking), entity, ...(joined.length ? { claim: joined } : {}), limit: mostAmong, layout: "layers" };
  const placed = useAll<Base>(needed ? [{ url: "/v1/graph", body }] : undefined);
  const layout = needed ? placed.answer?.[0]?.layout : added.length || reveal ? undefined : base.answer?.layout;
  const problem = base.problem ?? more.problem ?? among.problem ?? placed.problem;
  const loading = base.loading || more.loading || among.loading || placed.loading;
  const answer = useMemo(() => {
    const shown = layout ?? base.answer?.layout;
    if (!base.answer || !shown) return undefined;
    const of = new Set(base.answer.layout?.edges.map((e) => e.claim));
    const expanded = new Set(shown.edges.map((e) => e.claim).filter((c) => !of.has(c)));
    // revealed are all claims among them, which need no naming
    const at = needed ? call("/v1/graph", { ...asking, entity, claim: reveal ? undefined : joined }) : first.replace(/[?&]layout=layers$/, "");
    return { base: base.answer, layout: shown, about: subjects(base.answer), expanded, call: at };
  }, [base.answer, layout]);
  return { answer, problem, loading };
}

/** mostAmong is how many claims among shown entities are asked for. */
const mostAmong = 10_000;

/** Named is what /v1/graph says of its claims. */
interface Named {
  claims: { claim: string }[];
}

/** posted are parameters as a JSON body has them: what can't be repeated is no list. */
function posted(params: Params): Params {
  const many = ["channel", "relation"];
  return Object.fromEntries(Object.entries(params).map(([name, value]) => [name, Array.isArray(value) && !many.includes(name) ? value[0] : value]));
}

function unique(list: string[]): string[] {
  return [...new Set(list)];
}

/** Filters are those over what is shown. */
export interface Filters {
  stratum: string[];
  grade: string[];
  kind: string[];
  country: string[];
}

/** filters are those of an address. */
export function filters(params: URLSearchParams): Filters {
  const of = (name: string) => params.getAll(name);
  return { stratum: of("stratum"), grade: of("grade"), kind: of("shown_kind"), country: of("shown_country") };
}

/** kept is a layout without what filters leave out, and without what then has no claim left; the places of the rest stay. */
export function kept(layout: Layout, by: Filters, about: EntityRef[]): Layout {
  const passes = (wanted: string[], value: string | undefined) => !wanted.length || wanted.includes(value ?? "");
  const subject = new Set(about.map((e) => e.id));
  const any = Object.values(by).some((wanted: string[]) => wanted.length);
  if (!any) return layout;
  const nodes = new Set(layout.nodes.filter((n) => subject.has(n.id) || (passes(by.kind, n.kind) && passes(by.country, n.country))).map((n) => n.id));
  const edges = layout.edges.filter((e) => nodes.has(e.from) && nodes.has(e.to) && passes(by.stratum, e.stratum) && passes(by.grade, e.best_source));
  const joined = new Set(edges.flatMap((e) => [e.from, e.to]));
  return { ...layout, edges, nodes: layout.nodes.filter((n) => subject.has(n.id) || joined.has(n.id)) };
}

/** Lit are the nodes and edges on paths through one node. */
export interface Lit {
  nodes: Set<string>;
  has(e: Edge): boolean;
}

/** through are the paths through a node: what leads to it, and what it leads on to. */
export function through(edges: Edge[], id: string): Lit {
  const after = reached(edges, id, "from", "to");
  const before = reached(edges, id, "to", "from");
  const both = (side: Set<string>, e: Edge) => side.has(e.from) && side.has(e.to);
  return { nodes: new Set([...after, ...before]), has: (e) => both(after, e) || both(before, e) };
}

/** reached are the nodes that edges lead to, from one of their ends to the other. */
function reached(edges: Edge[], id: string, near: "from" | "to", far: "from" | "to"): Set<string> {
  const next = new Map<string, string[]>();
  for (const e of edges) {
    const list = next.get(e[near]);
    if (list) list.push(e[far]);
    else next.set(e[near], [e[far]]);
  }
  const seen = new Set([id]);
  for (const at of seen) for (const n of next.get(at) ?? []) seen.add(n); // a set is walked with what is added meanwhile
  return seen;
}

export type { Edge, Layout, Node };
