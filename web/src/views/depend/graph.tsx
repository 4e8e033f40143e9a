// The graph as it is drawn: bands of strata with headings, nodes, and claims as curves that lead to the right.
import { called } from "../../parts/entity";
import { memo } from "preact/compat";
import { useId, useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import { label, useOntology } from "../../state/ontology";
import { t } from "../../words/words";
import { useCamera, type Camera, type Part } from "./camera";
import { bands, column, fitted, heading, indent, lines, marks, meets, middle, node as box, place, ring, row, size, type Line } from "./geometry";
import type { Edge, Layout, Node } from "./question";
import { cameMark, fate, stratum, type Came, type Fate } from "./terms";

/** Shape is what a drawing shows, and how. */
export interface Shape {
  layout: Layout;
  name: string; // of the whole
  description: string;
  about: string; // the id of what is shown at first
  chosen?: string; // the id of a node
  edge?: string; // the key of a line
  lit?: { nodes: Set<string>; has(e: Edge): boolean }; // the rest is dimmed
  fates: Map<string, Fate>;
  came: Set<string>;
  gone: Node[]; // drawn as ghosts below their stratum
  back: boolean; // came and gone are compared with a later day
  added: Set<string>; // claims that were revealed or expanded
  whole: boolean; // also what is not in the window is drawn, however much that is
  onNode(id: string | undefined): void;
  onLine(line: Line): void;
  onTable(): void;
}

/** Drawing draws a graph. Nodes are reached by the arrow keys: left and right along claims, up and down within a column. */
export function Drawing(shape: Shape) {
  const { layout, chosen, lit, about } = shape;
  const id = useId();
  const svg = useRef<SVGSVGElement>(null);
  const group = useRef<SVGGElement>(null);
  const whole = useMemo(() => size(layout), [layout]);
  const ghosts = Math.max(0, ...layout.columns.map(({ column }) => shape.gone.filter((n) => n.x === column).length));
  const extent = { width: whole.width, height: whole.height + ghosts * row };
  const reveal = (n: Node | undefined) => n && camera.show(...middle(n.x, n.y), 100);
  const [camera, part] = useCamera(svg, group, extent, () => reveal(at.get(chosen ?? "")));
  const drawn = useMemo(() => lines(layout), [layout]);
  const [focus, setFocus] = useState<string>();
  const worded = useOntology() !== undefined;
  const at = useMemo(() => new Map(layout.nodes.map((n) => [n.id, n])), [layout]);
  const seen = useSeen(shape, drawn, part, [chosen, focus, about]);
  const reach = [chosen, focus, about, layout.nodes[0]?.id].find((n) => n !== undefined && at.has(n));
  usePlace(camera, layout, at, chosen ?? focus, about);
  useLayoutEffect(() => void reveal(at.get(chosen ?? "")), [chosen]);

  const wanted = useRef<string>(undefined); // the node to which the focus goes as soon as it is drawn
  const give = () => {
    const node = wanted.current === undefined ? null : svg.current?.querySelector<SVGGElement>(`[data-node="${CSS.escape(wanted.current)}"]`);
    if (!node) return;
    wanted.current = undefined;
    node.focus({ preventScroll: true });
  };
  useLayoutEffect(give);
  const move = (to: Node | undefined) => {
    if (!to) return;
    setFocus(to.id);
    reveal(to);
    wanted.current = to.id;
    give();
  };
  const key = (e: KeyboardEvent) => {
    if (e.ctrlKey || e.metaKey || e.altKey) return;
    const on = (e.target as Element).closest<SVGGElement>("[data-node]")?.dataset.node;
    const here = on === undefined ? undefined : at.get(on);
    const step = steps[e.key];
    if (step && here) move(e.shiftKey ? undefined : neighbour(layout, drawn, at, here, step));
    if (step && (!here || e.shiftKey)) camera.pan(-step[0] * 60, -step[1] * 60);
    else if (e.key === "Enter" || e.key === " ") here && shape.onNode(here.id === chosen ? undefined : here.id);
    else if (e.key === "+" || e.key === "=") camera.zoom(1.25);
    else if (e.key === "-") camera.zoom(0.8);
    else if (e.key === "0") camera.fit();
    else if (e.key === "Home") move(at.get(about));
    else if (e.key.toLowerCase() === "t") shape.onTable();
    else if (!step) return;
    e.preventDefault();
  };
  const click = (e: MouseEvent) => {
    const hit = found(e);
    const window = svg.current!.getBoundingClientRect();
    const [x, y] = camera.under(e.clientX - window.left, e.clientY - window.top);
    const speck = seen.specks.find((n) => meets(place(n), { left: x, right: x, top: y, bottom: y }));
    if (hit?.dataset.node) shape.onNode(hit.dataset.node === chosen ? undefined : hit.dataset.node);
    else if (speck) shape.onNode(speck.id);
    else if (hit?.dataset.line) shape.onLine(drawn.find((l) => l.key === hit.dataset.line)!);
    else if (chosen || shape.edge) shape.onNode(undefined);
  };
  return (
    <div class="drawing">
      <div class="zoom" role="group" aria-label={t("depend.zoom")}>
        <button type="button" class="quiet" aria-label={t("depend.zoom-in")} title={t("depend.zoom-in")} onClick={() => camera.zoom(1.25)}>+</button>
        <button type="button" class="quiet" aria-label={t("depend.zoom-out")} title={t("depend.zoom-out")} onClick={() => camera.zoom(0.8)}>−</button>
        <button type="button" class="quiet" onClick={() => camera.fit()}>{t("depend.fit")}</button>
      </div>
      <p class="unseen" id={`${id}-about`}>
        {shape.description}
      </p>
      {/* Arrow keys are the graph's own, as in a grid; the table beside it says the same to who would rather read. */}
      <svg
        ref={svg}
        class="graph"
        style={{ "--tall": `${extent.height + 2 * row}px` }}
        role="application"
        aria-label={shape.name}
        aria-describedby={`${id}-about`}
        tabindex={0}
        onKeyDown={key}
        onClick={click}
        onFocusIn={(e) => setFocus((e.target as Element).closest<SVGGElement>("[data-node]")?.dataset.node ?? focus)}
      >
        <Patterns />
        <g ref={group}>
          <Bands layout={layout} height={extent.height} />
          <g class="lines">
            {seen.far
              ? sheaves(seen.lines, lit).map(({ key, stratum, dim, d }) => <path key={key} class={dim ? "dim" : undefined} data-stratum={stratum} d={d} />)
              : seen.lines.map((l) => (
                  <Path
                    key={l.key}
                    line={l}
                    dim={!!lit && !l.edges.some((e) => lit.has(e))}
                    on={shape.edge === l.key}
                    added={l.edges.every((e) => shape.added.has(e.claim))}
                  />
                ))}
          </g>
          {[false, true].map((dim) => (
            <path key={dim} class={dim ? "specks dim" : "specks"} d={outline(seen.specks.filter((n) => dim === (!!lit && !lit.nodes.has(n.id))))} />
          ))}
          {seen.nodes.map((n) => (
            <Box
              key={n.id}
              node={n}
              dim={!!lit && !lit.nodes.has(n.id)}
              chosen={n.id === chosen}
              subject={n.id === about}
              reach={n.id === reach}
              fate={shape.fates.get(n.id)}
              came={shape.came.has(n.id) ? (shape.back ? "later" : "new") : undefined}
              worded={worded}
              far={seen.far && n.id !== chosen && n.id !== focus}
            />
          ))}
          <Ghosts gone={shape.gone} mark={t(shape.back ? "depend.not-yet-mark" : "depend.gone-mark")} height={whole.height} />
        </g>
        <Headings layout={layout} />
      </svg>
    </div>
  );
}

/** few is how many nodes and lines are all drawn wherever the camera is. */
const few = 300;

/** useSeen is what is drawn of a large graph: what is in or near the window, and the nodes kept, which keyboards reach. From afar, nodes of which nothing is told are specks. */
function useSeen({ layout, whole, fates, came }: Shape, drawn: Line[], { near, far }: Part, kept: (string | undefined)[]) {
  const all = whole || layout.nodes.length + drawn.length <= few;
  return useMemo(() => {
    if (all) return { nodes: layout.nodes, lines: drawn, far: false, specks: [] };
    const seen = layout.nodes.filter((n) => kept.includes(n.id) || meets(place(n), near));
    const told = (n: Node) => !far || kept.includes(n.id) || fates.has(n.id) || came.has(n.id);
    return { nodes: seen.filter(told), lines: drawn.filter((l) => meets(l.box, near)), far, specks: seen.filter((n) => !told(n)) };
  }, [layout, drawn, all, near, far, fates, came, ...kept]);
}

/** outline is that of nodes that are too far to be read, as one path. */
function outline(nodes: Node[]): string {
  return nodes.map(place).map((p) => `M${p.left},${p.top}H${p.right}V${p.bottom}H${p.left}Z`).join("");
}

/** sheaves are lines that are too far to be told apart, as one path for each stratum; those that are dimmed apart, below the others. */
function sheaves(seen: Line[], lit: Shape["lit"]) {
  const all = new Map<string, { key: string; stratum: string; dim: boolean; d: string }>();
  for (const { edges, d } of seen) {
    const dim = !!lit && !edges.some((e) => lit.has(e));
    const s = edges[0]!.stratum || "other";
    const key = `${s} ${dim}`;
    const sheaf = all.get(key);
    if (sheaf) sheaf.d += d;
    else all.set(key, { key, stratum: s, dim, d });
  }
  return [...all.values()].sort((a, b) => Number(b.dim) - Number(a.dim));
}

const steps: Record<string, [number, number]> = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/** neighbour is the node to which a step leads: up and down in the column, left and right along a claim to the one nearest in height. */
function neighbour(layout: Layout, drawn: Line[], at: Map<string, Node>, here: Node, [dx, dy]: [number, number]): Node | undefined {
  let can: Node[];
  if (dy) {
    can = layout.nodes.filter((n) => n.x === here.x && (n.y - here.y) * dy > 0);
  } else {
    const ends = drawn.flatMap(({ edges: [e] }) => (dx > 0 && e!.from === here.id ? [e!.to] : dx < 0 && e!.to === here.id ? [e!.from] : []));
    can = ends.flatMap((id) => (id !== here.id && at.has(id) ? [at.get(id)!] : []));
  }
  return can.toSorted((a, b) => Math.abs(a.y - here.y) - Math.abs(b.y - here.y) || Math.abs(a.x - here.x) - Math.abs(b.x - here.x))[0];
}

/** usePlace opens a new drawing at what it is about, and keeps what is chosen where it is when more is drawn around it. */
function usePlace(camera: Camera, layout: Layout, at: Map<string, Node>, chosen: string | undefined, about: string) {
  const before = useRef<{ about: string; at: Map<string, Node> }>(undefined);
  useLayoutEffect(() => {
    const was = before.current;
    const anchor = [chosen, about].find((n) => n !== undefined && was?.at.has(n) && at.has(n));
    if (was?.about === about && anchor) {
      const [from, to] = [was.at.get(anchor)!, at.get(anchor)!];
      camera.hold(...middle(to.x, to.y), camera.seen(...middle(from.x, from.y)));
    } else {
      const n = at.get(about) ?? layout.nodes[0];
      if (n) camera.open(...middle(n.x, n.y));
    }
    before.current = { about, at };
  }, [layout]);
}

/** found is the node or line at the pointer, or a line close to it. */
function found(e: MouseEvent): SVGElement | undefined {
  const on = (e.target as Element).closest<SVGElement>("[data-node], [data-line]");
  if (on || !e.detail) return on ?? undefined;
  for (const off of [3, -3, 6, -6]) {
    for (const [x, y] of [[0, off], [off, 0]] as const) {
      const near = document.elementFromPoint(e.clientX + x, e.clientY + y)?.closest<SVGElement>("[data-line]");
      if (near) return near;
    }
  }
  return undefined;
}

/** Patterns are what marks the fates of nodes besides words, and the heads of lines. */
function Patterns() {
  return (
    <defs>
      {["use", "production", "ownership", "regulation", "place", "other"].map((s) => (
        <marker key={s} id={`head-${s}`} viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" markerUnits="userSpaceOnUse" orient="auto">
          <path d="M0,0.5L8,4L0,7.5Z" data-stratum={s} class="head" />
        </marker>
      ))}
      <pattern id="fate-lost" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)"><path d="M0,0V7" class="hatch" data-fate="lost" /></pattern>
      <pattern id="fate-struck" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0,0L7,7M7,0L0,7" class="hatch" data-fate="struck" /></pattern>
      <pattern id="fate-degraded" width="6" height="6" patternUnits="userSpaceOnUse"><circle cx="3" cy="3" r="1" class="dot" data-fate="degraded" /></pattern>
      <pattern id="fate-impaired" width="7" height="7" patternUnits="userSpaceOnUse"><path d="M0,3H7" class="hatch" data-fate="impaired" /></pattern>
    </defs>
  );
}

