// Asks the HTTP interface. The explorer has no logic of its own: what it shows is what an answer says.
import { useSyncExternalStore } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { query, type Params } from "../state/route";
import { language } from "../words/words";
import type { components, paths } from "./schema";

/** Present is a type as answers have it: the description allows null for every list, and none is. */
type Present<T> = T extends readonly (infer E)[] ? Present<Extract<E, readonly unknown[]> extends never ? E : Exclude<E, null>>[] : T extends object ? { [K in keyof T]: Extract<T[K], readonly unknown[]> extends never ? Present<T[K]> : Present<Exclude<T[K], null>> } : T;

/** Schemas are the parts of answers, by name. */
export type Schemas = { [S in keyof components["schemas"]]: Present<components["schemas"][S]> };

/** Answered are the paths that are asked by GET. */
export type Answered = { [P in keyof paths]: paths[P] extends { get: { responses: { 200: { content: { "application/json": unknown } } } } } ? P : never }[keyof paths];

/** Answer is what a path answers with. */
export type Answer<P extends Answered> = paths[P] extends { get: { responses: { 200: { content: { "application/json": infer A } } } } } ? Present<A> : never;

/** Problem is why there is no answer: a problem document (RFC 9457), or that the server can't be reached, which has status 0. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly body: Partial<Schemas["Problem"]>,
  ) {
    super(body.detail ?? body.title ?? String(status));
  }
}

/** call is the address of a question: its path with {variables} filled in from params, and the others as its query. */
export function call(path: string, params: Params): string {
  const rest: Params = { ...params };
  const filled = path.replace(/\{(\w+)\}/g, (_, name: string) => {
    const value = rest[name];
    delete rest[name];
    return encodeURIComponent(String(value ?? ""));
  });
  const all = query(rest);
  return all.size ? `${filled}?${all}` : filled;
}

/** ask asks a question by GET, in the language of the explorer. It throws a Problem. */
export async function ask<P extends Answered>(path: P, params: Params, signal?: AbortSignal): Promise<Answer<P>> {
  return fetchJSON(call(path, { lang: language(), ...params }), { signal });
}

/** post asks a question by POST, with a JSON body. It throws a Problem. */
export async function post<T>(path: string, body: unknown, signal?: AbortSignal): Promise<T> {
  return fetchJSON(path, { method: "POST", body: JSON.stringify(body), headers: { "Content-Type": "application/json" }, signal });
}

/** tries is how often a busy server is asked again, and longestWait how long for at most each time, in seconds. */
const tries = 3;
const longestWait = 10;

/** fetchJSON fetches a JSON document of this server, again where the server is busy and says when to ask again. It throws a Problem. */
export async function fetchJSON<T>(url: string, init: RequestInit = {}): Promise<T> {
  for (let left = tries; ; left--) {
    let response: Response;
    try {
      response = await fetch(url, init);
    } catch (error) {
      if ((error as Error).name === "AbortError") throw error;
      throw new Problem(0, {});
    }
    if (response.ok) return (await response.json()) as T;
    const wait = Number(response.headers.get("Retry-After"));
    if (left === 0 || !(response.status === 503 || response.status === 429) || !(wait > 0 && wait <= longestWait)) {
      throw new Problem(response.status, await response.json().catch(() => ({})));
    }
    await pause(wait * 1000, init.signal);
  }
}

/** pause waits for some milliseconds, unless a signal ends that. */
function pause(ms: number, signal?: AbortSignal | null): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(resolve, ms);
    signal?.addEventListener("abort", () => (clearTimeout(timer), reject(signal.reason as Error)));
  });
}

let times = 0;
const listeners = new Set<() => void>();

/** again asks all that is shown once more. */
export function again() {
  times++;
  for (const listener of listeners) listener();
}

/** useAgain is how often again was called, for what asks when it changes. */
function useAgain(): number {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => times,
  );
}

/** Asked is where a question that was asked stands. An answer stays while the next one is awaited. */
export interface Asked<T> {
  answer?: T;
  problem?: Problem;
  loading: boolean;
}

/** useAsked asks when its key changes, and again when all is asked again; without a key it asks nothing. */
export function useAsked<T>(key: string | undefined, ask: (signal: AbortSignal) => Promise<T>): Asked<T> {
  const [asked, setAsked] = useState<Asked<T>>({ loading: key !== undefined });
  const asking = useAgain();
  useEffect(() => {
    if (key === undefined) {
      setAsked({ loading: false });
      return;
    }
    const stop = new AbortController();
    setAsked((before) => ({ answer: before.answer, loading: true }));
    ask(stop.signal).then(
      (answer) => stop.signal.aborted || setAsked({ answer, loading: false }),
      (problem) => stop.signal.aborted || setAsked({ problem: problem instanceof Problem ? problem : new Problem(0, { detail: String(problem) }), loading: false }),
    );
    return () => stop.abort();
  }, [key, asking]);
  return asked;
}

/** useFetched fetches a document of this server; undefined fetches nothing. */
export function useFetched<T>(url: string | undefined): Asked<T> {
  return useAsked(url, (signal) => fetchJSON<T>(url!, { signal }));
}

/** useAnswer is ask for what is drawn; params undefined asks nothing. */
export function useAnswer<P extends Answered>(path: P, params: Params | undefined): Asked<Answer<P>> {
  return useFetched<Answer<P>>(params && call(path, { lang: language(), ...params }));
}
