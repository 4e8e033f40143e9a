import { t } from "../../words/words";
import { change } from "../../state/route";
import { Confidence } from "../../parts/entity";
import type { Edge } from "./question";

/** Said lists claims as sentences; each leads to its line in the graph. */
export function Said({ claims, onClose }: { entity?: string; claims: Edge[]; onClose(): void }) {
  return (
    <section class="said" aria-label={t("depend.claims")}>
      <h2>
        {t("depend.claims")} <span class="count">{claims.length}</span>
        <button type="button" class="quiet" onClick={onClose} aria-label={t("depend.unchoose")}>
          ×
        </button>
      </h2>
      <ul>
        {claims.map((e) => (
          <li key={e.claim}>
            <button type="button" class="plain" onClick={() => change({ edge: e.claim, at: undefined })}>
              {e.sentence}
            </button>{" "}
            <Confidence of={e.confidence} />
          </li>
        ))}
      </ul>
    </section>
  );
}
