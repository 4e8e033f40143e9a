// A list as a table: the heads and cells that the server gives (format=table), sorted as the reader wants.
import { useMemo } from "preact/hooks";
import type { Schemas } from "../api/client";
import { label } from "../state/ontology";
import { change, href, useRoute } from "../state/route";
import { t } from "../words/words";
import { Confidence, EntityLink } from "./entity";

export type Grid = Schemas["Grid"];
type Cell = Schemas["Cell"];

/** Sorting is by which column, and whether the greatest comes first; none leaves the order of the answer. */
interface Sorting {
  column: number;
  down: boolean;
}

/** Table shows a grid, without the columns that are empty. Rows are sorted by a column when its head is pressed, then the other way, then as they came: the address says how, as sorted=NAME or sorted=-NAME. */
export function Table({ grid, caption }: { grid: Grid; caption: string }) {
  const by = useRoute().params.get("sorted") ?? "";
  const sorting = useMemo(() => sortingOf(grid, by), [grid, by]);
  const rows = useMemo(() => sorted(grid.rows, sorting), [grid, sorting]);
  const columns = grid.columns.map((_, i) => i).filter((i) => grid.rows.some((row) => row[i]?.text && row[i].text !== "false"));
  if (!grid.rows.length) return <p>{t("table.empty")}</p>;
  const press = (column: number) => {
    const name = grid.columns[column]!.name;
    change({ sorted: sorting?.column !== column ? name : sorting.down ? undefined : `-${name}` });
  };
  return (
    <div class="scroll" tabIndex={0} role="region" aria-label={caption}>
      <table role="table">
        <caption class="unseen">{caption}</caption>
        <thead role="rowgroup">
          <tr role="row">
            {columns.map((i) => {
              const by = sorting?.column === i ? sorting : undefined;
              return (
                <th key={i} scope="col" role="columnheader" aria-sort={by ? (by.down ? "descending" : "ascending") : undefined}>
                  <button type="button" onClick={() => press(i)} title={t("table.sort", grid.columns[i]!.text)}>
                    {grid.columns[i]!.text}
                    <span aria-hidden="true">{by ? (by.down ? " ▼" : " ▲") : ""}</span>
                  </button>
                </th>
              );
            })}
          </tr>
        </thead>
        <tbody role="rowgroup">
          {rows.map((row, r) => (
            <tr key={r} role="row">
              {columns.map((i) => (
                <td key={i} role="cell" data-head={grid.columns[i]!.text} class={isNumber(row[i]!) ? "number" : undefined}>
                  <Shown cell={row[i]!} column={grid.columns[i]!.name} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function sortingOf(grid: Grid, by: string): Sorting | undefined {
  const down = by.startsWith("-");
  const column = grid.columns.findIndex((c) => c.name === (down ? by.slice(1) : by));
  return column < 0 ? undefined : { column, down };
}

/** ofTerms are the columns whose cells are terms of the ontology, of which it says what they are called. */
const ofTerms = new Set(["kind", "relation", "predicate", "effects", "review_policy"]);

/** claimID is the form of the ids of claims, of which shownOfID letters are enough to tell one from another in a table. */
const claimID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;
const shownOfID = 8;

/** ofSources are the columns whose cells are ids of sources. */
const ofSources = new Set(["sources", "copy_of"]);

function Sources({ ids }: { ids: string[] }) {
  return (
    <>
      {ids.map((id, i) => (
        <span key={id}>
          {i > 0 && "; "}
          <a href={href("source", { id })}>{id}</a>
        </span>
      ))}
    </>
  );
}

function Shown({ cell, column }: { cell: Cell; column: string }) {
  const { view } = useRoute();
  if (cell.entity) return <EntityLink entity={cell.entity} name={cell.text} kind={false} />;
  if (cell.confidence) return <Confidence of={cell.confidence} />;
  if (claimID.test(cell.text)) return <a href={href("claim", { id: cell.text })}>{cell.text.slice(0, shownOfID)}</a>;
  if ((ofSources.has(column) || (column === "id" && view === "sources")) && cell.text && Number.isNaN(Number(cell.text))) return <Sources ids={cell.text.split("; ")} />;
  if (ofTerms.has(column)) return <>{cell.text.split(", ").map(label).join(", ")}</>;
  return <>{cell.text}</>;
}

function isNumber(cell: Cell) {
  return cell.text !== "" && !Number.isNaN(Number(cell.text));
}

/** confidenceRank orders confidences from the least. */
const confidenceRank = ["disputed", "estimated", "reported", "confirmed", "official"];

function sorted(rows: Grid["rows"], by: Sorting | undefined): Grid["rows"] {
  if (!by) return rows;
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const compare = (a: Cell, b: Cell) => {
    if (a.confidence && b.confidence) return confidenceRank.indexOf(a.confidence) - confidenceRank.indexOf(b.confidence);
    if (isNumber(a) && isNumber(b)) return Number(a.text) - Number(b.text);
    return collator.compare(a.text, b.text);
  };
  const empty = (row: Grid["rows"][number]) => (row[by.column]!.text === "" ? 1 : 0); // last either way
  return rows.toSorted((a, b) => empty(a) - empty(b) || (by.down ? -1 : 1) * compare(a[by.column]!, b[by.column]!));
}
