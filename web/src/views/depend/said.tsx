import { change } from "../../state/route";
import { t } from "../../words/words";
import { Confidence } from "../../parts/entity";
import type { Edge } from "./question";

/** Said lists the claims of the graph that join a node, as sentences; each chooses its line. */
export function Said({ claims }: { claims: Edge[] }) {
  return (
    <details class="said-here">
      <summary>{t("depend.here", claims.length)}</summary>
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
    </details>
  );
}
