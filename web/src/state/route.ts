// The address is the state: ?view=NAME and the parameters of the view, which bear the names that they have in the HTTP interface.
import { useSyncExternalStore } from "preact/compat";

/** Route is what an address shows. */
export interface Route {
  view: string;
  params: URLSearchParams;
}

/** Params are parameters by name; what is empty or undefined is not given. */
export type Params = Record<string, string | number | boolean | readonly string[] | undefined>;

/** basis are the parameters that every view keeps when it leads on to another: what answers rest on, and their language. */
export const basis = ["as_of", "known_at", "min_confidence", "sources", "lang"] as const;

/** ofView are the parameters that say how a view shows an answer; the others are those of its question. */
export const ofView = new Set(["show", "sorted", "at", "edge", "expand", "strike", "reveal", "stratum", "grade", "shown_kind", "shown_country", "was"]);

/** tracking are parameters that others hang on links. */
const tracking = /^(utm_|fbclid|gclid|mc_|ref_src|igshid)/;

/** given are the parameters of an address that are those of a question. */
export function given(params: URLSearchParams): Params {
  const names = [...new Set(params.keys())].filter((name) => !ofView.has(name) && !tracking.test(name));
  return Object.fromEntries(names.map((name) => [name, params.getAll(name)]));
}

function parse(search: string): Route {
  const params = new URLSearchParams(search);
  const view = params.get("view") ?? "home";
  params.delete("view");
  return { view, params };
}

let current = parse(location.search);
const listeners = new Set<() => void>();

function changed() {
  current = parse(location.search);
  for (const listener of listeners) listener();
}

history.scrollRestoration = "manual";
addEventListener("popstate", (event) => {
  changed();
  scrollBack((event.state as { y?: number } | null)?.y ?? 0);
});

/** route is where the explorer is now. */
export function route(): Route {
  return current;
}

/** useRoute is route, for what is drawn again when that changes. */
export function useRoute(): Route {
  return useSyncExternalStore(subscribe, route);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** query writes parameters as an address has them. */
export function query(params: Params): URLSearchParams {
  const all = new URLSearchParams();
  for (const [name, value] of Object.entries(params)) {
    for (const one of Array.isArray(value) ? value : [value]) {
      if (one !== undefined && one !== "" && one !== false) all.append(name, String(one));
    }
  }
  return all;
}

/** href is the address of a view, which keeps the basis of this one unless params say otherwise. */
export function href(view: string, params: Params = {}): string {
  const all = query(params);
  for (const name of basis) {
    const kept = current.params.get(name);
    if (kept && !(name in params)) all.set(name, kept);
  }
  if (view !== "home") {
    return `/?${new URLSearchParams([["view", view], ...all])}`;
  }
  return all.size ? `/?${all}` : "/";
}

/** go shows another address as a new entry of the history. What is read next begins at the top, by the keyboard too. */
export function go(to: string) {
  show(to, "push");
  scrollTo(0, 0);
  requestAnimationFrame(() => document.getElementById("content")?.focus({ preventScroll: true }));
}

/** show shows an address, as a new entry of the history or in the place of this one. */
function show(to: string, how: "push" | "replace") {
  if (how === "push") {
    history.replaceState({ y: scrollY }, "");
    history.pushState(null, "", to);
  } else history.replaceState(history.state, "", to);
  changed();
}

/** patience is how long the place to scroll back to may take to be there again, in milliseconds, and settled for how many frames it stays. */
const patience = 10_000;
const settled = 20;

/** scrollBack scrolls to where an address was left, as what was there comes again, unless the reader scrolls. */
function scrollBack(y: number) {
  const stop = new AbortController();
  for (const by of ["wheel", "pointerdown", "keydown"]) addEventListener(by, () => stop.abort(), { signal: stop.signal, passive: true });
  const until = performance.now() + patience;
  let there = 0;
  const step = () => {
    if (stop.signal.aborted) return;
    if (Math.abs(scrollY - y) > 1) {
      scrollTo(0, y);
      there = 0;
    }
    if (++there < settled && performance.now() < until) requestAnimationFrame(step);
    else stop.abort();
  };
  step();
}

/** change shows this view with some parameters changed, where the reader is in it; undefined takes one away. */
export function change(params: Params, how: "push" | "replace" = "push") {
  const all = new URLSearchParams(current.params);
  for (const name of Object.keys(params)) all.delete(name);
  for (const [name, value] of query(params)) all.append(name, value);
  if (current.view !== "home") {
    show(`/?${new URLSearchParams([["view", current.view], ...all])}`, how);
  } else {
    show(all.size ? `/?${all}` : "/", how);
  }
}

/** followLinks makes links within the explorer change its state instead of loading the page again. */
export function followLinks(event: MouseEvent) {
  if (event.defaultPrevented || event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
  const link = (event.target as Element).closest?.("a");
  if (!link || link.target || link.hasAttribute("download") || link.origin !== location.origin || link.pathname !== "/") return;
  event.preventDefault();
  go(link.pathname + link.search);
}
