// Criteria put to an item: each comparison as a bar of the item's figure against the limit, with the arithmetic behind it.
import type { Schemas } from "../../api/client";
import { called } from "../../parts/entity";
import { label } from "../../state/ontology";
import { t } from "../../words/words";
import { Claims } from "./claims";

type Criterion = Schemas["CriterionView"];
type Threshold = Schemas["ThresholdView"];

export type Verdict = "met" | "not-met" | "unknown";

const marks: Record<Verdict, string> = { met: "✓", "not-met": "✕", unknown: "?" };

/** VerdictBadge says a verdict in a word, with a mark beside its colour. */
export function VerdictBadge({ of }: { of: string }) {
  const verdict = of as Verdict;
  return (
    <span class="verdict" data-verdict={verdict}>
      <span aria-hidden="true">{marks[verdict]} </span>
      {t(`check.verdict.${verdict}`)}
    </span>
  );
}

/** CriterionCard is a criterion with its comparisons; folded where the page shows it already, of another decision. */
export function CriterionCard({ criterion, open }: { criterion: Criterion; open: boolean }) {
  const computed = criterion.figures.filter((f) => f.arithmetic);
  return (
    <details class="criterion" open={open}>
      <summary>
        {t("check.criterion-of", called(criterion.of))} <VerdictBadge of={criterion.verdict} />
      </summary>
      <ul class="thresholds">
        {criterion.thresholds.map((th, i) => (
          <li key={i}>
            <span class="verdict" data-verdict={th.verdict} aria-hidden="true">
              {marks[th.verdict as Verdict]}
            </span>
            <span class="text">{th.text}</span>
            <Bar threshold={th} />
          </li>
        ))}
      </ul>
      {!!criterion.missing?.length && <p class="missing">{t("check.missing", criterion.missing.map(label).join(", "))}</p>}
      {!!criterion.disputed?.length && <p class="missing">{t("check.disputed", criterion.disputed.map(label).join(", "))}</p>}
      {computed.length > 0 && (
        <ul class="arithmetic">
          {computed.map((f) => (
            <li key={f.name}>{f.arithmetic}</li>
          ))}
        </ul>
      )}
      <p class="expression">
        <code>{criterion.expression}</code>
      </p>
      <Claims claims={[criterion.claim, ...criterion.figures.flatMap((f) => f.claims)].filter((c, i, all) => all.findIndex((d) => d.id === c.id) === i)} name={t("check.figures-by")} />
    </details>
  );
}

/** Hatch is the pattern by which what is not met is told without its colour; bars of a page share it. */
export function Hatch() {
  return (
    <svg width="0" height="0" aria-hidden="true" class="unseen">
      <pattern id="not-met" width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <line class="hatch" x1="2" x2="2" y1="0" y2="6" />
      </pattern>
    </svg>
  );
}

/** Bar draws a figure against a limit: the bar is the figure, the upright line the limit, the shaded side that on which the comparison holds. */
function Bar({ threshold: th }: { threshold: Threshold }) {
  if (typeof th.limit !== "number") return null;
  const value = typeof th.value === "number" ? th.value : undefined;
  const most = Math.max(value ?? 0, th.limit) * 1.15 || 1;
  const at = (x: number) => `${((Math.max(x, 0) / most) * 100).toFixed(2)}%`;
  const [from, width] = th.op.startsWith(">") ? [at(th.limit), at(most - th.limit)] : ["0%", at(th.limit)];
  return (
    <svg class="bar" role="img" aria-label={th.text} data-verdict={th.verdict}>
      <rect class="track" width="100%" height="100%" />
      <rect class="side" x={from} width={width} height="100%" />
      {value !== undefined && <rect class="value" y="28%" width={at(value)} height="44%" />}
      {value !== undefined && th.verdict === "not-met" && <rect y="28%" width={at(value)} height="44%" fill="url(#not-met)" />}
      <line class="limit" x1={at(th.limit)} x2={at(th.limit)} y1="0" y2="100%" />
    </svg>
  );
}
