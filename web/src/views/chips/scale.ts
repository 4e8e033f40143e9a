// Logarithmic scales, their ticks, and where names go beside points.

/** Scale is a logarithmic one: from numbers to pixels. */
export interface Scale {
  from: number;
  to: number;
  at(x: number): number;
  ticks: number[];
}

/** logScale takes the numbers from least to most, with some room, to pixels. Numbers beyond its ends are put to these. */
export function logScale(numbers: number[], start: number, end: number): Scale {
  const positive = numbers.filter((n) => n > 0);
  const from = Math.min(...positive, 1e9) / 1.45;
  const to = Math.max(...positive, 1e-9) * 1.45;
  const [a, b] = positive.length ? [Math.log(from), Math.log(to)] : [0, 1];
  const at = (x: number) => start + ((Math.log(Math.min(Math.max(x, from), to)) - a) / (b - a)) * (end - start);
  return { from, to, at, ticks: positive.length ? ticksOf(from, to) : [] };
}

/** ticksOf are 1, 2 and 5 of each power of ten; of a wide range the powers alone. */
function ticksOf(from: number, to: number): number[] {
  const steps = Math.log10(to / from) > 3.2 ? [1] : [1, 2, 5];
  const all: number[] = [];
  for (let power = Math.floor(Math.log10(from)); power <= Math.log10(to); power++) {
    for (const step of steps) {
      const tick = step * 10 ** power;
      if (tick >= from && tick <= to) all.push(Number(tick.toPrecision(3)));
    }
  }
  return all;
}

/** Box is a part of the drawing in pixels. */
export interface Box {
  x: number;
  y: number;
  width: number;
  height: number;
}

/** overlap reports whether two parts of the drawing have something in common. */
export const overlap = (a: Box, b: Box) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height;

/** apart moves points that would cover each other beside one another, in rows from where they are. */
export function apart<P extends { x: number; y: number }>(points: P[], size: number, right: number): P[] {
  const placed: P[] = [];
  for (const p of points) {
    let { x } = p;
    const step = x + size * 4 > right ? -size : size;
    while (placed.some((q) => Math.abs(q.x - x) < size * 0.92 && Math.abs(q.y - p.y) < size * 0.92)) x += step;
    placed.push({ ...p, x });
  }
  return placed;
}

let pen: CanvasRenderingContext2D | null | undefined;

/** widthOf is how wide a text is, in pixels, as labels in the plot are written. */
export function widthOf(text: string, weight: 400 | 600): number {
  pen ??= document.createElement("canvas").getContext("2d");
  if (!pen) return text.length * 6.5;
  pen.font = `${weight} ${weight === 600 ? 11 : 11.5}px ${getComputedStyle(document.body).fontFamily}`;
  return pen.measureText(text).width + 3;
}

/** labelled finds a place for the name of each point that meets no point, no other name, nothing that is taken and no edge; a name without one is left out. */
export function labelled<P extends { x: number; y: number; name: string }>(points: P[], within: Box, before: Box[]): (P & { label?: { x: number; y: number } })[] {
  const taken: Box[] = [...before, ...points.map((p) => ({ x: p.x - 6, y: p.y - 6, width: 12, height: 12 }))];
  const height = 13;
  return points.map((p) => {
    const width = widthOf(p.name, 400);
    for (const [dx, dy] of places) {
      const end = dx < 0;
      const x = dx === 0 ? p.x - width / 2 : end ? p.x + dx - width : p.x + dx;
      const box = { x, y: p.y + dy - height / 2, width, height };
      const inside = box.x >= within.x && box.x + width <= within.x + within.width && box.y >= within.y && box.y + height <= within.y + within.height;
      if (inside && !taken.some((b) => overlap(b, box))) {
        taken.push(box);
        return { ...p, label: { x, y: p.y + dy + 4 } };
      }
    }
    return p;
  });
}

/** places are those of a name beside its point: to the right, the left, above and below, and further off. */
const places: [dx: number, dy: number][] = [
  [9, 0], [-9, 0], [0, -14], [0, 14], [9, -12], [9, 12], [-9, -12], [-9, 12], [9, -25], [9, 25], [-9, -25], [-9, 25],
];
