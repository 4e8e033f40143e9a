// Panning and zooming: the part of a drawing that is seen, as the transform of one group, and which part has to be drawn for that.
import type { RefObject } from "preact";
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import type { Rectangle } from "./geometry";

const least = 0.08;
const most = 2.5;

/** small and tiny are the scales under which less, and nothing, of what nodes say can be read. */
const small = 0.5;
const tiny = 0.4;

/** Camera is what moves the seen part. */
export interface Camera {
  pan(dx: number, dy: number): void;
  zoom(factor: number, x?: number, y?: number): void; // about a point of the window, or its middle
  fit(): void; // all of it
  open(x: number, y: number): void; // as wide as it can be read, with a point of the drawing in sight
  show(x: number, y: number, margin: number): void; // a point, by the least movement
  seen(x: number, y: number): [number, number]; // where a point of the drawing is in the window
  under(x: number, y: number): [number, number]; // which point of the drawing is at one of the window
  hold(x: number, y: number, at: [number, number]): void; // has a point of the drawing at one of the window
}

/** plain is the scale at which all is read with ease. */
const plain = 0.8;

/** Part is what of a drawing is drawn: what is in or near the window, and whether it is too far to be read. */
export interface Part {
  near: Rectangle;
  far: boolean;
}

/** useCamera moves the group in a drawing of the given size, by the pointer, two fingers and the wheel with ctrl; resized is told when the window was. */
export function useCamera(svg: RefObject<SVGSVGElement | null>, group: RefObject<SVGGElement | null>, size: { width: number; height: number }, resized: () => void): [Camera, Part] {
  const view = useRef<View>({ x: 0, y: 0, k: 1 });
  const drawing = useRef(size);
  drawing.current = size;
  const after = useRef(resized);
  after.current = resized;
  const [part, setPart] = useState<Part>({ near: { left: 0, top: 0, right: 0, bottom: 0 }, far: false });
  const camera = useMemo(() => controls(svg, group, view.current, drawing, setPart), []);
  useEffect(() => pointers(svg.current!, camera), []);
  useEffect(() => {
    const watch = new ResizeObserver(() => {
      if (!svg.current) return;
      view.current.opened?.();
      after.current();
    });
    watch.observe(svg.current!);
    return () => watch.disconnect();
  }, []);
  return [camera, part];
}

/** still is after how long without movement all is drawn sharp again, in milliseconds: while it moves, it is moved as an image. */
const still = 300;

/** View is which part is seen: by which way it got there, it is opened again when the window changes. */
interface View {
  x: number;
  y: number;
  k: number;
  opened?: () => void; // until it is moved
}

