// What if: which nodes are lost, degraded and impaired when others are struck, and why.
import { called } from "../../parts/entity";
import { useMemo } from "preact/hooks";
import { call, useFetched, type Asked } from "../../api/client";
import { change, route, useRoute } from "../../state/route";
import { EntityLink } from "../../parts/entity";
import { t } from "../../words/words";
import { mostShown, rest, type EntityRef, type Node } from "./question";
import type { Fate } from "./terms";

interface Effect {
  entity: EntityRef;
  reason: string;
}

/** Impact is what the server says of an impact. */
interface Impact {
  removed: EntityRef[];
  removed_claims?: { id: string }[];
  lost: Effect[];
  degraded: Effect[];
  impaired: Effect[];
  total_lost: number;
  total_degraded: number;
  total_impaired: number;
  note?: string;
}

const fates = ["lost", "degraded", "impaired"] as const;

/** struckBy is the parameter that names what is struck: of what stops without it the question itself does. */
export function struckBy(view: string): "remove" | "strike" {
  return view === "impact" ? "remove" : "strike";
}

/** isStruck reports whether an entity is struck: what is struck is in the address, and what names there stand for is in its answer. */
export function isStruck(view: string, { answer, loading }: Asked<Impact>, id: string): boolean {
  return given(view).includes(id) || (!loading && ids(answer).includes(id));
}

/** strike strikes an entity besides what is struck. */
export function strike(view: string, id: string) {
  change({ [struckBy(view)]: [...given(view), id] });
}

/** unstrike undoes that. */
export function unstrike(view: string, { answer, loading }: Asked<Impact>, id: string) {
  const now = given(view).includes(id) || loading ? given(view) : ids(answer);
  change({ [struckBy(view)]: now.filter((x) => x !== id) });
}

function given(view: string): string[] {
  return route().params.getAll(struckBy(view));
}

function ids(impact: Impact | undefined): string[] {
  return [...(impact?.removed ?? []), ...(impact?.removed_claims ?? [])].map((x) => x.id);
}

/** useImpact asks what becomes of the rest without what is struck. */
export function useImpact(): Asked<Impact> {
  const { view, params } = useRoute();
  const given = params.getAll(struckBy(view));
  return useFetched<Impact>(given.length ? call("/v1/impact", { ...rest(params), remove: given, limit: mostShown, detail: "brief" }) : undefined);
}

/** useFates is what becomes of each node. */
export function useFates(impact: Impact | undefined): Map<string, Fate> {
  return useMemo(() => {
    const all = new Map<string, Fate>();
    for (const f of fates.toReversed()) for (const x of impact?.[f] ?? []) all.set(x.entity.id, f);
    for (const e of impact?.removed ?? []) all.set(e.id, "struck");
    return all;
  }, [impact]);
}

/** Struck lists what becomes of the rest, what is in the graph first. */
export function Struck({ asked, impact, shown }: { asked: Asked<Impact>; impact: Impact; shown: Map<string, Node> }) {
  const { view } = useRoute();
  const name = struckBy(view);
  return (
    <section class="struck" aria-label={t("depend.what-if")}>
      <h2>{t("depend.what-if")}</h2>
      <ul class="removed">
        {impact.removed.map((e) => (
          <li key={e.id}>
            <EntityLink entity={e} name={e.called} kind={false} />{" "}
            {(name === "strike" || impact.removed.length > 1) && (
              <button type="button" class="quiet" onClick={() => unstrike(view, asked, e.id)}>
                {t("depend.unstrike")}
              </button>
            )}
          </li>
        ))}
      </ul>
      {impact.note && <p>{impact.note}</p>}
      {fates.map((f) => (
        <Effects key={f} fate={f} total={impact[`total_${f}`]} effects={impact[f]} shown={shown} />
      ))}
    </section>
  );
}

/** listed is how many effects of a sort are listed before the rest is asked for. */
const listed = 40;

function Effects({ fate, total, effects, shown }: { fate: (typeof fates)[number]; total: number; effects: Effect[]; shown: Map<string, Node> }) {
  if (!total) return null;
  const inGraph = effects.filter((x) => shown.has(x.entity.id));
  const ordered = [...inGraph, ...effects.filter((x) => !shown.has(x.entity.id))];
  return (
    <details class="effects" data-fate={fate} open={fate === "lost"}>
      <summary>
        {t(`depend.total.${fate}`, total)} <span class="count">{t("depend.in-graph", inGraph.length)}</span>
      </summary>
      <ul>
        {ordered.slice(0, listed).map((x) => (
          <li key={x.entity.id}>
            {shown.has(x.entity.id) ? (
              <button type="button" class="plain" onClick={() => change({ at: x.entity.id, edge: undefined })}>
                {called(x.entity)}
              </button>
            ) : (
              <EntityLink entity={x.entity} name={x.entity.called} kind={false} />
            )}
            <span class="reason">{x.reason}</span>
          </li>
        ))}
      </ul>
      {total > listed && <p class="count">{t("depend.and-more", total - Math.min(listed, ordered.length))}</p>}
    </details>
  );
}
