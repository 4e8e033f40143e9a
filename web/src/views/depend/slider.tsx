// A line of time: the graph as of a day, with the decisions that bear on what it is about.
import { useEffect, useMemo, useRef, useState } from "preact/hooks";
import { useAnswer } from "../../api/client";
import { change, href, useRoute } from "../../state/route";
import { day as dayText, t } from "../../words/words";
import { dayOf, numberOf, scaleOf, today, type Scale } from "./days";
import { basisOf, type Edge, type EntityRef } from "./question";

/** Stop is a day on which decisions begin to be in force. */
interface Stop {
  day: number;
  decisions: { id: string; name: string }[];
}

/** wait is how long a drag rests before the graph of its day is asked for, in milliseconds. */
const wait = 120;

/** Time is the slider. about is what the decisions bear on, and edges are the claims whose dates are in play. */
export function Time({ about, edges }: { about: string; edges: Edge[] }) {
  const { params } = useRoute();
  const decisions = useAnswer("/v1/entities/{ref}/decisions", { ...basisOf(params), ref: about, limit: 1000, detail: "brief" }).answer;
  const first = useAnswer("/v1/entities/{ref}/timeline", { ...basisOf(params), ref: about, limit: 1 }).answer?.results[0]?.date;
  const stops = useMemo(() => stopsOf(decisions?.results ?? []), [decisions]);
  const dated = edges.flatMap((e) => [e.valid_from, e.valid_to].flatMap((d) => (d ? [numberOf(d)] : []))).join(" ");
  const events = useRef(new Set<number>()); // those of all days that were shown: the line stays as it is while one moves along it
  const [key, setKey] = useState("");
  if (key !== about) {
    events.current = new Set();
    setKey(about);
  }
  for (const d of dated.split(" ")) if (d) events.current.add(Number(d));
  const scale = useMemo(() => scaleOf([...events.current, ...stops.map((s) => s.day), ...(first ? [numberOf(first)] : []), today()]), [dated, stops, first, about]);
  const given = params.get("as_of");
  const at = given ? numberOf(given) : today();
  return <Rail key={about} scale={scale} stops={stops} at={at} />;
}

type Decided = { decision: EntityRef; status: { valid_from?: string }[] };

/** stopsOf are the days on which decisions begin, in order. */
function stopsOf(decided: Decided[]): Stop[] {
  const days = new Map<number, Stop["decisions"]>();
  for (const { decision, status } of decided) {
    const begun = status.flatMap((s) => (s.valid_from ? [s.valid_from] : [])).sort()[0];
    if (!begun) continue;
    const day = numberOf(begun);
    days.set(day, [...(days.get(day) ?? []), { id: decision.id, name: decision.called ?? decision.name }]);
  }
  return [...days].map(([day, decisions]) => ({ day, decisions })).sort((a, b) => a.day - b.day);
}

/** Step leads to a day, if there is one; it keeps the focus where there is none. */
function Step({ name, mark, day, go }: { name: string; mark: string; day: number | undefined; go(day: number): void }) {
  return (
    <button type="button" class="quiet" aria-label={name} title={name} aria-disabled={day === undefined || undefined} onClick={() => day !== undefined && go(day)}>
      {mark}
    </button>
  );
}

function namesOf(stop: Stop): string {
  return stop.decisions.map((d) => d.name).join(t("depend.between"));
}

