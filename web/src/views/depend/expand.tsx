// What can be done with the node that is chosen: expand it in place, find paths to and from it, ask about it, strike it.
import { called } from "../../parts/entity";
import { useAnswer } from "../../api/client";
import { Names } from "../../parts/lookup";
import { label } from "../../state/ontology";
import { change, go, href, useRoute } from "../../state/route";
import { t } from "../../words/words";
import type { Layout, Node } from "./question";
import { mostShown, rest } from "./question";
import { expandedAtOnce, expansions, written, type Direction } from "./shown";

/** Bar is the actions for a node; layout is all that is drawn without filters. */
export function Bar({ node, layout, struck, onStrike, onLetGo }: { node: Node; layout: Layout; struck: boolean; onStrike(): void; onLetGo(): void }) {
  return (
    <section class="bar" aria-label={t("depend.chosen", called(node))}>
      <h2>
        {called(node)} <span class="kind">{label(node.kind)}</span>
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
        <button type="button" class="quiet" onClick={onLetGo}>
          {t("depend.unchoose")}
        </button>
      </div>
    </section>
  );
}

/** Expand says how many dependents or dependencies a node has, and how many of them are not shown, before they are added, in steps where there are many. */
function Expand({ node, layout, direction }: { node: Node; layout: Layout; direction: Direction }) {
  const { params } = useRoute();
  const { answer } = useAnswer(`/v1/entities/{ref}/${direction}`, { ...rest(params), ref: node.id, depth: 1, limit: mostShown, detail: "brief" });
  const all = expansions(params);
  const now = all.find((x) => x.id === node.id && x.direction === direction);
  const set = (pages: number) => {
    const others = all.filter((x) => x !== now);
    change({ expand: [...others, ...(pages ? [{ id: node.id, direction, pages }] : [])].map(written) });
  };
  const count = answer?.total ?? node[direction];
  const shown = new Set(layout.nodes.map((n) => n.id));
  const missing = (answer?.results ?? []).flatMap(({ entity }, i) => (shown.has(entity.id) ? [] : [i]));
  const pages = Math.floor((missing[0] ?? 0) / expandedAtOnce) + 1; // up to the first that is not shown
  const next = missing.filter((i) => i < pages * expandedAtOnce).length;
  return (
    <>
      {next > 0 ? (
        <button type="button" class="quiet" onClick={() => set(pages)}>
          {next < missing.length ? t(`depend.expand-some.${direction}`, next, missing.length) : t(`depend.expand.${direction}`, count, missing.length)}
        </button>
      ) : (
        !now && answer && <span class="count">{t(`depend.all-shown.${direction}`, count)}</span>
      )}
      {now && (
        <button type="button" class="quiet" onClick={() => set(0)}>
          {t(`depend.collapse.${direction}`)}
        </button>
      )}
    </>
  );
}
