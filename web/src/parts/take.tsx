// What leads out of a view: its answer in other forms, and the query behind it.
import { useState } from "preact/hooks";
import { useQuery } from "../api/behind";
import { t } from "../words/words";

/** forms are those in which an answer can be had by adding format=, with the ending of its file. */
const forms: [form: string, name: string, ending: string][] = [
  ["csv", "CSV", "csv"],
  ["json", "JSON", "json"],
  ["graphml", "GraphML", "graphml"],
  ["bibtex", "BibTeX", "bib"],
];

/** Take offers the answer of a call as files, and the call as HTTP, as a command and as Cypher. */
export function Take({ call, more }: { call: string; more?: { name: string; take(): void }[] }) {
  return (
    <section class="take">
      <p>
        {t("export.title")}{" "}
        {forms.map(([form, name, ending]) => (
          <a key={form} href={`${call}${call.includes("?") ? "&" : "?"}format=${form}`} download={`chokepoint.${ending}`}>
            {name}
          </a>
        ))}
        {more?.map((m) => (
          <button key={m.name} type="button" class="quiet" onClick={m.take}>
            {m.name}
          </button>
        ))}
      </p>
      <QueryBehind call={call} />
    </section>
  );
}

function QueryBehind({ call }: { call: string }) {
  const [open, setOpen] = useState(false);
  const { answer } = useQuery(open ? call : undefined);
  return (
    <details class="query" onToggle={(e) => setOpen(e.currentTarget.open)}>
      <summary>{t("query.title")}</summary>
      <Code name={t("query.http")} text={`curl '${location.origin}${call.replaceAll("'", "%27")}'`} />
      {answer && <Code name={t("query.command")} text={answer.command} />}
      {answer?.cypher && <Code name={t("query.cypher")} text={answer.cypher} />}
      {answer?.cypher_note && <p>{answer.cypher_note}</p>}
    </details>
  );
}

/** Code is a text to copy. */
export function Code({ name, text }: { name: string; text: string }) {
  return (
    <figure class="code">
      <figcaption>
        {name} <Copy text={text} />
      </figcaption>
      <pre tabIndex={0}>{text}</pre>
    </figure>
  );
}

/** Copy copies a text, or one that is fetched when it is wanted, and says so. */
export function Copy({ text, children }: { text: string | (() => Promise<string>); children?: string }) {
  const [copied, setCopied] = useState(false);
  const copy = async () => {
    await navigator.clipboard.writeText(typeof text === "string" ? text : await text());
    setCopied(true);
  };
  return (
    <>
      <button type="button" class="quiet" onClick={copy} onBlur={() => setCopied(false)}>
        {copied ? t("copied") : (children ?? t("copy"))}
      </button>
      <span class="unseen" role="status">
        {copied && t("copied")}
      </span>
    </>
  );
}

/** save has the browser keep a text as a file. */
export function save(name: string, text: string, type: string) {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([text], { type }));
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
