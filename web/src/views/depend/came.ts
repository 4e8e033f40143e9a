// What differs between the day that is shown and another one, earlier or later.
import { useMemo } from "preact/hooks";
import { useFetched } from "../../api/client";
import { useRoute } from "../../state/route";
import { day, t } from "../../words/words";
import { drawn, type Base, type Layout, type Node } from "./question";

/** Moved is how a graph differs from that of another day. */
export interface Moved {
  since?: string; // the other day in words, if there is one
  back: boolean; // the other day is later than the one that is shown
  came: Set<string>; // what is shown and was not there on the other day: it is new, or has gone by then
  gone: Node[]; // what was there on the other day and is not shown: it is no longer, or not yet; placed in columns of what is shown
  partial?: boolean; // only a part of either day is known, and nothing is compared
}

const none: Moved = { back: false, came: new Set(), gone: [] };

/** useMoved compares an answer's layout with that of the day of the parameter was; shown is where what is not there is placed. */
export function useMoved(base: Base, shown: Layout): Moved {
  const { view, params } = useRoute();
  const was = params.get("was");
  const other = was === (params.get("as_of") ?? "today") ? null : was;
  const before = useFetched<Base>(other ? drawn(view, params, { as_of: other === "today" ? undefined : other }) : undefined).answer;
  return useMemo(() => {
    if (!other || !base.layout || !before?.layout) return none;
    const since = other === "today" ? t("depend.to-today") : t(other.length === 10 ? "depend.to-day" : "depend.to-month", day(other));
    const back = before.as_of > base.as_of;
    if (base.next || before.next) return { ...none, since, back, partial: true };
    const [here, there] = [base.layout, before.layout].map((l) => new Set(l.nodes.map((n) => n.id))) as [Set<string>, Set<string>];
    const drawn = new Set(shown.nodes.map((n) => n.id));
    const came = new Set([...here].filter((id) => !there.has(id)));
    const gone = before.layout.nodes.filter((n) => !here.has(n.id) && !drawn.has(n.id)).map((n) => ({ ...n, x: columnOf(shown, n) }));
    return { since, back, came, gone };
  }, [base, before, shown, other]);
}

/** columnOf is the last column of the stratum in which a node stood, or the one nearest to where it was. */
function columnOf(layout: Layout, n: Node): number {
  const same = layout.columns.findLast((c) => c.stratum === n.stratum);
  return same?.column ?? Math.max(0, Math.min(layout.width - 1, n.x));
}
