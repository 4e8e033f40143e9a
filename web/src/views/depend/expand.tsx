// What can be done with the node that is chosen: expand it in place, find paths to and from it, ask about it, strike it.
import { useAnswer } from "../../api/client";
import { Names } from "../../parts/lookup";
import { label } from "../../state/ontology";
import { change, go, href, useRoute } from "../../state/route";
import { t } from "../../words/words";
import type { Layout, Node } from "./question";
import { rest } from "./question";
import { expandedAtOnce, expansions, written, type Direction } from "./shown";

/** Bar is the actions for a node. */
export function Bar({ node, layout, struck, onStrike }: { node: Node; layout: Layout; struck: boolean; onStrike(): void }) {
  return (
    <section class="bar" aria-label={t("depend.chosen", node.label)}>
      <h2>
        {node.label} <span class="kind">{label(node.kind)}</span>
      </h2>
      <div class="acts">
        <Expand node={node} layout={layout} direction="dependents" />
        <Expand node={node} layout={layout} direction="dependencies" />
        <button type="button" class="quiet" aria-pressed={struck} onClick={onStrike}>
          {struck ? t("depend.unstrike") : t("depend.strike")}
        </button>
        <a href={href("dependents", { ref: node.id })}>{t("entity.dependents")}</a>
        <a href={href("dependencies", { ref: node.id })}>{t("entity.dependencies")}</a>
        <a href={href("entity", { ref: node.id })}>{t("depend.card")}</a>
        <details class="paths">
          <summary>{t("depend.paths-of")}</summary>
          <Names name={t("depend.paths-to")} placeholder={t("depend.paths-to")} onEntity={(e) => go(href("paths", { from: node.id, to: e.id }))} />
          <Names name={t("depend.paths-from")} placeholder={t("depend.paths-from")} onEntity={(e) => go(href("paths", { from: e.id, to: node.id }))} />
        </details>
        <button type="button" class="quiet" onClick={() => change({ at: undefined, edge: undefined })}>
          {t("depend.unchoose")}
        </button>
      </div>
    </section>
  );
}

/** Expand says how many dependents or dependencies a node has before they are added, in steps where there are many. */
function Expand({ node, layout, direction }: { node: Node; layout: Layout; direction: Direction }) {
  const { params } = useRoute();
  const { answer } = useAnswer(`/v1/entities/{ref}/${direction}`, { ...rest(params), ref: node.id, depth: 1, limit: 0 });
  const all = expansions(params);
  const now = all.find((x) => x.id === node.id && x.direction === direction);
  const count = answer?.total ?? node[direction];
  const shown = new Set(layout.edges.flatMap((e) => (direction === "dependents" ? (e.to === node.id ? [e.from] : []) : e.from === node.id ? [e.to] : []))).size;
  const left = Math.max(0, count - shown);
  const set = (pages: number) => {
    const others = all.filter((x) => x !== now);
    change({ expand: [...others, ...(pages ? [{ id: node.id, direction, pages }] : [])].map(written) });
  };
  const [have, can] = [(now?.pages ?? 0) * expandedAtOnce, count];
  return (
    <>
      {left > 0 && can > have ? (
        <button type="button" class="quiet" onClick={() => set((now?.pages ?? 0) + 1)}>
          {can - have > expandedAtOnce ? t(`depend.expand-some.${direction}`, expandedAtOnce, count) : t(`depend.expand.${direction}`, count, left)}
        </button>
      ) : (
        !now && <span class="count">{t(`depend.all-shown.${direction}`, count)}</span>
      )}
      {now && (
        <button type="button" class="quiet" onClick={() => set(0)}>
          {t(`depend.collapse.${direction}`)}
        </button>
      )}
    </>
  );
}
