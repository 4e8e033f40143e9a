// Screens a text batch by batch. A run and its answers are kept while the explorer is open, so that one comes back to them; corrections
// are kept by the tab.
import { useSyncExternalStore } from "preact/compat";
import { call, Problem, type Schemas } from "../../api/client";
import type { Params } from "../../state/route";
import { beginning, fileOf, joined, pieces, quoted, type Heads, type Piece } from "./text";

export type Row = Schemas["Screened"];
type Answer = Schemas["Screening"];

/** Meant is whom a person found to be meant: an entity, or with the id none nobody. */
export interface Meant {
  id: string;
  name: string;
}

/** nobody is the id of Meant that stands for nobody known here. */
export const nobody = "none";

/** The most rows that are screened, how many are asked at once, and how many questions are under way. */
export const most = { rows: 10_000, together: 50, underway: 3 };

/** Batch is a part of the rows, and the answer to it. */
interface Batch {
  rows: Piece[];
  whole?: Blob; // a file that can't be read here, as it is
  answer?: Answer;
}

/** Run is a screening: what was asked, and how far it has come. */
export interface Run {
  name: string; // of the file
  text: string | Blob;
  options: Params;
  said: string;
  heads: Heads;
  batches: Batch[];
  total: number; // rows, as far as they are known
  done: number;
  state: "running" | "done" | "cancelled" | "failed";
  waits?: number; // seconds for which the server asked to be left alone
  problem?: Problem;
  stop: AbortController;
}

let current: Run | undefined;
const listeners = new Set<() => void>();

function publish(run: Run) {
  if (current && run.stop !== current.stop) return; // an older one
  current = { ...run };
  listeners.forEach((listener) => listener());
}

/** useRun is the run that stands. */
export function useRun(): Run | undefined {
  return useSyncExternalStore(
    (listener) => (listeners.add(listener), () => listeners.delete(listener)),
    () => current,
  );
}

/** forget leaves the run. */
export function forget() {
  current?.stop.abort();
  current = undefined;
  listeners.forEach((listener) => listener());
}

/** TooMany says that a text has more rows than are screened. */
export class TooMany extends Error {
  constructor(readonly rows: number) {
    super();
  }
}

/** start screens a text, or a file that can't be read here, which the server refuses with the reason. It throws a TooMany. */
export async function start(name: string, text: string | Blob, options: Params) {
  const all = typeof text === "string" ? pieces(text) : [];
  if (all.length > most.rows + 2) throw new TooMany(all.length);
  const { said, rest } = beginning(all);
  current?.stop.abort();
  const first: Batch = typeof text === "string" ? { rows: rest.slice(0, most.together + 1) } : { rows: [], whole: text };
  let run: Run = { name, text, options, said, heads: { line: "", delimiter: "," }, batches: [first], total: Math.max(1, rest.length - 1), done: 0, state: "running", stop: new AbortController() };
  current = undefined;
  publish(run);
  try {
    first.answer = await screened(run, first);
    run = { ...run, ...cut(first, rest) };
    if (run.total > most.rows) throw new TooMany(run.total);
    await applyKept(run, first);
    publish(run);
    const wait = run.batches.slice(1);
    await Promise.all(
      Array.from({ length: most.underway }, async () => {
        for (let batch = wait.shift(); batch; batch = wait.shift()) {
          batch.answer = await screened(run, batch);
          await applyKept(run, batch);
          run.done += batch.answer.counts.rows;
          publish(run);
        }
      }),
    );
    run.state = "done";
    publish(run);
  } catch (error) {
    const cancelled = run.stop.signal.aborted;
    if (!cancelled) run.stop.abort();
    run.state = cancelled ? "cancelled" : "failed";
    if (error instanceof TooMany) {
      forget();
      throw error;
    }
    if (!cancelled) run.problem = error instanceof Problem ? error : new Problem(0, { detail: String(error) });
    publish(run);
  }
}

