// Who depends on whom, as a graph in bands or as a table: dependents, dependencies, one hop, paths, impact, and given entities.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { ClaimsPanel } from "../../parts/claims";
import { Unanswered, Waiting } from "../../parts/problem";
import { svgFile } from "../../parts/drawing";
import { called } from "../../parts/entity";
import { save, Take } from "../../parts/take";
import { useOntology } from "../../state/ontology";
import { change, href, useRoute } from "../../state/route";
import { day, t } from "../../words/words";
import { List, useHeading } from "../list";
import { lists } from "../lists";
import { useMoved } from "./came";
import { Bar } from "./expand";
import { Filters } from "./filters";
import { focusGraph, focusLine, useKeptFocus } from "./focus";
import { lines } from "./geometry";
import { Drawing } from "./graph";
import { Legend } from "./legend";
import { mostShown, type Base } from "./question";
import { Said } from "./said";
import { filters, kept, through, useGraph, type Graph } from "./shown";
import { Time } from "./slider";
import { isStruck, strike, Struck, unstrike, useFates, useImpact } from "./strike";

/** Depend is the view. */
export default function Depend() {
  const { view, params } = useRoute();
  useOntology();
  const asked = lists[view]!.of.every(({ name }) => params.get(name));
  return params.get("show") === "table" || !asked ? <List beside={asked && <Switch table />} /> : <AsGraph />;
}

/** showAs shows the answer as a graph or a table, with the focus on what chose it. */
function showAs(show: "table" | undefined) {
  change({ show });
  requestAnimationFrame(() => document.querySelector<HTMLElement>('.switch [aria-pressed="true"]')?.focus());
}

/** Switch is between the two ways to show an answer. */
function Switch({ table }: { table: boolean }) {
  return (
    <div class="switch" role="group" aria-label={t("depend.show")}>
      <button type="button" class="quiet" aria-pressed={!table} onClick={() => showAs(undefined)}>
        {t("depend.graph-of")}
      </button>
      <button type="button" class="quiet" aria-pressed={table} onClick={() => showAs("table")}>
        {t("depend.table-of")}
      </button>
    </div>
  );
}

function AsGraph() {
  const { answer, problem, loading } = useGraph();
  const article = useRef<HTMLElement>(null);
  useKeptFocus(article);
  return (
    <article class="depend" ref={article}>
      <header class="top">
        <h1>{useHeading()}</h1>
        <Switch table={false} />
      </header>
      {problem ? <Unanswered problem={problem} /> : answer ? <Shown graph={answer} loading={loading} /> : <Waiting />}
    </article>
  );
}

/** letGo chooses nothing any more, with the focus in the graph, on a node if there is one. */
function letGo(id: string | undefined) {
  focusGraph(id);
  change({ at: undefined, edge: undefined });
}

