// Screen: names of customers, whom they mean, and on which lists these are. What is pasted goes to this server alone, in the body of a request.
import { useEffect, useId, useState } from "preact/hooks";
import { useAnswer } from "../api/client";
import { Names } from "../parts/lookup";
import { Unanswered } from "../parts/problem";
import { save } from "../parts/take";
import { change, href, useRoute, type Params } from "../state/route";
import { day, number, t } from "../words/words";
import { asTable, cancel, correct, corrections, forget, forgetCorrections, most, shownRows, start, TooMany, useRun, type Meant, type Run, type Shown } from "./screenrun";
import { ScreenedTable } from "./screentable";
import { decoded, linesAsTable } from "./screentext";

/** optionsOf are the parameters of a screening that the address gives. */
function optionsOf(params: URLSearchParams): Params {
  return Object.fromEntries(["as_of", "known_at", "min_confidence", "sources", "threshold", "list"].flatMap((name) => (params.get(name) ? [[name, params.get(name)!]] : [])));
}

/** Screen takes names, screens them, and shows what comes of it. */
export default function Screen() {
  const { params } = useRoute();
  const run = useRun();
  const [fault, setFault] = useState("");
  const options = optionsOf(params);
  const begin = (name: string, text: string | Blob) => {
    setFault("");
    start(name, text, options).catch((error) => setFault(error instanceof TooMany ? t("screen.too-many", error.rows, most.rows) : String(error)));
  };
  return (
    <article class="screen">
      <h1>{t("screen.title")}</h1>
      <p class="lead">{t("screen.lead")}</p>
      {run ? <Again run={run} options={options} /> : <Input begin={begin} />}
      <Options params={params} />
      {fault && (
        <p class="problem" role="alert">
          {fault}
        </p>
      )}
      {run && <Result run={run} />}
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
            <a href={href("entity", { ref: list })}>{answer?.name ?? list}</a>{" "}
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

/** Again says what is shown, and leads to another screening. */
function Again({ run, options }: { run: Run; options: Params }) {
  const changed = JSON.stringify(options) !== JSON.stringify(run.options);
  return (
    <div class="row">
      <h2>{run.name}</h2>
      <span>{t("screen.on", run.options.as_of ? day(String(run.options.as_of)) : t("basis.today"))}</span>
      <button type="button" class="quiet" onClick={forget}>
        {t("screen.other")}
      </button>
      {changed && (
        <button type="button" onClick={() => void start(run.name, run.text, options)}>
          {t("screen.again")}
        </button>
      )}
    </div>
  );
}

/** Result is how far a run has come, and its rows. */
function Result({ run }: { run: Run }) {
  const rows = shownRows(run);
  const kept = Object.keys(corrections()).length;
  const mend = (shown: Shown, meant: Meant | undefined) => correct(run, shown, meant);
  return (
    <section aria-label={t("screen.result")}>
      <Progress run={run} />
      {run.problem && <Unanswered problem={run.problem} retry={() => void start(run.name, run.text, run.options)} />}
      {rows.length > 0 && (
        <ScreenedTable rows={rows} correct={mend}>
          <Taken run={run} />
        </ScreenedTable>
      )}
      {kept > 0 && (
        <p class="hint">
          {t("screen.kept", kept)}{" "}
          <button type="button" class="quiet" onClick={forgetCorrections}>
            {t("screen.forget")}
          </button>
        </p>
      )}
    </section>
  );
}

function Progress({ run }: { run: Run }) {
  const text = t(`screen.state.${run.state}`, run.done, run.total);
  return (
    <div class="progress" data-state={run.state}>
      <div class="bar" role="progressbar" aria-label={t("screen.progress")} aria-valuemin={0} aria-valuemax={run.total} aria-valuenow={run.done} aria-valuetext={text}>
        <div style={{ width: `${(100 * run.done) / Math.max(1, run.total)}%` }} />
      </div>
      <p class="row">
        <span role="status">{text}</span>
        {run.state === "running" && (
          <button type="button" class="quiet" onClick={cancel}>
            {t("screen.cancel")}
          </button>
        )}
        {run.state === "running" && !!run.waits && <span>{t("screen.waits", run.waits)}</span>}
      </p>
    </div>
  );
}

/** Taken gives the result as a file, made by the server. */
function Taken({ run }: { run: Run }) {
  const [busy, setBusy] = useState(false);
  const [failed, setFailed] = useState(false);
  useEffect(() => setFailed(false), [run]);
  const take = async () => {
    setBusy(true);
    try {
      save("screened.csv", await asTable(run), "text/csv;charset=utf-8");
    } catch {
      setFailed(true);
    }
    setBusy(false);
  };
  return (
    <p class="row">
      <button type="button" disabled={busy || run.state === "running"} onClick={take}>
        {busy ? t("screen.taking") : t("screen.take")}
      </button>
      <span class="hint">{t("screen.take-hint")}</span>
      {failed && <span role="alert">{t("problem.offline")}</span>}
    </p>
  );
}
