import { t } from "../../words/words";
import type { Layout } from "./question";
import { cameMark, fate, stratum, type Came, type Fate } from "./terms";

/** Legend says what colours, dashes, patterns and rings mean, of those that are shown. */
export function Legend({ layout, fates, came }: { layout: Layout; fates: Map<string, Fate>; came?: Came }) {
  const strata = [...new Set(layout.edges.map((e) => e.stratum ?? ""))];
  const marked = new Set(layout.nodes.flatMap((n) => fates.get(n.id) ?? []));
  const sample = (props: Record<string, string>) => (
    <svg class="stroke-sample" width="34" height="10" aria-hidden="true">
      <path d="M1,5H33" {...props} />
    </svg>
  );
  return (
    <ul class="key" aria-label={t("depend.legend")}>
      {strata.map((s) => (
        <li key={s}>
          {sample({ "data-stratum": s || "other" })} {stratum(s)}
        </li>
      ))}
      <li>{sample({ "data-sure": "doubtful" })} {t("depend.doubtful")}</li>
      <li>{sample({ "data-sure": "undated" })} {t("depend.undated")}</li>
      {(["struck", "lost", "degraded", "impaired"] as const).filter((f) => marked.has(f)).map((f) => (
        <li key={f}>
          <svg class="stroke-sample" width="24" height="14" aria-hidden="true" data-fate={f}>
            <rect x="1" y="1" width="22" height="12" rx="3" fill={`url(#fate-${f})`} />
          </svg>{" "}
          {fate(f)}
        </li>
      ))}
      {came && <li>◎ {cameMark(came)}</li>}
    </ul>
  );
}