/** cut makes the batches after the first, once its answer says how the file is read. */
function cut(first: Batch, rest: Piece[]): Pick<Run, "heads" | "batches" | "total" | "done"> {
  const { file, counts } = first.answer!;
  const delimiter = file?.delimiter ?? ",";
  const heads: Heads = { line: file?.heads ? (rest[0]?.text ?? "") : "", names: file?.heads, delimiter };
  if (file?.heads) first.rows = first.rows.slice(1);
  const later = rest.slice(most.together + 1).filter((row) => row.text.replaceAll(delimiter, "").replaceAll('"', "").trim());
  const batches = [first];
  for (let i = 0; i < later.length; i += most.together) batches.push({ rows: later.slice(i, i + most.together) });
  return { heads, batches, total: counts.rows + later.length, done: counts.rows };
}

/** headOf is the row of heads of a batch; one of a file without heads is called as the server would. */
function headOf(run: Run): string {
  return run.heads.names ? run.heads.line : "name";
}

/** bodyOf is a batch as it is sent. */
function bodyOf(run: Run, batch: Batch, meant?: (row: Piece) => string): string | Blob {
  if (batch.whole) return batch.whole;
  const isFirst = !batch.answer && batch === run.batches[0] && !run.heads.line;
  if (isFirst && !meant) return fileOf(run.said, "", batch.rows);
  if (!meant) return fileOf(run.said, headOf(run), batch.rows);
  return fileOf(run.said, headOf(run) + run.heads.delimiter + meantHead(run), batch.rows, meant);
}

/** meantHead is the head of the column that says whom a person found to be meant; a file may have had one. */
function meantHead(run: Run): string {
  return run.heads.names?.some((name) => name.toLowerCase() === "meant") ? "meant entity" : "meant";
}

async function screened(run: Run, batch: Batch): Promise<Answer> {
  const response = await send(run, call("/v1/screen", run.options), {
    body: bodyOf(run, batch),
    headers: { "Content-Type": "text/csv; charset=utf-8", Accept: "application/json" },
  });
  return response.json();
}

/** tries is how often a question is asked again that the server has no time for. */
const tries = 30;

/** send posts a body, and again after as long as the server asks for. It throws a Problem. */
async function send(run: Run, url: string, init: RequestInit): Promise<Response> {
  for (let n = 1; ; n++) {
    let response: Response;
    try {
      response = await fetch(url, { method: "POST", ...init, signal: run.stop.signal });
    } catch (error) {
      if (run.stop.signal.aborted) throw error;
      throw new Problem(0, {});
    }
    if (response.ok) {
      if (run.waits) publish(Object.assign(run, { waits: undefined }));
      return response;
    }
    if ((response.status !== 429 && response.status !== 503) || n === tries) throw new Problem(response.status, await response.json().catch(() => ({})));
    const seconds = Math.max(1, Number(response.headers.get("Retry-After")) || 1);
    publish(Object.assign(run, { waits: seconds }));
    await pause(seconds, run.stop.signal);
  }
}

function pause(seconds: number, signal: AbortSignal) {
  return new Promise<void>((done, failed) => {
    const wait = setTimeout(done, seconds * 1000);
    signal.addEventListener("abort", () => (clearTimeout(wait), failed(signal.reason)), { once: true });
  });
}

/** cancel ends a run that goes on; what was answered stays. */
export function cancel() {
  current?.stop.abort();
}

/** Shown is a row with its number in the whole. */
export interface Shown {
  number: number;
  row: Row;
  meant?: Meant; // by hand
}

/** shownRows are the rows that were answered, in their order. */
export function shownRows(run: Run): Shown[] {
  const kept = corrections();
  const some = Object.keys(kept).length > 0;
  let before = 0;
  return run.batches.flatMap((batch) => {
    const from = before;
    before += batch.answer?.counts.rows ?? batch.rows.length;
    return (batch.answer?.results ?? []).map((row) => ({ number: from + row.row, row, meant: some ? kept[keyOf(row)] : undefined }));
  });
}

// Corrections, by what is asked about: they are kept by the tab until it is closed.

const keptAs = "chokepoint.screen.meant";

/** corrections are those that are kept. */
export function corrections(): Record<string, Meant> {
  try {
    return JSON.parse(sessionStorage.getItem(keptAs) ?? "{}");
  } catch {
    return {};
  }
}

function keep(all: Record<string, Meant>) {
  try {
    sessionStorage.setItem(keptAs, JSON.stringify(all));
  } catch {
    // a browser that keeps nothing: they hold as long as the page does
  }
}

