// The plot of chips against lines: points by two figures, and the regions in which criteria are met, as far as these figures say.
import { useEffect, useRef, useState } from "preact/hooks";
import type { Schemas } from "../../api/client";
import { called } from "../../parts/entity";
import { label } from "../../state/ontology";
import { number, t } from "../../words/words";
import { apart, labelled, logScale, overlap, widthOf, type Box, type Scale } from "./scale";

type Lines = Schemas["Lines"];
export type Line = Schemas["LineView"];
/** Numbered is a line with the number that it has in the plot and in the list. */
export type Numbered = Line & { number: number };
export type Chip = Schemas["LinedItem"];
type Way = Line["any_of"][number];

/** figureOf is a figure of a chip, if it is known. */
export function figureOf(chip: Chip, name: string) {
  return chip.figures.find((f) => f.name === name);
}

/** restricts reports whether a line is one of decisions that restrict exports. */
export function restricts(line: Line): boolean {
  return line.outcome !== "none-known";
}

/** numbered are lines with their numbers: those that restrict first. */
export function numbered(lines: Line[]): Numbered[] {
  return [...lines.filter(restricts), ...lines.filter((l) => !restricts(l))].map((line, i) => ({ ...line, number: i + 1 }));
}

/** isDrawn reports whether a way to meet a criterion is bounded by one of the figures, so that it can be drawn. */
export function isDrawn(way: Way, axes: [string, string]): boolean {
  return way.some((b) => axes.includes(b.name) && typeof b.limit === "number");
}

/** isUnsure reports whether a figure is an estimate, or one that sources dispute. */
function isUnsure(confidence: string | undefined): boolean {
  return confidence === "estimated" || confidence === "disputed";
}

interface PlotProps {
  lines: Lines;
  axes: [x: string, y: string];
  chosen: string; // the id of a chip, or empty
  shown(chip: string | undefined): void; // a chip is pointed at, or none is any more
  choose(chip: string): void;
}

/** Plot draws chips and lines. One point is reached by the tabulator, the others from it by the arrows, in order of the first figure. */
export function Plot({ lines, axes, chosen, shown, choose }: PlotProps) {
  const { holder, width } = useWidth();
  const height = Math.round(Math.min(600, Math.max(380, width * 0.56)));
  const narrow = width < 560;
  const frame: Box = { x: narrow ? 38 : 56, y: 10, width: width - (narrow ? 56 : 84), height: height - 56 };
  const chips = lines.results.filter((c) => axes.every((a) => (figureOf(c, a)?.value ?? 0) > 0));
  const drawn = numbered(lines.lines).filter(restricts);
  const x = scaleOf(axes[0], chips, drawn, frame.x, frame.x + frame.width);
  const y = scaleOf(axes[1], chips, drawn, frame.y + frame.height, frame.y);
  const maker = lines.maker && called(lines.maker);
  const points = chips.map((chip) => ({ chip, x: x.at(figureOf(chip, axes[0])!.value), y: y.at(figureOf(chip, axes[1])!.value), name: shortName(called(chip.item), maker) }));
  points.sort((a, b) => a.x - b.x || b.y - a.y || a.name.localeCompare(b.name));
  const beside = apart(points, 12, frame.x + frame.width);
  const regions = regionsOf(drawn, axes, x, y, frame, beside.map((p) => ({ x: p.x - 7, y: p.y - 7, width: 14, height: 14 })));
  const placed = labelled(beside, frame, regions.map((r) => r.label));
  const at = Math.max(0, placed.findIndex((p) => p.chip.item.id === chosen));
  const step = (event: KeyboardEvent) => {
    const by = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[event.key];
    if (!by) return;
    event.preventDefault();
    const all = [...(event.currentTarget as SVGElement).querySelectorAll<SVGGElement>(".point")];
    const from = all.indexOf(document.activeElement as unknown as SVGGElement);
    all[(from + by + all.length) % all.length]?.focus();
  };
  return (
    <div class="plot" ref={holder}>
      {width > 0 && (
        <svg id="chips-plot" width={width} height={height} role="group" aria-label={t("chips.plot", label(axes[0]), label(axes[1]))} onKeyDown={step}>
          <pattern id="conditional" width="7" height="7" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
            <line class="conditional" x1="3" x2="3" y1="0" y2="7" />
          </pattern>
          <Frame x={x} y={y} axes={axes} frame={frame} narrow={narrow} />
          <Regions regions={regions} />
          {placed.map((p, i) => (
            <Point key={p.chip.item.id} point={p} axes={axes} reached={i === at} chosen={p.chip.item.id === chosen} shown={shown} choose={choose} />
          ))}
        </svg>
      )}
    </div>
  );
}