/** Shown is a graph with all that surrounds it. */
function Shown({ graph, loading }: { graph: Graph; loading: boolean }) {
  const { view, params } = useRoute();
  const { base, about } = graph;
  const narrowed = filters(params);
  const layout = useMemo(() => kept(graph.layout, narrowed, view === "graph" ? [] : about), [graph, JSON.stringify(narrowed)]);
  const nodes = useMemo(() => new Map(layout.nodes.map((n) => [n.id, n])), [layout]);
  const chosen = nodes.get(params.get("at") ?? "");
  const edge = params.get("edge");
  const line = useMemo(() => (edge ? lines(layout).find((l) => l.edges.some((e) => e.claim === edge)) : undefined), [layout, edge]);
  const lit = useMemo(() => (chosen ? through(layout.edges, chosen.id) : undefined), [layout, chosen?.id]);
  const impact = useImpact();
  const fates = useFates(impact.answer);
  const struck = !!chosen && isStruck(view, impact, chosen.id);
  const moved = useMoved(base, layout);
  const name = useHeading();
  const [whole, setWhole] = useState(false); // all is drawn, so that it can be saved
  useEffect(() => {
    if (!whole) return;
    save("chokepoint.svg", svgFile(document.querySelector<SVGSVGElement>("svg.graph")!, name, "whole"), "image/svg+xml");
    setWhole(false);
  }, [whole]);
  const ask = (id: string | undefined) => change({ at: id, edge: undefined });
  const claims = chosen ? layout.edges.filter((e) => e.from === chosen.id || e.to === chosen.id) : [];
  const beside = !!chosen || !!line || impact.loading || !!impact.answer;
  const escape = (e: KeyboardEvent) => e.key === "Escape" && !(e.target instanceof HTMLInputElement) && (chosen || line) && (e.preventDefault(), letGo(chosen?.id));
  return (
    <div aria-busy={loading || undefined} onKeyDown={escape}>
      <div class="tools">
        <Counts base={base} nodes={layout.nodes.length} claims={layout.edges.length} />
        <Filters layout={graph.layout} />
        <label class="reveal">
          <input type="checkbox" checked={params.get("reveal") === "1"} onChange={(e) => change({ reveal: e.currentTarget.checked ? "1" : undefined })} />
          {t("depend.reveal")}
          {params.get("reveal") === "1" && graph.expanded.size > 0 && <span class="count"> +{graph.expanded.size}</span>}
        </label>
      </div>
      {about[0] && <Time about={about[0].id} edges={base.layout?.edges ?? []} />}
      {moved.since && (
        <p class="moved" role="status">
          {moved.partial ? t("depend.not-compared", moved.since) : t(moved.back ? "depend.moved-back" : "depend.moved", moved.since, moved.came.size, moved.gone.length)}{" "}
          {moved.gone.length > 0 && <span class="gone">{moved.gone.slice(0, 8).map(called).join(", ")}{moved.gone.length > 8 ? "…" : ""}</span>}{" "}
          <button type="button" class="quiet" aria-label={t("depend.unmoved")} title={t("depend.unmoved")} onClick={() => (focusLine(), change({ was: undefined }))}>
            ×
          </button>
        </p>
      )}
      <div class={beside ? "sides" : "alone"}>
        <div class={loading ? "stale" : undefined}>
          {layout.nodes.length > 0 && (
            <Drawing
              layout={layout}
              name={name}
              description={t("depend.described", layout.nodes.length, layout.edges.length)}
              about={about[0]?.id ?? ""}
              chosen={chosen?.id}
              edge={line?.key}
              lit={lit ?? (line && { nodes: new Set(line.edges.flatMap((e) => [e.from, e.to])), has: (e) => line.edges.includes(e) })}
              fates={fates}
              came={moved.came}
              gone={moved.gone}
              back={moved.back}
              added={graph.expanded}
              whole={whole}
              onNode={ask}
              onLine={(l) => change({ edge: l.edges[0]!.claim, at: undefined })}
              onTable={() => showAs("table")}
            />
          )}
          {layout.edges.length > 0 && <Legend layout={layout} fates={fates} came={moved.came.size === 0 ? undefined : moved.back ? "later" : "new"} />}
        </div>
        {beside && (
          <aside aria-label={t("depend.beside")}>
            {chosen && <Bar node={chosen} layout={graph.layout} struck={struck} onLetGo={() => letGo(chosen.id)} onStrike={() => (struck ? unstrike(view, impact, chosen.id) : strike(view, chosen.id))} />}
            {chosen && claims.length > 0 && <Said claims={claims} />}
            {line ? <ClaimsPanel claims={line.edges.map((e) => e.claim)} onClose={() => letGo(undefined)} /> : chosen && <ClaimsPanel entity={chosen.id} />}
            {impact.answer && <Struck asked={impact} impact={impact.answer} shown={nodes} />}
          </aside>
        )}
      </div>
      {impact.problem && <Unanswered problem={impact.problem} />}
      <Take call={graph.call} more={[{ name: "SVG", take: () => setWhole(true) }]} />
    </div>
  );
}

/** Counts says how much is shown, and of how much. */
function Counts({ base, nodes, claims }: { base: Base; nodes: number; claims: number }) {
  const { params } = useRoute();
  const limit = Number(params.get("limit")) || 0;
  return (
    <p class="counts">
      {base.total !== undefined && base.next ? t("depend.counts-of", nodes, claims, base.total) : t("depend.counts", nodes, claims)}
      {base.as_of && params.get("as_of") ? ` ${t("depend.on-day", day(base.as_of))}` : ""}
      {base.next && limit < mostShown && (
        <>
          {" "}
          <button type="button" class="quiet" onClick={() => change({ limit: mostShown })}>
            {t("depend.show-all", mostShown)}
          </button>
        </>
      )}
      {base.note && <span class="note"> {base.note}</span>}
      {nodes === 0 && <a href={href("home")}> {t("depend.nothing")}</a>}
    </p>
  );
}
