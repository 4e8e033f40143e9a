// A form of the parameters that a question takes, made from the description of the interface: a new one needs nothing here.
import { useFetched } from "../api/client";
import { basis, change, useRoute } from "../state/route";
import { label, useOntology } from "../state/ontology";
import { isKey, t } from "../words/words";

/** Parameter is one as OpenAPI describes it. */
interface Parameter {
  name: string;
  in: string;
  description?: string;
  schema: { type?: string; enum?: string[]; format?: string; items?: { enum?: string[] }; default?: unknown; minimum?: number; maximum?: number };
}

/** elsewhere are parameters that other parts of a view set. */
const elsewhere = new Set<string>([...basis, "cursor", "format", "detail", "limit", "layout"]);

/** Parameters are those of the question that a path answers, but for the ones that are left out. */
export function Parameters({ path, without }: { path: string; without: string[] }) {
  const { params } = useRoute();
  const ontology = useOntology();
  const described = useFetched<{ paths: Record<string, { get?: { parameters: Parameter[] } }> }>("/openapi.json").answer;
  const all = described?.paths[path]?.get?.parameters.filter((p) => p.in === "query" && !elsewhere.has(p.name) && !without.includes(p.name));
  if (!all?.length) return null;
  const terms: Record<string, string[] | undefined> = {
    kind: ontology?.kinds.map((k) => k.name),
    relation: ontology?.relations.map((r) => r.name),
    predicate: ontology && [...ontology.relations, ...(ontology.attributes ?? [])].map((p) => p.name),
  };
  return (
    <details class="narrow" open={all.some((p) => params.has(p.name))}>
      <summary>{t("list.narrow")}</summary>
      <div class="fields">
        {all.map((p) => (
          <Field key={p.name} parameter={p} terms={terms[p.name] ?? p.schema.enum ?? p.schema.items?.enum} value={params.getAll(p.name)} />
        ))}
      </div>
    </details>
  );
}

/** nameOf is what people call a parameter: as the explorer has it, else as an attribute of the ontology, else its name. */
export function nameOf(parameter: string): string {
  const key = `param.${parameter}`;
  return isKey(key) ? t(key) : label(parameter);
}

function Field({ parameter: p, terms, value }: { parameter: Parameter; terms?: string[]; value: string[] }) {
  const set = (text: string) => change({ [p.name]: p.schema.type === "array" ? text.split(/\s*,\s*/).filter(Boolean) : text.trim() });
  const text = value.join(", ");
  return (
    <label title={p.description}>
      {nameOf(p.name)}
      {terms ? (
        <select value={value[0] ?? ""} onChange={(e) => set(e.currentTarget.value)}>
          <option value="">{t("list.any")}</option>
          {terms.map((term) => (
            <option key={term} value={term}>
              {label(term)}
            </option>
          ))}
        </select>
      ) : p.schema.type === "boolean" ? (
        <input type="checkbox" checked={text === "true"} onChange={(e) => set(e.currentTarget.checked ? "true" : "")} />
      ) : (
        <Typed kind={p.schema.format === "date" ? "date" : p.schema.type === "integer" ? "number" : "text"} value={text} set={set} />
      )}
    </label>
  );
}

/** Typed is an input of a kind. */
export function Typed({ kind, value, set, ...more }: { kind: "date" | "number" | "text"; value: string; set(text: string): void; name?: string }) {
  const on = { value, onChange: (e: { currentTarget: HTMLInputElement }) => set(e.currentTarget.value), ...more };
  if (kind === "date") return <input type="date" {...on} />;
  if (kind === "number") return <input type="number" {...on} />;
  return <input type="text" {...on} />;
}