function keyOf({ query: q }: Row): string {
  return JSON.stringify([q.name, q.country, q.address, q.reference, q.kind, q.identifiers]);
}

/** correct says whom a row means, or with undefined that no person does, and asks it again. It throws a Problem. */
export async function correct(run: Run, shown: Shown, meant: Meant | undefined) {
  const all = corrections();
  const key = keyOf(shown.row);
  if (meant) all[key] = meant;
  else delete all[key];
  const alike = run.batches.filter((batch) => batch.answer?.results.some((row) => keyOf(row) === key));
  const asked = { ...run, stop: new AbortController() };
  for (const batch of alike) {
    const rows = batch.answer!.results.filter((row) => keyOf(row) === key);
    await askAgain(asked, batch, rows, meant ? () => meant.id : () => undefined);
  }
  keep(all);
  if (current?.stop === run.stop) publish(current);
}

/** forgetCorrections takes all back; rows that are shown stay as they are until they are screened again. */
export function forgetCorrections() {
  keep({});
  if (current) publish(current);
}

/** applyKept asks the rows of a batch again that were corrected before. */
async function applyKept(run: Run, batch: Batch) {
  const kept = corrections();
  if (!Object.keys(kept).length) return;
  const rows = batch.answer!.results.filter((row) => kept[keyOf(row)] && !row.error);
  await askAgain(run, batch, rows, (row) => kept[keyOf(row)]!.id);
}

async function askAgain(run: Run, batch: Batch, rows: Row[], meant: (row: Row) => string | undefined) {
  if (!rows.length) return;
  const { threshold, ...options } = run.options;
  const body = { ...options, threshold: threshold === undefined ? undefined : Number(threshold), queries: rows.map((row) => ({ ...row.query, meant: meant(row) })) };
  const response = await send(run, "/v1/screen", { body: JSON.stringify(body), headers: { "Content-Type": "application/json" } });
  const again = ((await response.json()) as Answer).results;
  const results = batch.answer!.results.map((row) => {
    const i = rows.indexOf(row);
    return i < 0 ? row : { ...again[i]!, row: row.row, query: row.query };
  });
  batch.answer = { ...batch.answer!, results };
}

/** asTable is the whole as the server writes tables: the columns of the file, then, if any row was corrected, whom it means, then the answer. */
export async function asTable(run: Run): Promise<string> {
  const kept = corrections();
  const answered = run.batches.filter((batch) => batch.answer);
  const isCorrected = answered.some((batch) => batch.answer!.results.some((row) => kept[keyOf(row)]));
  const asked = { ...run, stop: new AbortController() };
  const tables: { text: string; from: number }[] = [];
  let from = 0;
  for (const batch of answered) {
    const rows = batch.answer!.results;
    let at = 0;
    const meant = () => {
      const row = rows[at++];
      const id = row && (kept[keyOf(row)]?.id ?? row.query.meant);
      return run.heads.delimiter + (id ? quoted(id) : "");
    };
    const response = await send(asked, call("/v1/screen", run.options), {
      body: bodyOf(run, batch, isCorrected ? meant : undefined),
      headers: { "Content-Type": "text/csv; charset=utf-8", Accept: "text/csv" },
    });
    tables.push({ text: await response.text(), from });
    from += batch.answer!.counts.rows;
  }
  return joined(tables);
}

/** countsOf counts rows as the server does. */
export function countsOf(rows: Shown[]) {
  const n = { sure: 0, doubtful: 0, none: 0, wrong: 0, listed: 0, reached: 0, corrected: 0 };
  for (const { row, meant } of rows) {
    n[standingOf(row)]++;
    if (row.listed) n.listed++;
    else if (reaches(row).length) n.reached++;
    if (meant) n.corrected++;
  }
  return n;
}

/** standingOf is how sure it is whom a row means. */
export function standingOf(row: Row): "sure" | "doubtful" | "none" | "wrong" {
  return row.error ? "wrong" : (row.resolution as "sure" | "doubtful" | "none");
}

/** reaches are the rules in force that reach a party, or perhaps do, through its owners. */
export function reaches(row: Row) {
  return row.affiliation.filter((a) => a.in_force && a.reaches !== "no");
}
