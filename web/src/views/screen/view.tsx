// Screen: names of customers, whom they mean, and on which lists these are. What is pasted goes to this server alone, in the body of a request.
import type { RefObject } from "preact";
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../api/client";
import { called } from "../../parts/entity";
import { Names } from "../../parts/lookup";
import { Unanswered } from "../../parts/problem";
import { save } from "../../parts/take";
import { change, href, useRoute, type Params } from "../../state/route";
import { counted, day, language, number, t } from "../../words/words";
import { asTable, cancel, correct, corrections, forget, forgetCorrections, most, shownRows, start, TooMany, useRun, type Meant, type Run, type Shown } from "./run";
import { ScreenedTable } from "./table";
import { decoded, linesAsTable } from "./text";

/** optionsOf are the parameters of a screening: those that the address gives, and the language. */
function optionsOf(params: URLSearchParams): Params {
  return { lang: language(), ...givenOf(params) };
}

function givenOf(params: URLSearchParams): Params {
  return Object.fromEntries(["as_of", "known_at", "min_confidence", "sources", "threshold", "list"].flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
}

/** Screen takes names, screens them, and shows what comes of it. */
export default function Screen() {
  const { params } = useRoute();
  const run = useRun();
  const [fault, setFault] = useState("");
  const options = optionsOf(params);
  const heading = useRef<HTMLHeadingElement>(null);
  const [acted, setActed] = useState(0); // how often a button was pressed that is gone by it
  useLayoutEffect(() => {
    if (acted) (heading.current ?? document.querySelector<HTMLElement>(".drop textarea"))?.focus();
  }, [acted]);
  const begin = (name: string, text: string | Blob) => {
    setFault("");
    setActed((n) => n + 1);
    start(name, text, options).catch((error) => setFault(error instanceof TooMany ? t("screen.too-many", error.rows, most.rows) : String(error)));
  };
  const isStale = !!run && JSON.stringify(options) !== JSON.stringify(run.options);
  return (
    <article class="screen">
      <h1>{t("screen.title")}</h1>
      <p class="lead">{t("screen.lead")}</p>
      {run ? (
        <Again run={run} isStale={isStale} heading={heading} again={() => begin(run.name, run.text)} other={() => (forget(), setActed((n) => n + 1))} />
      ) : (
        <Input begin={begin} />
      )}
      <Options params={params} />
      {fault && (
        <p class="problem" role="alert">
          {fault}
        </p>
      )}
      {run && <Result run={run} isStale={isStale} stop={() => (cancel(), setActed((n) => n + 1))} />}
      <aside class="private">
        <p>{t("screen.private", location.host)}</p>
        <p>{t("screen.no-clearance")}</p>
      </aside>
    </article>
  );
}

/** Input takes a file, a pasted text or one name. */
function Input({ begin }: { begin(name: string, text: string | Blob): void }) {
  const [text, setText] = useState("");
  const [over, setOver] = useState(false);
  const id = useId();
  const take = async (file: File) => {
    const bytes = await file.arrayBuffer();
    const content = decoded(bytes);
    begin(file.name, content === undefined ? new Blob([bytes]) : file.name.toLowerCase().endsWith(".txt") ? linesAsTable(content) : content);
  };
  const drop = (event: DragEvent) => {
    event.preventDefault();
    setOver(false);
    const file = event.dataTransfer?.files[0];
    if (file) void take(file);
    else setText(event.dataTransfer?.getData("text/plain") ?? "");
  };
  return (
    <form
      class={over ? "drop over" : "drop"}
      onSubmit={(e) => e.preventDefault()}
      onDragOver={(e) => (e.preventDefault(), setOver(true))}
      onDragLeave={() => setOver(false)}
      onDrop={drop}
    >
      <label for={id}>{t("screen.paste")}</label>
      <textarea id={id} rows={7} spellcheck={false} autocomplete="off" placeholder={t("screen.placeholder")} value={text} onInput={(e) => setText(e.currentTarget.value)} />
      <p class="row">
        <button type="button" disabled={!text.trim()} onClick={() => begin(t("screen.pasted"), linesAsTable(text))}>
          {t("screen.lines")}
        </button>
        <button type="button" disabled={!text.trim()} onClick={() => begin(t("screen.pasted"), text)}>
          {t("screen.table")}
        </button>
        <label class="button quiet-button">
          {t("screen.file")}
          <input type="file" class="unseen" accept=".csv,.tsv,.txt,text/csv,text/plain" onChange={(e) => e.currentTarget.files?.[0] && void take(e.currentTarget.files[0])} />
        </label>
        <span class="hint">{t("screen.drop")}</span>
      </p>
    </form>
  );
}

/** Options are what a screening turns on besides the day, which stands above every view. */
function Options({ params }: { params: URLSearchParams }) {
  const list = params.get("list");
  const { answer } = useAnswer("/v1/entities/{ref}", list ? { ref: list, detail: "brief" } : undefined);
  return (
    <div class="fields">
      <label>
        {t("screen.threshold")}
        <input type="number" min="0" max="1" step="0.05" placeholder={number(0.8)} value={params.get("threshold") ?? ""} onChange={(e) => change({ threshold: e.currentTarget.value })} />
      </label>
      <div class="list-choice">
        <span>{t("screen.list")}</span>
        {list ? (
          <span>
            <a href={href("entity", { ref: list })}>{answer ? called(answer) : list}</a>{" "}
            <button type="button" class="quiet" onClick={() => change({ list: undefined })}>
              {t("screen.any-list")}
            </button>
          </span>
        ) : (
          <Names name={t("screen.list")} placeholder={t("screen.any-list")} kinds={listKinds} onEntity={(e) => change({ list: e.id })} />
        )}
      </div>
    </div>
  );
}

/** listKinds are the kinds of what can be asked for as a list: one, or whose lists they are. */
const listKinds = ["decision", "government"];

interface AgainProps {
  run: Run;
  isStale: boolean; // what is chosen now is not what was screened with
  heading: RefObject<HTMLHeadingElement | null>;
  again(): void;
  other(): void;
}

/** Again says what is shown, and whether that is still what is asked, and leads to another screening. */
function Again({ run, isStale, heading, again, other }: AgainProps) {
  return (
    <>
      <div class="row">
        <h2 ref={heading} tabIndex={-1}>
          {run.name}
        </h2>
        <span>{t("screen.on", run.options.as_of ? day(String(run.options.as_of)) : t("basis.today"))}</span>
        <button type="button" class="quiet" onClick={other}>
          {t("screen.other")}
        </button>
      </div>
      <div role="status">
        {isStale && (
          <p class="row stale-run">
            <span>{t("screen.stale")}</span>
            <button type="button" onClick={again}>
              {t("screen.again")}
            </button>
          </p>
        )}
      </div>
    </>
  );
}

/** Result is how far a run has come, and its rows. */
function Result({ run, isStale, stop }: { run: Run; isStale: boolean; stop(): void }) {
  const rows = shownRows(run);
  const kept = Object.keys(corrections()).length;
  const mend = (shown: Shown, meant: Meant | undefined) => correct(run, shown, meant);
  return (
    <section aria-label={t("screen.result")}>
      {(run.state !== "failed" || rows.length > 0) && <Progress run={run} stop={stop} />}
      {run.problem && <Unanswered problem={run.problem} retry={() => void start(run.name, run.text, run.options)} />}
      {rows.length > 0 && (
        <ScreenedTable rows={rows} correct={mend}>
          <Taken run={run} isStale={isStale} />
        </ScreenedTable>
      )}
      {kept > 0 && (
        <p class="hint">
          {counted("screen.kept", kept)}{" "}
          <button type="button" class="quiet" onClick={forgetCorrections}>
            {t("screen.forget")}
          </button>
        </p>
      )}
    </section>
  );
}

function Progress({ run, stop }: { run: Run; stop(): void }) {
  const text = counted(`screen.state.${run.state}`, run.done, run.total);
  return (
    <div class="progress" data-state={run.state}>
      <div class="bar" role="progressbar" aria-label={t("screen.progress")} aria-valuemin={0} aria-valuemax={run.total} aria-valuenow={run.done} aria-valuetext={text}>
        <div style={{ width: `${(100 * run.done) / Math.max(1, run.total)}%` }} />
      </div>
      <p class="row">
        <span role="status">{text}</span>
        {run.state === "running" && (
          <button type="button" class="quiet" onClick={stop}>
            {t("screen.cancel")}
          </button>
        )}
        {run.state === "running" && !!run.waits && <span>{t("screen.waits", run.waits)}</span>}
      </p>
    </div>
  );
}

/** Taken gives the result as a file, made by the server; what is not whole says so, and what is not asked any more is not given. */
function Taken({ run, isStale }: { run: Run; isStale: boolean }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  const isWhole = run.state === "done";
  useEffect(() => setFailed(false), [run]);
  const take = async () => {
    setBusy(true);
    try {
      save(isWhole ? "screened.csv" : "screened-part.csv", await asTable(run), "text/csv;charset=utf-8");
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  const name = run.state === "done" || run.state === "running" ? t("screen.take") : counted("screen.take-part", run.done);
  return (
    <p class="row">
      <button type="button" disabled={busy || isStale || run.state === "running"} onClick={take}>
        {busy ? t("screen.taking") : name}
      </button>
      <span class="hint">{isStale ? t("screen.take-stale") : t("screen.take-hint")}</span>
      {failed && <span role="alert">{t("problem.offline")}</span>}
    </p>
  );
}