function Bands({ layout, height }: { layout: Layout; height: number }) {
  return (
    <g class="bands">
      {bands(layout).map((b, i) => (
        <rect key={b.from} x={b.from * column + 3} y="0" width={(b.to - b.from) * column - 6} height={height} rx="8" class={i % 2 ? "odd" : "even"} />
      ))}
    </g>
  );
}

/** Headings are the names of the bands, which stay in sight: the camera moves them to the side only. */
function Headings({ layout }: { layout: Layout }) {
  return (
    <g class="headings">
      {bands(layout).map((b) => (
        <g key={b.from} data-stratum={b.stratum || "other"}>
          <rect x={b.from * column + 3} y="0" width={(b.to - b.from) * column - 6} height={heading - 6} rx="8" />
          <text x={b.from * column + 16} y={heading - 14}>
            {stratum(b.stratum)}
          </text>
        </g>
      ))}
    </g>
  );
}

const doubtful = new Set(["estimated", "disputed"]);

const Path = memo(function Path({ line, dim, on, added }: { line: Line; dim: boolean; on: boolean; added: boolean }) {
  const { edges } = line;
  const s = edges[0]!.stratum || "other";
  const sure = edges.every((e) => doubtful.has(e.confidence)) ? "doubtful" : edges.every((e) => e.undated) ? "undated" : undefined;
  const state = [dim && "dim", on && "on", added && "added"].filter(Boolean).join(" ");
  return (
    <path d={line.d} class={state || undefined} data-line={line.key} data-stratum={s} data-sure={sure} stroke-width={1.3 + Math.min(edges.length - 1, 4) * 0.6} marker-end={dim ? undefined : `url(#head-${known(s)})`}>
      <title>{edges.map((e) => e.sentence).join("\n")}</title>
    </path>
  );
});