function Rail({ scale, stops, at }: { scale: Scale; stops: Stop[]; at: number }) {
  const rail = useRef<HTMLDivElement>(null);
  const [held, setHeld] = useState<number>();
  const [over, setOver] = useState<Stop>();
  const drag = useRef<{ pushed: boolean; from: number; timer?: ReturnType<typeof setTimeout> }>(undefined);
  useEffect(() => () => clearTimeout(drag.current?.timer), []);
  const now = held ?? at;
  const days = stops.map((s) => s.day);

  const to = (day: number, how: "push" | "replace", was = at) => {
    const bounded = Math.min(scale.last, Math.max(scale.first, day));
    if (bounded === at && how === "push") return;
    change({ as_of: bounded === today() ? undefined : dayOf(bounded), was: was === today() ? "today" : dayOf(was) }, how);
  };
  const settle = () => {
    const d = drag.current;
    if (!d || held === undefined) return;
    to(held, d.pushed ? "replace" : "push", d.from);
    d.pushed = true;
  };
  const latest = useRef(settle);
  latest.current = settle;
  const dayAt = (e: PointerEvent) => {
    const box = rail.current!.getBoundingClientRect();
    const day = scale.day((e.clientX - box.left) / box.width);
    const near = stops.find((s) => Math.abs(scale.place(s.day) * box.width - (e.clientX - box.left)) < 5); // a decision draws the handle to it
    return near ? near.day : day;
  };
  const down = (e: PointerEvent) => {
    if (e.button !== 0) return;
    rail.current!.setPointerCapture(e.pointerId);
    drag.current = { pushed: false, from: at };
    move(e);
  };
  const move = (e: PointerEvent) => {
    const day = dayAt(e);
    setOver(stops.find((s) => s.day === day));
    const d = drag.current;
    if (!d) return;
    setHeld(day);
    clearTimeout(d.timer);
    d.timer = setTimeout(() => latest.current(), wait);
  };
  const up = () => {
    const d = drag.current;
    if (!d) return;
    clearTimeout(d.timer);
    latest.current();
    drag.current = undefined;
    setHeld(undefined);
  };
  const key = (e: KeyboardEvent) => {
    const forth = { ArrowRight: 1, ArrowUp: 1, ArrowLeft: -1, ArrowDown: -1 }[e.key];
    const years = { PageUp: 1, PageDown: -1 }[e.key];
    let next: number | undefined;
    if (forth) next = e.shiftKey || !days.length ? now + forth : forth > 0 ? (days.find((d) => d > now) ?? scale.last) : (days.findLast((d) => d < now) ?? scale.first);
    else if (years) next = now + years * 365;
    else if (e.key === "Home") next = scale.first;
    else if (e.key === "End") next = scale.last;
    if (next === undefined) return;
    e.preventDefault();
    to(next, "push");
  };
  const named = over ?? stops.findLast((s) => s.day <= now);
  const text = dayText(dayOf(now));
  const here = stops.find((s) => s.day === now);
  return (
    <section class="time" aria-label={t("depend.time")}>
      <p class="now">
        <Step name={t("depend.earlier")} mark="◂" day={days.findLast((d) => d < now)} go={(d) => to(d, "push")} />
        <strong>{text}</strong>
        <Step name={t("depend.later")} mark="▸" day={days.find((d) => d > now)} go={(d) => to(d, "push")} />
        <button type="button" class="quiet" aria-disabled={now === today() || undefined} onClick={() => to(today(), "push")}>
          {t("depend.today")}
        </button>
        {named && (
          <span class="named">
            {t("depend.named", named.day === now || over ? dayText(dayOf(named.day)) : t("depend.since-then", dayText(dayOf(named.day))), namesOf(named))}
          </span>
        )}
      </p>
      <div
        ref={rail}
        class="rail"
        role="slider"
        tabIndex={0}
        aria-label={t("depend.as-of")}
        aria-orientation="horizontal"
        aria-valuemin={scale.first}
        aria-valuemax={scale.last}
        aria-valuenow={now}
        aria-valuetext={here ? t("depend.named", text, namesOf(here)) : text}
        onKeyDown={key}
        onPointerDown={down}
        onPointerMove={move}
        onPointerUp={up}
        onPointerCancel={up}
        onPointerLeave={() => setOver(undefined)}
      >
        <div class="line" />
        {scale.years.map((y) => (
          <span key={y.year} class={y.minor ? "year minor" : "year"} style={{ left: `${y.at * 100}%` }} aria-hidden="true">
            {y.year}
          </span>
        ))}
        {stops.map((s) => (
          <span key={s.day} class="tick" data-on={s.day <= now || undefined} style={{ left: `${scale.place(s.day) * 100}%` }} title={t("depend.named", dayText(dayOf(s.day)), namesOf(s))} />
        ))}
        <span class="today" style={{ left: `${scale.place(today()) * 100}%` }} title={t("basis.today")} />
        <span class="handle" style={{ left: `${scale.place(now) * 100}%` }} />
      </div>
      {stops.length > 0 && (
        <details class="decided">
          <summary>{t("depend.decisions", stops.reduce((n, s) => n + s.decisions.length, 0))}</summary>
          <ol>
            {stops.flatMap((s) =>
              s.decisions.map((d) => (
                <li key={d.id}>
                  <button type="button" class="quiet" aria-pressed={s.day === now} onClick={() => to(s.day, "push")}>
                    {dayText(dayOf(s.day))}
                  </button>{" "}
                  <a href={href("entity", { ref: d.id })}>{d.name}</a>
                </li>
              )),
            )}
          </ol>
        </details>
      )}
    </section>
  );
}
