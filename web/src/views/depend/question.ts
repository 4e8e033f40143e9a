// The questions whose answers are drawn as a graph: what each asks of the server, and what it is about.
import { given, type Params } from "../../state/route";
import { call, fetchJSON, post, useAsked, type Asked, type Schemas } from "../../api/client";
import { lists } from "../lists";
import { language } from "../../words/words";

export type Layout = Schemas["Layout"];
export type Node = Schemas["LayoutNode"];
export type Edge = Schemas["LayoutEdge"];
export type EntityRef = Schemas["EntityRef"];

/** narrows are, for each question that is drawn, the filters of what is listed that the server applies; others are applied to what is shown. */
const narrows: Record<string, readonly string[]> = {
  dependents: ["kind", "country"],
  dependencies: ["kind", "country"],
  neighbours: ["kind"],
  impact: ["kind"],
};

/** counted are the questions whose results are bounded by a limit. */
const counted = ["dependents", "dependencies", "neighbours", "impact"];

/** shownAtOnce is how many results are drawn unless the address says otherwise; more is asked for by a button, up to mostShown. */
const shownAtOnce = 200;
export const mostShown = 1000;

/** walked are the parameters that bear on every question about the same facts: what answers rest on, and what is walked. */
const walked = ["as_of", "known_at", "min_confidence", "sources", "channel", "relation", "min_share", "order"];

/** values are what an address gives for some parameters. */
function values(params: URLSearchParams, names: readonly string[]): Params {
  return Object.fromEntries(names.filter((name) => params.has(name)).map((name) => [name, params.getAll(name)]));
}

/** narrowing is the parameter that narrows by kind or country: one of the question if the server can, else one of what is shown. */
export function narrowing(view: string, by: "kind" | "country"): string {
  return narrows[view]?.includes(by) ? by : `shown_${by}`;
}

/** rest is what another question about the same facts is asked under. */
export function rest(params: URLSearchParams): Params {
  return { lang: language(), ...values(params, walked) };
}

/** basisOf is what questions about what happened rest on: they have no day. */
export function basisOf(params: URLSearchParams): Params {
  return { lang: language(), ...values(params, ["known_at", "min_confidence", "sources"]) };
}

/** drawn is the call of the question with a layout. */
export function drawn(view: string, params: URLSearchParams, changed: Params = {}): string {
  const limit = counted.includes(view) ? shownAtOnce : undefined;
  return call(lists[view]!.path, { limit, lang: language(), ...given(params), ref: params.get("ref") ?? undefined, ...changed, layout: "layers" });
}

/** Base is what the answers of all faces may say. */
export interface Base {
  as_of: string;
  subject?: EntityRef;
  from?: EntityRef;
  to?: EntityRef;
  removed?: EntityRef[];
  entities?: EntityRef[];
  total?: number;
  results?: unknown[];
  note?: string;
  next?: string;
  layout?: Layout;
}

/** subjects are the entities that an answer is about. */
export function subjects(base: Base): EntityRef[] {
  const found = [base.subject, base.from, base.to, ...(base.removed ?? []), ...(base.entities ?? [])];
  return found.filter((e): e is EntityRef => e !== undefined);
}

/** Wanted is a document of this server, by POST if it has a body. */
export interface Wanted {
  url: string;
  body?: unknown;
}

/** useAll fetches documents together; an answer stays while the next is awaited. undefined fetches nothing. */
export function useAll<T>(wanted: Wanted[] | undefined): Asked<T[]> {
  return useAsked(wanted?.length ? JSON.stringify(wanted) : undefined, (signal) =>
    Promise.all(wanted!.map(({ url, body }) => (body ? post<T>(url, body, signal) : fetchJSON<T>(url, { signal })))),
  );
}