function known(s: string) {
  return ["use", "production", "ownership", "regulation", "place"].includes(s) ? s : "other";
}

const family = 'system-ui, -apple-system, "Segoe UI", "Noto Sans", "Noto Sans CJK SC", sans-serif'; // as style.css has it
const nameFont = `13px ${family}`;
const boldFont = `650 13px ${family}`;
const belowFont = `10.5px ${family}`;

interface BoxProps {
  node: Node;
  dim: boolean;
  chosen: boolean;
  subject: boolean;
  reach: boolean;
  fate?: Fate;
  came?: Came;
  worded: boolean; // the words for kinds have come: it is drawn again then
  far: boolean; // it is too far to be read
}

const Box = memo(function Box({ node: n, dim, chosen, subject, reach, fate: f, came, far }: BoxProps) {
  const [cx, cy] = middle(n.x, n.y);
  const below = [label(n.kind), n.country !== n.id ? n.country_name : ""].filter(Boolean).join(" · ");
  const said = f ? fate(f) : came ? cameMark(came) : "";
  const name = `${called(n)}, ${below}${said ? `, ${said}` : ""}; ${t("depend.degrees", n.dependents, n.dependencies)}`;
  const state = ["node", dim && "dim", chosen && "chosen", subject && "subject", came && "came"].filter(Boolean).join(" ");
  return (
    <g class={state} data-node={n.id} data-fate={f} transform={`translate(${cx - box.width / 2} ${cy - box.height / 2})`} role="button" aria-pressed={chosen} tabindex={reach ? 0 : -1}>
      <title>{name}</title>
      <rect width={box.width} height={box.height} rx="6" />
      {f && <rect width={box.width} height={box.height} rx="6" class="fate" fill={`url(#fate-${f})`} />}
      {!far && (
        <>
          <path class="mark" d={marks[n.kind] ?? ring} transform="translate(9 13)" />
          <text x={indent} y="16" aria-hidden="true">{fitted(called(n), subject ? boldFont : nameFont)}</text>
          <text x={indent} y="30" class="below" aria-hidden="true">{fitted(said ? `${said} · ${below}` : below, belowFont)}</text>
        </>
      )}
    </g>
  );
});

/** Ghosts are the nodes that were shown on the other day, below the columns in which they stood. */
function Ghosts({ gone, mark, height }: { gone: Node[]; mark: string; height: number }) {
  const rows = new Map<number, number>();
  return (
    <g class="ghosts">
      {gone.map((n) => {
        const nth = rows.get(n.x) ?? 0;
        rows.set(n.x, nth + 1);
        const [cx] = middle(n.x, 0);
        return (
          <g key={n.id} class="ghost" transform={`translate(${cx - box.width / 2} ${height + nth * row + (row - box.height) / 2})`}>
            <title>{called(n)}</title>
            <rect width={box.width} height={box.height} rx="6" />
            <text x="10" y="16">{fitted(called(n), nameFont)}</text>
            <text x="10" y="30" class="below">{mark}</text>
          </g>
        );
      })}
    </g>
  );
}
