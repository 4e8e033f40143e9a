// Filters with counts over what is shown. Those that the server applies are parameters of the question; the others are in the address too.
import { label, relations, useOntology } from "../../state/ontology";
import { change, useRoute } from "../../state/route";
import { t, type Key } from "../../words/words";
import { narrowing, type Edge, type Layout } from "./question";
import { channel, confidence, grade, stratum } from "./terms";

/** Facet is a filter by one property. */
interface Facet {
  name: string; // the parameter
  one?: boolean; // at most one value
  edges?: (e: Edge) => string | undefined;
  nodes?: "kind" | "country";
  said(term: string): string;
  all?(): string[]; // values that can be asked for though they are not shown
}

const confidences = ["official", "confirmed", "reported", "estimated", "disputed"];

const facets = (view: string, layout: Layout): Facet[] => [
  { name: "stratum", edges: (e) => e.stratum, said: stratum },
  { name: "channel", edges: (e) => e.channel, said: channel, all: () => [...new Set(relations().flatMap((r) => (r.channel ? [r.channel] : [])))] },
  { name: "relation", edges: (e) => e.relation, said: label, all: () => relations().flatMap((r) => (r.channel ? [r.name] : [])) },
  { name: narrowing(view, "kind"), nodes: "kind", said: label },
  { name: narrowing(view, "country"), one: true, nodes: "country", said: (id) => layout.nodes.find((n) => n.country === id)?.country_name ?? label(id) },
  { name: "min_confidence", one: true, edges: (e) => e.confidence, said: confidence },
  { name: "grade", edges: (e) => e.best_source, said: grade },
];

/** counted is how many of what is shown have each value, the most first. */
function counted(facet: Facet, layout: Layout): [string, number][] {
  const counts = new Map<string, number>();
  const values = facet.nodes ? layout.nodes.map((n) => n[facet.nodes!]) : layout.edges.map(facet.edges!);
  for (const v of values) if (v) counts.set(v, (counts.get(v) ?? 0) + 1);
  const all = [...counts];
  return facet.name === "min_confidence" ? all.sort((a, b) => confidences.indexOf(a[0]) - confidences.indexOf(b[0])) : all.sort((a, b) => b[1] - a[1]);
}

/** Filters offers the filters. layout is what is shown before those are applied that the server does not know. */
export function Filters({ layout }: { layout: Layout }) {
  const { view, params } = useRoute();
  useOntology();
  const all = facets(view, layout);
  const chosen = all.reduce((n, f) => n + params.getAll(f.name).length, 0) + (params.get("sources") === "primary" ? 1 : 0);
  return (
    <details class="filters">
      <summary>{chosen ? t("depend.filters-on", chosen) : t("depend.filters")}</summary>
      {all.map((f) => (
        <Chips key={f.name} facet={f} counts={counted(f, layout)} chosen={params.getAll(f.name)} />
      ))}
      <p>
        <button type="button" class="chip" aria-pressed={params.get("sources") === "primary"} onClick={() => change({ sources: params.get("sources") === "primary" ? undefined : "primary" })}>
          {t("depend.primary")}
        </button>
        {chosen > 0 && (
          <button type="button" class="quiet" onClick={() => change({ ...Object.fromEntries(all.map((f) => [f.name, undefined])), sources: undefined })}>
            {t("depend.unfilter")}
          </button>
        )}
      </p>
    </details>
  );
}

/** most is how many values have a chip; the others are in a list. */
const most = 12;

function Chips({ facet, counts, chosen }: { facet: Facet; counts: [string, number][]; chosen: string[] }) {
  const name = t(`depend.by.${facet.nodes ?? facet.name}` as Key);
  const gone = chosen.filter((c) => !counts.some(([v]) => v === c)).map((c): [string, number] => [c, 0]);
  const shown = [...counts.slice(0, most), ...counts.slice(most).filter(([v]) => chosen.includes(v)), ...gone];
  const more = [...new Set([...counts.slice(most).map(([v]) => v), ...(facet.all?.() ?? [])])]
    .filter((v) => !shown.some(([s]) => s === v))
    .sort((a, b) => facet.said(a).localeCompare(facet.said(b)));
  if (!shown.length) return null;
  const press = (value: string) => {
    const on = chosen.includes(value);
    change({ [facet.name]: on ? chosen.filter((c) => c !== value) : facet.one ? value : [...chosen, value] });
  };
  return (
    <div class="facet" role="group" aria-label={name}>
      <span class="facet-name">{name}</span>
      <div class="values">
        {shown.map(([value, count]) => (
          <button key={value} type="button" class="chip" aria-pressed={chosen.includes(value)} onClick={() => press(value)}>
            {facet.said(value)} <span class="count">{count}</span>
          </button>
        ))}
        {more.length > 0 && (
          <select aria-label={t("depend.other", name)} value="" onChange={(e) => e.currentTarget.value && press(e.currentTarget.value)}>
            <option value="">{t("depend.more-values")}</option>
            {more.map((v) => (
              <option key={v} value={v}>
                {facet.said(v)}
              </option>
            ))}
          </select>
        )}
      </div>
    </div>
  );
}