/** useWidth is the width that there is to draw in. */
function useWidth() {
  const holder = useRef<HTMLDivElement>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(holder.current!);
    return () => observer.disconnect();
  }, []);
  return { holder, width };
}

/** scaleOf takes in the figures of all chips, and the limits of lines. */
function scaleOf(axis: string, chips: Chip[], lines: Line[], start: number, end: number): Scale {
  const limits = lines.flatMap((l) => l.any_of.flat()).filter((b) => b.name === axis && typeof b.limit === "number");
  return logScale([...chips.map((c) => figureOf(c, axis)!.value), ...limits.map((b) => b.limit as number)], start, end);
}

/** shortName is a name without that of the maker, where all are of one. */
function shortName(name: string, maker: string | undefined): string {
  return maker && name.startsWith(`${maker} `) ? name.slice(maker.length + 1) : name;
}

function Frame({ x, y, axes, frame, narrow }: { x: Scale; y: Scale; axes: [string, string]; frame: Box; narrow: boolean }) {
  const ticks = narrow ? x.ticks.filter((tick) => /^[15]/.test(String(tick))) : x.ticks;
  return (
    <g class="frame" aria-hidden="true">
      <rect {...frame} />
      {ticks.map((tick) => (
        <g key={tick}>
          <line x1={x.at(tick)} x2={x.at(tick)} y1={frame.y} y2={frame.y + frame.height} />
          <text x={x.at(tick)} y={frame.y + frame.height + 16} text-anchor="middle">
            {number(tick)}
          </text>
        </g>
      ))}
      {y.ticks.map((tick) => (
        <g key={tick}>
          <line x1={frame.x} x2={frame.x + frame.width} y1={y.at(tick)} y2={y.at(tick)} />
          <text x={frame.x - 6} y={y.at(tick) + 4} text-anchor="end">
            {number(tick)}
          </text>
        </g>
      ))}
      <text class="axis" x={frame.x + frame.width} y={frame.y + frame.height + 36} text-anchor="end">
        {label(axes[0])} →
      </text>
      <text class="axis" x={frame.x + 6} y={frame.y + 15}>
        ↑ {label(axes[1])}
      </text>
    </g>
  );
}

/** Region is where a way to meet a criterion is met by the two figures, and what is written in it. */
interface Region {
  box: Box;
  said: string; // all that is asked
  name: string;
  conditional: boolean; // something else is asked too
  label: Box;
}

/** regionsOf are those of lines; their names stand at the foot of each, above points and other names that are there. */
function regionsOf(lines: Numbered[], axes: [string, string], x: Scale, y: Scale, frame: Box, points: Box[]): Region[] {
  const taken = [...points];
  return lines.flatMap((line) =>
    line.any_of
      .filter((way) => isDrawn(way, axes))
      .map((way) => {
        const other = way.filter((b) => !axes.includes(b.name)).map((b) => b.text);
        const box = boxOf(way, axes, x, y, frame);
        const name = nameIn(line, other, frame.x + frame.width - box.x - 8);
        const label = { x: box.x + 5, y: box.y + box.height - 17, width: widthOf(name, 600), height: 13 };
        while (label.y > box.y && taken.some((b) => overlap(b, label))) label.y -= 6;
        taken.push(label);
        return { box, said: `${called(line.of)}: ${way.map((b) => b.text).join(", ")}`, name, conditional: other.length > 0, label };
      }),
  );
}

/** widestName bounds what is written in a region, in pixels. */
const widestName = 400;

