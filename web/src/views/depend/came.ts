// What came and went between the day that is shown and another one.
import { useMemo } from "preact/hooks";
import { useFetched } from "../../api/client";
import { useRoute } from "../../state/route";
import { day, t } from "../../words/words";
import { drawn, type Base, type Layout, type Node } from "./question";

/** Moved is how a graph differs from that of another day. */
export interface Moved {
  since?: string; // the other day in words, if there is one
  came: Set<string>;
  gone: Node[]; // placed in columns of what is shown
  partial?: boolean; // only a part of either day is known, and nothing is compared
}

const none: Moved = { came: new Set(), gone: [] };

/** useMoved compares an answer's layout with that of the day of the parameter was; shown is where those that went are placed. */
export function useMoved(base: Base, shown: Layout): Moved {
  const { view, params } = useRoute();
  const was = params.get("was");
  const other = was === (params.get("as_of") ?? "today") ? null : was;
  const before = useFetched<Base>(other ? drawn(view, params, { as_of: other === "today" ? undefined : other }) : undefined).answer;
  return useMemo(() => {
    if (!other || !base.layout || !before?.layout) return none;
    const since = other === "today" ? t("basis.today") : day(other);
    if (base.next || before.next) return { ...none, since, partial: true };
    const [here, there] = [base.layout, before.layout].map((l) => new Set(l.nodes.map((n) => n.id))) as [Set<string>, Set<string>];
    const drawn = new Set(shown.nodes.map((n) => n.id));
    const came = new Set([...here].filter((id) => !there.has(id)));
    const gone = before.layout.nodes.filter((n) => !here.has(n.id) && !drawn.has(n.id)).map((n) => ({ ...n, x: columnOf(shown, n) }));
    return { since, came, gone };
  }, [base, before, shown, other]);
}

/** columnOf is the last column of the stratum in which a node stood, or the one nearest to where it was. */
function columnOf(layout: Layout, n: Node): number {
  const same = layout.columns.findLast((c) => c.stratum === n.stratum);
  return same?.column ?? Math.max(0, Math.min(layout.width - 1, n.x));
}
