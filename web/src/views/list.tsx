import { useEffect, useState } from "preact/hooks";
import { call, fetchJSON, useFetched } from "../api/client";
import { Answered } from "../parts/problem";
import { Table, type Grid } from "../parts/table";
import { Take } from "../parts/take";
import { useRoute, type Params } from "../state/route";
import { language, t } from "../words/words";
import { lists } from "./lists";

/** given are the parameters of the address, as those of a call. */
export function given(params: URLSearchParams): Params {
  return Object.fromEntries([...new Set(params.keys())].map((name) => [name, params.getAll(name)]));
}

/** List shows the answer to a question as a table, page by page. */
export function List() {
  const { view, params } = useRoute();
  const list = lists[view]!;
  const asked = call(list.path, { lang: language(), ...given(params), ref: params.get("ref") ?? undefined });
  const first = useFetched<Grid>(`${asked}${asked.includes("?") ? "&" : "?"}format=table`);
  return (
    <article>
      <h1>{list.title ? t(list.title) : view}</h1>
      <Answered asked={first}>{(grid) => <Pages key={asked} first={grid} call={asked} />}</Answered>
      <Take call={asked} />
    </article>
  );
}

/** Pages shows a page and, when asked to, those that follow. */
function Pages({ first, call }: { first: Grid; call: string }) {
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