function controls(svg: RefObject<SVGSVGElement | null>, group: RefObject<SVGGElement | null>, v: View, drawing: { current: { width: number; height: number } }, draw: (part: Part) => void): Camera {
  const window = () => {
    const { clientWidth, clientHeight } = svg.current!;
    return { width: clientWidth || 1, height: clientHeight || 1 };
  };
  let rest: ReturnType<typeof setTimeout>;
  let drawn: Part | undefined;
  /** renew has what is in the window drawn, and more than half a window around it, as soon as a margin of the window is not. */
  const renew = () => {
    const [width, height] = [window().width / v.k, window().height / v.k];
    const [left, top] = [-v.x / v.k, -v.y / v.k];
    const part = (by: number): Rectangle => ({ left: left - by * width, top: top - by * height, right: left + (1 + by) * width, bottom: top + (1 + by) * height });
    const [need, all, far] = [part(0.15), drawing.current, v.k < tiny];
    const has = drawn?.near;
    const enough =
      has &&
      has.left <= Math.max(0, need.left) &&
      has.top <= Math.max(0, need.top) &&
      has.right >= Math.min(all.width, need.right) &&
      has.bottom >= Math.min(all.height, need.bottom) &&
      has.right - has.left < 6 * width; // it is far more than what is needed when the drawing was come closer to
    if (enough && drawn!.far === far) return;
    drawn = { near: part(0.6), far };
    draw(drawn);
  };
  const put = () => {
    if (!svg.current || !group.current) return;
    const { x, y, k } = v;
    group.current.style.transform = `translate(${x.toFixed(2)}px,${y.toFixed(2)}px) scale(${k.toFixed(4)})`;
    const headings = svg.current.querySelector<SVGGElement>(":scope > .headings");
    if (headings) headings.style.transform = `translate(${x.toFixed(2)}px,${Math.max(0, y).toFixed(2)}px) scale(${k.toFixed(4)})`;
    renew();
    svg.current.classList.add("moving");
    clearTimeout(rest);
    rest = setTimeout(() => svg.current?.classList.remove("moving"), still);
    const read = k < tiny ? "tiny" : k < small ? "small" : "whole";
    if (svg.current.dataset.read !== read) svg.current.dataset.read = read;
  };
  const bounded = (k: number) => Math.min(most, Math.max(least, k));
  return {
    pan(dx, dy) {
      v.opened = undefined;
      v.x += dx;
      v.y += dy;
      put();
    },
    zoom(factor, x = window().width / 2, y = window().height / 2) {
      v.opened = undefined;
      const k = bounded(v.k * factor);
      v.x = x - ((x - v.x) * k) / v.k;
      v.y = y - ((y - v.y) * k) / v.k;
      v.k = k;
      put();
    },
    fit() {
      v.opened = () => this.fit();
      const { width, height } = window();
      const all = drawing.current;
      v.k = bounded(Math.min(1.2, (width - 16) / all.width, (height - 16) / all.height));
      v.x = (width - all.width * v.k) / 2;
      v.y = (height - all.height * v.k) / 2;
      put();
    },
    open(x, y) {
      v.opened = () => this.open(x, y);
      const { width, height } = window();
      const all = drawing.current;
      v.k = bounded(Math.min(1.1, Math.max(Math.min(plain, Math.max(0.66, (width - 16) / all.width)), Math.min((width - 16) / all.width, (height - 16) / all.height))));
      const start = (seen: number, whole: number, point: number) => (whole <= seen ? (seen - whole) / 2 : Math.min(8, Math.max(seen - whole - 8, seen / 2 - point)));
      v.x = start(width, all.width * v.k, x * v.k);
      v.y = start(height, all.height * v.k, y * v.k);
      put();
    },
    show(x, y, margin) {
      const { width, height } = window();
      const [sx, sy] = [v.x + x * v.k, v.y + y * v.k];
      const by = (at: number, seen: number) => Math.max(0, margin - at) - Math.max(0, at - (seen - margin));
      const [dx, dy] = [by(sx, width), by(sy, height)];
      if (dx || dy) this.pan(dx, dy);
    },
    seen: (x, y) => [v.x + x * v.k, v.y + y * v.k],
    under: (x, y) => [(x - v.x) / v.k, (y - v.y) / v.k],
    hold(x, y, [sx, sy]) {
      v.x = sx - x * v.k;
      v.y = sy - y * v.k;
      put();
    },
  };
}

/** dragged is how far a pointer goes before it is no click. */
const dragged = 4;

function pointers(svg: SVGSVGElement, camera: Camera): () => void {
  const down = new Map<number, { x: number; y: number }>();
  let moved = false;
  const stop = new AbortController();
  const on = <K extends keyof SVGElementEventMap>(name: K, heard: (e: SVGElementEventMap[K]) => void, passive = true) =>
    svg.addEventListener(name, heard as EventListener, { signal: stop.signal, passive });
  on("pointerdown", (e) => {
    if (e.button !== 0) return;
    if (!down.size) moved = false;
    down.set(e.pointerId, { x: e.clientX, y: e.clientY });
  });
  on("pointermove", (e) => {
    const before = down.get(e.pointerId);
    if (!before) return;
    const [dx, dy] = [e.clientX - before.x, e.clientY - before.y];
    if (!moved && Math.hypot(dx, dy) < dragged) return;
    if (!moved) svg.setPointerCapture(e.pointerId);
    moved = true;
    const other = [...down].find(([id]) => id !== e.pointerId)?.[1];
    down.set(e.pointerId, { x: e.clientX, y: e.clientY });
    if (!other) return camera.pan(dx, dy);
    const box = svg.getBoundingClientRect();
    const far = (p: { x: number; y: number }) => Math.max(1, Math.hypot(p.x - other.x, p.y - other.y));
    camera.zoom(far({ x: e.clientX, y: e.clientY }) / far(before), (e.clientX + other.x) / 2 - box.left, (e.clientY + other.y) / 2 - box.top);
    camera.pan(dx / 2, dy / 2);
  });
  for (const name of ["pointerup", "pointercancel"] as const) on(name, (e) => void down.delete(e.pointerId));
  svg.addEventListener("click", (e) => moved && (e.stopPropagation(), (moved = false)), { signal: stop.signal, capture: true });
  on(
    "wheel",
    (e) => {
      if (!e.ctrlKey && !e.metaKey) return;
      e.preventDefault();
      const box = svg.getBoundingClientRect();
      camera.zoom(Math.exp(-e.deltaY * (e.deltaMode ? 0.05 : 0.0025)), e.clientX - box.left, e.clientY - box.top);
    },
    false,
  );
  return () => stop.abort();
}
