// Where the focus goes when what had it goes: never out of the view.
import type { RefObject } from "preact";
import { useEffect } from "preact/hooks";

/** focusGraph has the focus on a node of the graph, or on the graph. */
export function focusGraph(id?: string) {
  const node = id === undefined ? null : document.querySelector<SVGElement>(`[data-node="${CSS.escape(id)}"]`);
  (node ?? document.querySelector<SVGElement>("svg.graph"))?.focus({ preventScroll: true });
}

/** focusLine has the focus on the line of time. */
export function focusLine() {
  document.querySelector<HTMLElement>(".depend .rail")?.focus({ preventScroll: true });
}

const focusable = "button:not(:disabled), a[href], summary, input, select";

/** useKeptFocus hands the focus on when what had it is taken away: to what is first in the part that it was in, else to the graph. */
export function useKeptFocus(root: RefObject<HTMLElement | null>) {
  useEffect(() => {
    const element = root.current!;
    let had: Element[] = []; // what had the focus last, and the parts that it was in
    const focused = ({ target }: FocusEvent) => {
      had = [];
      for (let at = target as Element | null; at && at !== element; at = at.parentElement) had.push(at);
    };
    const check = () => {
      if (!had.length || had[0]!.isConnected || document.activeElement !== document.body) return;
      const part = had.find((e) => e.isConnected && e.matches(".acts, .removed, .struck, aside, .filters, .tools, .time, .facet"));
      had = [];
      const next = part?.querySelector<HTMLElement>(focusable);
      if (next) next.focus({ preventScroll: true });
      else focusGraph();
    };
    const watch = new MutationObserver(check);
    element.addEventListener("focusin", focused);
    watch.observe(element, { childList: true, subtree: true });
    return () => {
      element.removeEventListener("focusin", focused);
      watch.disconnect();
    };
  }, []);
}
