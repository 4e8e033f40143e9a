// Where a layout's columns and rows are drawn: lengths in pixels at a scale of 1.
import type { Edge, Layout, Node } from "./question";

export const column = 264;
export const row = 50;
export const node = { width: 196, height: 38 };

/** heading is the height of what stands above the first row. */
export const heading = 34;

/** indent is where text begins in a node, beside the mark of its kind. */
export const indent = 28;

const measured = new Map<string, string>();
let ruler: CanvasRenderingContext2D | null | undefined;

/** fitted is a text cut to the room in a node, for a font as CSS has it. */
export function fitted(text: string, font: string, room = node.width - indent - 6): string {
  const key = `${font} ${text}`;
  const known = measured.get(key);
  if (known !== undefined) return known;
  ruler ??= document.createElement("canvas").getContext("2d");
  let cut = text;
  if (ruler) {
    ruler.font = font;
    const { width } = ruler.measureText(text);
    if (width > room) {
      let letters = Math.floor((text.length * room) / width);
      while (letters > 1 && ruler.measureText(`${text.slice(0, letters)}…`).width > room) letters--;
      cut = `${text.slice(0, letters).trimEnd()}…`;
    }
  }
  measured.set(key, cut);
  return cut;
}

/** middle is the middle of the cell of a column and a row. */
export function middle(x: number, y: number): [number, number] {
  return [(x + 0.5) * column, (y + 0.5) * row + heading];
}

/** size is that of a whole drawing. */
export function size(layout: Layout): { width: number; height: number } {
  return { width: Math.max(1, layout.width) * column, height: Math.max(1, layout.height) * row + heading };
}

/** Line is the claims of one stratum between two nodes, drawn as one. */
export interface Line {
  key: string;
  edges: Edge[];
  d: string;
  box: Rectangle;
}

/** Rectangle is a part of a drawing. */
export interface Rectangle {
  left: number;
  top: number;
  right: number;
  bottom: number;
}

/** meets reports whether two parts have something in common. */
export function meets(a: Rectangle, b: Rectangle): boolean {
  return a.left <= b.right && b.left <= a.right && a.top <= b.bottom && b.top <= a.bottom;
}

/** place is the part that a node takes up. */
export function place({ x, y }: Node): Rectangle {
  const [cx, cy] = middle(x, y);
  return { left: cx - node.width / 2, top: cy - node.height / 2, right: cx + node.width / 2, bottom: cy + node.height / 2 };
}

/** around is the part within which a line between two nodes is. */
function around(a: Node, b: Node, e: Edge): Rectangle {
  const points = [[a.x, a.y], [b.x, b.y], ...(e.points ?? [])] as [number, number][];
  const [xs, ys] = [points.map(([x]) => x), points.map(([, y]) => y)];
  const [left, top] = middle(Math.min(...xs), Math.min(...ys));
  const [right, bottom] = middle(Math.max(...xs), Math.max(...ys));
  return { left: left - column / 2, top: top - row, right: right + column, bottom: bottom + row };
}

/** lines are the claims of a layout by what they join and their stratum; lines of several strata between the same two stand side by side. */
export function lines(layout: Layout): Line[] {
  const at = new Map(layout.nodes.map((n) => [n.id, n]));
  const together = new Map<string, Edge[]>();
  for (const e of layout.edges) {
    const key = `${e.from} ${e.to} ${e.stratum ?? ""}`;
    const list = together.get(key);
    if (list) list.push(e);
    else together.set(key, [e]);
  }
  const beside = new Map<string, number>();
  return [...together].flatMap(([key, edges]) => {
    const { from, to } = edges[0]!;
    const [a, b] = [at.get(from), at.get(to)];
    if (!a || !b) return [];
    const nth = beside.get(`${from} ${to}`) ?? 0;
    beside.set(`${from} ${to}`, nth + 1);
    return [{ key, edges, d: curve(a, b, edges[0]!, nth * 5), box: around(a, b, edges[0]!) }];
  });
}

/** curve leads from a node to another: level through the cells that it passes, bending in the gaps between columns; what closes a cycle leads back to the left, or out of its column and in again. */
function curve(a: Node, b: Node, e: Edge, aside: number): string {
  const half = node.width / 2;
  const [ax, ay] = middle(a.x, a.y);
  const [bx, by] = middle(b.x, b.y);
  if (a.x === b.x) {
    const out = ax + half + 56 + aside;
    return `M${ax + half},${round(ay - 6)}C${out},${round(ay - 6)} ${out},${round(by + 6)} ${bx + half + 3},${round(by + 6)}`;
  }
  if (b.x < a.x) {
    const mid = round((ax + bx) / 2);
    return `M${ax - half},${round(ay + aside)}C${mid},${round(ay + aside)} ${mid},${round(by + aside)} ${bx + half + 3},${round(by + aside)}`;
  }
  let [x, y] = [ax + half, ay + aside];
  let d = `M${round(x)},${round(y)}`;
  const bend = (tx: number, ty: number) => {
    const mid = (x + tx) / 2;
    d += `C${round(mid)},${round(y)} ${round(mid)},${round(ty)} ${round(tx)},${round(ty)}`;
    [x, y] = [tx, ty];
  };
  for (const [px, py] of (e.points ?? []) as [number, number][]) {
    const [cx, cy] = middle(px, py);
    bend(cx - half, cy + aside);
    x = cx + half;
    d += `H${round(x)}`;
  }
  bend(bx - half - 3, by + aside);
  return d;
}

function round(n: number): number {
  return Math.round(n * 10) / 10;
}

/** Band is neighbouring columns of one stratum. */
export interface Band {
  stratum: string;
  from: number;
  to: number; // the column after the last
}

/** bands are those of a layout, from left to right. */
export function bands(layout: Layout): Band[] {
  const all: Band[] = [];
  for (const { stratum = "", column } of layout.columns) {
    const last = all.at(-1);
    if (last && last.stratum === stratum) last.to = column + 1;
    else all.push({ stratum, from: column, to: column + 1 });
  }
  return all;
}

/** marks are the outlines by which kinds are told apart, in a square of 12; a kind without one has a ring. */
export const marks: Record<string, string> = {
  company: "M1,11V4L6,1L11,4V11ZM4,11V7H8V11",
  chip: "M3,3H9V9H3ZM5,1V3M7,1V3M5,9V11M7,9V11M1,5H3M1,7H3M9,5H11M9,7H11",
  government: "M1,11H11M1,4L6,1L11,4ZM3,5V10M6,5V10M9,5V10",
  decision: "M2,1H8L10,3V11H2ZM4,5H8M4,7H8M4,9H6",
  technology: "M6,1L10.5,3.5V8.5L6,11L1.5,8.5V3.5Z",
  model: "M6,1L11,6L6,11L1,6Z",
  facility: "M1,11V5L4,7V5L7,7V2H10V11Z",
  person: "M6,1A2.2,2.2 0 1 1 5.99,1ZM1.5,11C1.5,5.5 10.5,5.5 10.5,11Z",
  place: "M6,11C2,6.5 2,1 6,1S10,6.5 6,11ZM6,3.5A1,1 0 1 1 5.99,3.5Z",
  group: "M3.5,2A1.5,1.5 0 1 1 3.49,2ZM8.5,2A1.5,1.5 0 1 1 8.49,2ZM6,7A1.7,1.7 0 1 1 5.99,7Z",
};
export const ring = "M6,1.5A4.5,4.5 0 1 1 5.99,1.5Z";
