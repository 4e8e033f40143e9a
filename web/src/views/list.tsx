import type { ComponentChildren } from "preact";
import { useEffect, useState } from "preact/hooks";
import { useQuery } from "../api/behind";
import { call, fetchJSON, useFetched } from "../api/client";
import { Names } from "../parts/lookup";
import { nameOf, Parameters, Typed } from "../parts/parameters";
import { Answered } from "../parts/problem";
import { Table, type Grid } from "../parts/table";
import { Take } from "../parts/take";
import { change, given, useRoute } from "../state/route";
import { language, t, type Key } from "../words/words";
import { lists } from "./lists";

/** List shows the answer to a question as a table, page by page. What stands beside its title leads to other ways to show it. */
export function List({ beside }: { beside?: ComponentChildren }) {
  const { view, params } = useRoute();
  const list = lists[view]!;
  const missing = list.of.filter(({ name }) => !params.get(name));
  const asked = missing.length ? undefined : call(list.path, { lang: language(), ...given(params), ref: params.get("ref") ?? undefined });
  return (
    <article>
      {beside ? (
        <header class="top">
          <h1>{useHeading()}</h1>
          {beside}
        </header>
      ) : (
        <h1>{useHeading()}</h1>
      )}
      {missing.map(({ name, what }) => (
        <Needed key={name} name={name} what={what} />
      ))}
      {asked && (
        <>
          <Parameters path={list.path} without={list.of.map((o) => o.name)} />
          <TableOf call={asked} />
          <Take call={asked} />
        </>
      )}
    </article>
  );
}

/** useHeading is the question of the address in plain words; until they have come, and where there are none for it, its name. */
export function useHeading(): string {
  const { view, params } = useRoute();
  const list = lists[view]!;
  const needed = Object.fromEntries(list.of.map(({ name }) => [name, params.getAll(name)]));
  const whole = Object.values(needed).every((given) => given[0]);
  const text = useQuery(whole ? call(list.path, { ...needed, as_of: params.get("as_of") ?? undefined }) : undefined).answer?.text;
  return text ?? t(`list.${view}` as Key, "…", "…");
}

/** Needed asks for a parameter without which a question can't be asked. */
function Needed({ name, what }: { name: string; what?: "text" | "day" }) {
  if (what === undefined) return <Names name={`${t("list.of")} (${nameOf(name)})`} placeholder={t("list.of")} button={t("list.show")} onEntity={(e) => change({ [name]: e.id })} />;
  return <NeededText name={name} day={what === "day"} />;
}

function NeededText({ name, day }: { name: string; day: boolean }) {
  const [text, set] = useState("");
  const show = (event: Event) => {
    event.preventDefault();
    if (text) change({ [name]: text });
  };
  return (
    <form class="names" onSubmit={show}>
      <label>
        {nameOf(name)} <Typed kind={day ? "date" : "text"} value={text} set={set} />
      </label>
      <button>{t("list.show")}</button>
    </form>
  );
}

/** TableOf is the table of the answer to a call. */
export function TableOf({ call }: { call: string }) {
  const first = useFetched<Grid>(`${call}${call.includes("?") ? "&" : "?"}format=table`);
  return <Answered asked={first}>{(grid) => <Pages key={call} first={grid} call={call} />}</Answered>;
}

/** Pages shows a page and, when asked to, those that follow. */
export function Pages({ first, call }: { first: Grid; call: string }) {
  const [grid, setGrid] = useState(first);
  useEffect(() => setGrid(first), [first]);
  const more = async () => {
    const next = await fetchJSON<Grid>(`${call}&format=table&cursor=${encodeURIComponent(grid.next!)}`);
    setGrid({ ...next, sentence: grid.sentence, rows: [...grid.rows, ...next.rows] });
  };
  return (
    <>
      {grid.sentence && <p class="sentence">{grid.sentence}</p>}
      <Table grid={grid} caption={grid.sentence ?? ""} />
      <p>
        {t(grid.next ? "table.rows-more" : "table.rows", grid.rows.length)}{" "}
        {grid.next && (
          <button type="button" onClick={more}>
            {t("table.more")}
          </button>
        )}
      </p>
    </>
  );
}
