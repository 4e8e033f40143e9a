// Chips and lines: the chips of a maker by their figures, against the criteria of the decisions in force on a day.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { call, useAnswer, useFetched, type Schemas } from "../../api/client";
import { called, Confidence, EntityLink } from "../../parts/entity";
import { Answered } from "../../parts/problem";
import { Table, type Grid } from "../../parts/table";
import { save, Take } from "../../parts/take";
import { label, termLabel, useOntology } from "../../state/ontology";
import { change, href, route, useRoute, type Params } from "../../state/route";
import { language, number, since, t } from "../../words/words";
import { svgFile } from "../../parts/drawing";
import { figureOf, isDrawn, Mark, numbered, Plot, restricts, type Chip, type Line } from "./plot";
import { VerdictBadge } from "../check/criteria";

type Lines = Schemas["Lines"];

/** most is how many chips are drawn: more than any maker has. */
const most = 1000;

/** Chips is the plot with its controls, what it says in words, and the same as a table. */
export default function Chips() {
  const { params } = useRoute();
  useOntology();
  const given = (name: string) => params.get(name) ?? undefined;
  const maker = given("maker") ?? "nvidia";
  const asked: Params = { maker: maker === "all" ? undefined : maker, as_of: given("as_of"), known_at: given("known_at"), min_confidence: given("min_confidence"), sources: given("sources"), limit: most, detail: "brief" };
  const lines = useAnswer("/v1/lines", asked);
  const address = call("/v1/lines", { lang: language(), ...asked });
  const grid = useFetched<Grid>(`${address}&format=table`).answer;
  const plotted = () => save("chokepoint.svg", svgFile(document.querySelector<SVGSVGElement>("#chips-plot")!, grid?.sentence ?? ""), "image/svg+xml");
  return (
    <article class="chips">
      <h1>{t("nav.chips")}</h1>
      <Answered asked={lines}>
        {(answer) => (
          <>
            <Controls lines={answer} axes={axesOf(answer, params)} />
            {grid?.sentence && <p class="sentence">{grid.sentence}</p>}
            <Drawing lines={answer} axes={axesOf(answer, params)} />
          </>
        )}
      </Answered>
      {grid && (
        <section>
          <h2>{t("chips.table")}</h2>
          <Table grid={grid} caption={t("chips.table")} />
        </section>
      )}
      <Take call={address} more={[{ name: "SVG", take: plotted }]} />
    </article>
  );
}

/** axesOf are the figures that the address names, else the first two that there are lines for. */
function axesOf(lines: Lines, params: URLSearchParams): [string, string] {
  const names = lines.axes.map((a) => a.name);
  const one = (name: string, usual: string) => [params.get(name), usual, ...names].find((n) => n && names.includes(n)) ?? usual;
  return [one("x", "tpp"), one("y", "performance_density")];
}

function Controls({ lines, axes }: { lines: Lines; axes: [string, string] }) {
  const everybody = useAnswer("/v1/lines", { limit: most, detail: "brief" }).answer;
  const makers = useMemo(() => makersOf(everybody, lines), [everybody, lines]);
  const axis = (name: "x" | "y", value: string) => (
    <label>
      {t(`chips.${name}`)}
      <select value={value} onChange={(e) => change({ [name]: e.currentTarget.value })}>
        {lines.axes.map((a) => (
          <option key={a.name} value={a.name}>
            {label(a.name)}
          </option>
        ))}
      </select>
    </label>
  );
  return (
    <section class="chips-controls" aria-label={t("chips.controls")}>
      <div class="fields">
        <label>
          {t("chips.maker")}
          <select value={lines.maker?.id ?? "all"} onChange={(e) => change({ maker: e.currentTarget.value, chip: undefined })}>
            <option value="all">{t("chips.all")}</option>
            {makers.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("basis.as_of")}
          <input type="date" value={lines.as_of} onChange={(e) => change({ as_of: e.currentTarget.value })} />
        </label>
        {axis("x", axes[0])}
        {axis("y", axes[1])}
      </div>
      <Days lines={lines} />
    </section>
  );
}

/** makersOf are those who make chips on record today, and the maker that is shown, by name. */
function makersOf(everybody: Lines | undefined, shown: Lines): [id: string, name: string][] {
  const all = new Map<string, string>();
  for (const e of [...(everybody?.results ?? []).flatMap((c) => c.makers), ...(shown.maker ? [shown.maker] : [])]) all.set(e.id, called(e));
  return [...all].sort((a, b) => a[1].localeCompare(b[1]));
}

/** Days are those on which lines come and go: each leads to the plot of that day. */
function Days({ lines }: { lines: Lines }) {
  const days = new Map<string, Lines["turns"]>();
  for (const turn of lines.turns) days.set(turn.date, [...(days.get(turn.date) ?? []), turn]);
  const current = [...days.keys()].filter((d) => d <= lines.as_of).at(-1);
  const strip = useRef<HTMLElement>(null);
  useEffect(() => {
    const at = strip.current!.querySelector<HTMLElement>("[aria-current]");
    if (at) strip.current!.scrollLeft = at.offsetLeft - strip.current!.clientWidth / 2;
  }, [current]);
  return (
    <nav class="days" ref={strip} aria-label={t("chips.days")}>
      {[...days].map(([date, turns]) => (
        <a key={date} href={href("chips", { ...kept(), as_of: firstDay(date) })} aria-current={date === current ? "date" : undefined} title={turns.map((turn) => t(turn.begins ? "chips.begins" : "chips.ends", called(turn.decision))).join("\n")}>
          <span class="date">{date}</span> <span class="what">{turns.map((turn) => (turn.begins ? "+ " : "− ") + called(turn.decision)).join(" · ")}</span>
        </a>
      ))}
    </nav>
  );
}