/** nameIn is what is written in a region: the number by which the list has the line, its name, and what else is asked, as far as there is room. */
function nameIn(line: Numbered, other: string[], room: number): string {
  const all = [other.length > 0 && `${line.number} ${called(line.of)} ${t("chips.if", other.join(", "))}`, `${line.number} ${called(line.of)}${other.length ? " …" : ""}`];
  return all.find((text) => text && widthOf(text, 600) <= Math.min(room, widestName)) || `${line.number}`;
}

/** Regions draws them: dashed and hatched where something else is asked too. */
function Regions({ regions }: { regions: Region[] }) {
  return (
    <g class="regions">
      {regions.map((r, i) => (
        <rect key={i} {...r.box} data-conditional={r.conditional} fill={r.conditional ? "url(#conditional)" : undefined}>
          <title>{r.said}</title>
        </rect>
      ))}
      {regions.map((r, i) => (
        <text key={i} aria-hidden="true" x={r.label.x} y={r.label.y + 11}>
          {r.name}
        </text>
      ))}
    </g>
  );
}

/** boxOf is where a way to meet a criterion is met by the two figures. */
function boxOf(way: Way, axes: [string, string], x: Scale, y: Scale, frame: Box): Box {
  const span = (axis: string, scale: Scale): [number, number] => {
    let [from, to] = [scale.from, scale.to];
    for (const b of way) {
      if (b.name !== axis || typeof b.limit !== "number") continue;
      if (b.op.startsWith(">")) from = Math.max(from, b.limit);
      if (b.op.startsWith("<")) to = Math.min(to, b.limit);
    }
    return [scale.at(from), scale.at(to)];
  };
  const [left, right] = span(axes[0], x);
  const [bottom, top] = span(axes[1], y);
  return { x: left, y: top, width: Math.max(0, Math.min(right, frame.x + frame.width) - left), height: Math.max(0, bottom - top) };
}

interface PointProps {
  point: { chip: Chip; x: number; y: number; name: string; label?: { x: number; y: number } };
  axes: [string, string];
  reached: boolean; // by the tabulator
  chosen: boolean;
  shown(chip: string | undefined): void;
  choose(chip: string): void;
}

/** Point is a chip: a circle, square or diamond by its verdict, and hollow where a figure is an estimate. */
function Point({ point: { chip, x, y, name, label: place }, axes, reached, chosen, shown, choose }: PointProps) {
  const figures = axes.map((a) => figureOf(chip, a)!);
  const said = `${called(chip.item)}: ${figures.map((f) => `${label(f.name)} ${number(f.value)}`).join(", ")}; ${t(`chips.verdict.${chip.verdict as "met"}`)}`;
  return (
    <g
      class="point"
      role="button"
      tabIndex={reached ? 0 : -1}
      aria-label={said}
      aria-pressed={chosen}
      data-verdict={chip.verdict}
      data-hollow={figures.some((f) => isUnsure(f.confidence))}
      onMouseEnter={() => shown(chip.item.id)}
      onMouseLeave={() => shown(undefined)}
      onFocus={() => shown(chip.item.id)}
      onBlur={() => shown(undefined)}
      onClick={() => choose(chip.item.id)}
      onKeyDown={(e) => (e.key === "Enter" || e.key === " ") && (e.preventDefault(), choose(chip.item.id))}
    >
      <circle class="reach" cx={x} cy={y} r={11} />
      <Mark verdict={chip.verdict} x={x} y={y} />
      {place && (
        <text x={place.x} y={place.y} aria-hidden="true">
          {name}
        </text>
      )}
    </g>
  );
}

/** Mark is the sign of a verdict. */
export function Mark({ verdict, x, y }: { verdict: string; x: number; y: number }) {
  if (verdict === "met") return <circle class="mark" cx={x} cy={y} r={5} />;
  if (verdict === "unknown") return <path class="mark" d={`M${x} ${y - 6}l6 6-6 6-6-6z`} />;
  return <rect class="mark" x={x - 4.5} y={y - 4.5} width={9} height={9} />;
}