/** firstDay is the first day of a month or year. */
function firstDay(date: string): string {
  return date + "-01".repeat((10 - date.length) / 3);
}

/** kept are the parameters of the view. */
function kept(): Params {
  return Object.fromEntries(route().params);
}

function Drawing({ lines, axes }: { lines: Lines; axes: [string, string] }) {
  const { params } = useRoute();
  const chosen = params.get("chip") ?? "";
  const [pointed, point] = useState<string>();
  const chip = lines.results.find((c) => c.item.id === (pointed ?? chosen));
  const without = lines.results.filter((c) => axes.some((a) => !figureOf(c, a)));
  return (
    <>
      <div class="chips-drawing">
        <Plot lines={lines} axes={axes} chosen={chosen} shown={point} choose={(id) => change({ chip: id === chosen ? undefined : id }, "replace")} />
        <aside aria-live="polite" aria-label={t("chips.detail")}>
          {chip ? <Detail chip={chip} lines={lines} /> : <Legend />}
        </aside>
      </div>
      {without.length > 0 && (
        <p class="without">
          {t("chips.without", axes.map(label).join(", "))}{" "}
          {without.map((c, i) => (
            <span key={c.item.id}>
              {i > 0 && ", "}
              <EntityLink entity={c.item} kind={false} /> <VerdictBadge of={c.verdict} />
            </span>
          ))}
        </p>
      )}
      <LineList lines={lines.lines} axes={axes} />
    </>
  );
}

/** Legend says what the signs mean. */
function Legend() {
  return (
    <ul class="legend">
      {(["met", "unknown", "not-met"] as const).map((verdict) => (
        <li key={verdict}>
          <svg width="18" height="18" aria-hidden="true" class="point" data-verdict={verdict}>
            <Mark verdict={verdict} x={9} y={9} />
          </svg>
          {t(`chips.verdict.${verdict}`)}
        </li>
      ))}
      <li>
        <svg width="18" height="18" aria-hidden="true" class="point" data-verdict="met" data-hollow="true">
          <Mark verdict="met" x={9} y={9} />
        </svg>
        {t("chips.hollow")}
      </li>
      <li class="conditional">{t("chips.conditional")}</li>
      <li class="apart">{t("chips.apart")}</li>
      <li class="apart">{t("chips.keys")}</li>
    </ul>
  );
}

/** Detail is a chip: its figures with their arithmetic, and how it stands to each line. */
function Detail({ chip, lines }: { chip: Chip; lines: Lines }) {
  const standing = new Map(chip.lines.map((st) => [st.line, st]));
  return (
    <section class="chip">
      <h2>
        <EntityLink entity={chip.item} kind={false} />
      </h2>
      <p>
        <VerdictBadge of={chip.verdict} /> {t(`chips.verdict.${chip.verdict as "met"}`)}
      </p>
      <dl>
        {chip.figures.map((f) => (
          <div key={f.name}>
            <dt>{label(f.name)}</dt>
            <dd>
              {number(f.value)} {f.unit} {f.confidence && <Confidence of={f.confidence} />}
              {f.arithmetic && <span class="arithmetic">{f.arithmetic}</span>}
            </dd>
          </div>
        ))}
      </dl>
      <ul class="standings">
        {numbered(lines.lines).map((line) => (
          <li key={line.id}>
            <VerdictBadge of={standing.get(line.id)?.verdict ?? "not-met"} /> {line.number} {called(line.of)}
            {standing.get(line.id)?.missing?.length ? ` (${t("check.missing", standing.get(line.id)!.missing!.map(label).join(", "))})` : ""}
          </li>
        ))}
      </ul>
      <p>
        <a href={href("check", { item: chip.item.id, to: "china", as_of: lines.as_of })}>{t("chips.check")}</a>
      </p>
    </section>
  );
}

/** LineList says what the lines are, and by which decisions. */
function LineList({ lines, axes }: { lines: Line[]; axes: [string, string] }) {
  if (!lines.length) return null;
  return (
    <section class="lines">
      <h2>{t("chips.lines")}</h2>
      {numbered(lines).map((line) => (
        <details key={line.id}>
          <summary>
            <strong>
              {line.number} {called(line.of)}
            </strong>
            {t("chips.colon")}
            {line.text}
            {restricts(line) ? !line.any_of.some((way) => isDrawn(way, axes)) && <span class="kind"> {t("chips.not-drawn")}</span> : <span class="kind"> {t("chips.restricts-not")}</span>}
          </summary>
          <p>
            <code>{line.expression}</code>
          </p>
          <ul>
            {line.decisions.map((d) => (
              <li key={d.decision.id}>
                <EntityLink entity={d.decision} name={called(d.decision)} kind={false} />
                {d.since && `, ${since(d.since)}`}
                {d.effects.length > 0 && t("chips.colon") + d.effects.map((e) => termLabel("effect", e)).join(", ")}
                {d.citations.length > 0 && <span class="note"> ({d.citations.join("; ")})</span>}
              </li>
            ))}
          </ul>
        </details>
      ))}
    </section>
  );
}
