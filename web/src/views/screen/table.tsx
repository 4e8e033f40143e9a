// The rows of a screening: sorted, narrowed by their standing, and opened with what is behind them, where a row is corrected.
import { Fragment, type ComponentChildren } from "preact";
import { useEffect, useRef, useState } from "preact/hooks";
import { Problem, type Schemas } from "../../api/client";
import { called, EntityLink, type EntityRef } from "../../parts/entity";
import { byMatch, Names } from "../../parts/lookup";
import { href } from "../../state/route";
import { isKey, type Key, language, number, since, t, until } from "../../words/words";
import { countsOf, nobody, reaches, standingOf, type Meant, type Row, type Shown } from "./run";

type Listing = Schemas["ListingInBrief"];

const standings = ["all", "doubtful", "listed", "reached", "sure", "none", "wrong", "corrected"] as const;
type Standing = (typeof standings)[number];

/** is says of which rows a filter is. */
function is(standing: Standing, { row, meant }: Shown): boolean {
  switch (standing) {
    case "all":
      return true;
    case "listed":
      return row.listed;
    case "reached":
      return !row.listed && reaches(row).length > 0;
    case "corrected":
      return !!meant;
    default:
      return standingOf(row) === standing;
  }
}

/** columns are those by which rows are sorted, with what of a row counts. */
const columns: [name: "row" | "name" | "found" | "means" | "listings" | "reached", of: (s: Shown) => string | number][] = [
  ["row", (s) => s.number],
  ["name", (s) => s.row.name],
  ["found", (s) => ["wrong", "doubtful", "none", "sure"].indexOf(standingOf(s.row)) * 2 + (s.row.score ?? 0)],
  ["means", (s) => (s.row.entity ? called(s.row.entity) : "￿")],
  ["listings", (s) => -s.row.listings.length],
  ["reached", (s) => -reaches(s.row).length],
];

/** page is how many rows are shown before more are asked for. */
const page = 100;

/** ScreenedTable shows how many rows there are of which standing, then its children, then the rows of the standing that is chosen. Correct asks a row again with whom a person found it to mean. */
export function ScreenedTable({ rows, correct, children }: { rows: Shown[]; correct(shown: Shown, meant: Meant | undefined): Promise<void>; children: ComponentChildren }) {
  const [standing, setStanding] = useState<Standing>("all");
  const [by, setBy] = useState<{ column: number; down: boolean }>({ column: 0, down: false });
  const [shown, setShown] = useState(page);
  const [open, setOpen] = useState<ReadonlySet<number>>(new Set());
  const counts = countsOf(rows);
  const collator = new Intl.Collator(undefined, { numeric: true, sensitivity: "base" });
  const of = columns[by.column]![1];
  const some = rows
    .filter((s) => is(standing, s))
    .toSorted((a, b) => {
      const [x, y] = [of(a), of(b)];
      return (by.down ? -1 : 1) * (typeof x === "number" && typeof y === "number" ? x - y : collator.compare(String(x), String(y))) || a.number - b.number;
    });
  const toggle = (n: number) => setOpen((all) => (all.has(n) ? new Set([...all].filter((m) => m !== n)) : new Set([...all, n])));
  const holder = useRef<HTMLDivElement>(null);
  const [mended, setMended] = useState<number[]>([]); // a row that was corrected, and those that stood after it
  useEffect(() => {
    if (!mended.length) return;
    const row = mended.map((n) => holder.current!.querySelector<HTMLElement>(`button[data-row="${n}"]`)).find((button) => button);
    (row ?? document.querySelector<HTMLElement>(".counts [aria-pressed=true]"))?.focus();
  }, [mended]);
  const mend = async (s: Shown, meant: Meant | undefined) => {
    const at = some.findIndex((other) => other.number === s.number);
    await correct(s, meant);
    setMended([s.number, ...some.slice(at + 1).map((other) => other.number), ...some.slice(0, at).map((other) => other.number)]);
  };
  return (
    <>
      <div class="counts" role="group" aria-label={t("screen.filter")}>
        {standings.map((s) => {
          const n = s === "all" ? rows.length : counts[s];
          return (
            <button key={s} type="button" data-count={s} aria-pressed={standing === s} disabled={n === 0 && s !== standing} onClick={() => (setStanding(s), setShown(page))}>
              <span class="n">{number(n)}</span> {t(`screen.count.${s}`)}
            </button>
          );
        })}
      </div>
      {children}
      <div class="scroll screened" ref={holder} tabIndex={0} role="region" aria-label={t("screen.rows")}>
        <table>
          <colgroup>
            {columns.map(([name]) => (
              <col key={name} class={`of-${name}`} />
            ))}
          </colgroup>
          <thead>
            <tr>
              {columns.map(([name], i) => (
                <th key={name} scope="col" aria-sort={by.column === i ? (by.down ? "descending" : "ascending") : undefined}>
                  <button type="button" onClick={() => setBy((b) => ({ column: i, down: b.column === i && !b.down }))}>
                    {t(`screen.column.${name}`)}
                    <span aria-hidden="true">{by.column === i ? (by.down ? " ▼" : " ▲") : ""}</span>
                  </button>
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {some.slice(0, shown).map((s) => (
              <Fragment key={s.number}>
                <RowOf shown={s} open={open.has(s.number)} toggle={() => toggle(s.number)} />
                {open.has(s.number) && (
                  <tr class="details" id={`row-${s.number}`}>
                    <td colSpan={columns.length}>
                      <Details shown={s} correct={mend} />
                    </td>
                  </tr>
                )}
              </Fragment>
            ))}
          </tbody>
        </table>
      </div>
      {some.length > shown && (
        <p class="row">
          {t("table.rows-more", shown)}{" "}
          <button type="button" class="quiet" onClick={() => setShown(shown + 5 * page)}>
            {t("table.more")}
          </button>
        </p>
      )}
    </>
  );
}

function RowOf({ shown: { number: n, row, meant }, open, toggle }: { shown: Shown; open: boolean; toggle(): void }) {
  const standing = standingOf(row);
  return (
    <tr data-standing={standing}>
      <td data-head={t("screen.column.row")}>
        <button type="button" class="quiet open" data-row={n} aria-expanded={open} aria-controls={open ? `row-${n}` : undefined} aria-label={t("screen.open", n, shortened(row.name))} onClick={toggle}>
          {number(n)} <span aria-hidden="true">{open ? "▾" : "▸"}</span>
        </button>
      </td>
      <td data-head={t("screen.column.name")}>
        <span title={row.name.length > longest ? row.name : undefined}>{shortened(row.name)}</span>
      </td>
      <td data-head={t("screen.column.found")}>
        <span class="standing" data-standing={standing}>
          {t(`screen.found.${standing}`)}
        </span>
        {meant && <span class="by-hand"> {t("screen.by-hand")}</span>}
      </td>
      <td data-head={t("screen.column.means")}>
        {row.error ? (
          <span class="wrong">{row.error}</span>
        ) : row.entity ? (
          <>
            <EntityLink entity={row.entity} kind={false} /> {!meant && row.score < 1 && <span class="score">{score(row.score)}</span>}
          </>
        ) : (
          row.candidates.length > 0 && (
            <span class="soft">
              {t("screen.perhaps")} <EntityLink entity={row.candidates[0]!.entity} kind={false} /> {score(row.candidates[0]!.score)}{" "}
              {row.candidates.length > 1 && t("screen.more", row.candidates.length - 1)}
            </span>
          )
        )}
      </td>
      <td data-head={t("screen.column.listings")}>
        {row.listings.length > 0 && (
          <div>
            {row.listings.map((l) => (
              <ListingLine key={l.decision.id} listing={l} />
            ))}
          </div>
        )}
      </td>
      <td data-head={t("screen.column.reached")}>
        {reaches(row).map((a) => (
          <div key={a.rule.id}>
            {t(`screen.reaches.${a.reaches}` as Key)} <a href={href("entity", { ref: a.rule.id })}>{called(a.rule)}</a>, {share(a)}
          </div>
        ))}
      </td>
    </tr>
  );
}

/** longest is how many letters of a name a row shows. */
const longest = 90;

/** shortened is a name as a row shows it; the whole stands in what is behind the row. */
function shortened(name: string): string {
  return name.length > longest ? `${name.slice(0, longest - 1)}…` : name;
}

/** score writes a score, which is at most 1. */
function score(x: number): string {
  return x.toLocaleString(language() === "fr" ? "fr-FR" : "en-GB", { minimumFractionDigits: 2, maximumFractionDigits: 2 });
}

/** listOf is the list that a listing is by. */
function listOf(l: Listing): EntityRef {
  return l.lists.at(-1) ?? l.decision;
}

function ListingLine({ listing: l }: { listing: Listing }) {
  const list = listOf(l);
  return (
    <div>
      <a href={href("entity", { ref: list.id })}>{called(list)}</a>
      <span class="soft">{[l.since && since(l.since), l.citation].filter(Boolean).map((part) => `, ${part}`)}</span>
    </div>
  );
}

function share(of: { share: number | null; share_most?: number | null }): string {
  if (of.share === null) return t("screen.share-unknown");
  const percent = (x: number) => `${number(100 * x)} %`;
  return of.share_most ? `${percent(of.share)} – ${percent(of.share_most)}` : percent(of.share);
}

/** Details is what is behind a row, and where it is corrected. */
function Details({ shown, correct }: { shown: Shown; correct(shown: Shown, meant: Meant | undefined): Promise<void> }) {
  const { row, meant } = shown;
  return (
    <div class="behind">
      {row.name.length > longest && <p>{row.name}</p>}
      <Given row={row} />
      {row.notes?.map((note) => <p key={note}>{note}</p>)}
      <Listings title={t("screen.listings")} listings={row.listings} />
      <Listings title={t("screen.elsewhere")} listings={row.elsewhere ?? []} />
      <Listings title={t("screen.upcoming")} listings={row.upcoming ?? []} />
      <Listings title={t("screen.ended")} listings={row.ended} />
      {row.affiliation.length > 0 && (
        <section>
          <h3>{t("screen.affiliation")}</h3>
          <ul>
            {row.affiliation.map((a) => (
              <li key={a.rule.id}>
                <EntityLink entity={a.rule} kind={false} /> ({t(a.in_force ? "screen.in-force" : "screen.not-in-force")}
                {a.doubt && `, ${doubt(a.doubt)}`}): {t(`screen.reaches.${a.reaches}` as Key)}, {share(a)}. {a.sentence}
              </li>
            ))}
          </ul>
        </section>
      )}
      {row.owners.length > 0 && (
        <section>
          <h3>{t("screen.owners")}</h3>
          <ul>
            {row.owners.map((o) => (
              <li key={o.owner.id}>
                <EntityLink entity={o.owner} kind={false} /> {share(o)}
                {o.listed && <strong> {t("screen.listed")}</strong>}
              </li>
            ))}
          </ul>
        </section>
      )}
      {row.entity && (
        <p>
          <a href={href("listings", { ref: row.entity.id })}>{t("screen.full")}</a>
        </p>
      )}
      {!row.error && <Correction shown={shown} meant={meant} correct={correct} />}
    </div>
  );
}

/** doubt says why what is in force may not be. */
function doubt(of: string): string {
  return of === "terms" ? t("screen.doubt.terms") : t(`confidence.${of}` as Key);
}

function Given({ row }: { row: Row }) {
  const { name: _, meant: __, identifiers = {}, ...rest } = row.query;
  const given = [...Object.entries(rest), ...Object.entries(identifiers)].filter(([, value]) => value);
  if (!given.length && (!row.matched || row.matched === row.name)) return null;
  return (
    <p class="soft">
      {[...given.map(([name, value]) => nameOf(name) + t("chips.colon") + value), row.matched && row.matched !== row.name ? t("screen.matched", row.matched) : ""].filter(Boolean).join(" · ")}
    </p>
  );
}

/** nameOf is what people read for what a row gives; a scheme of identifiers is called as it is. */
function nameOf(given: string): string {
  const key = `screen.given.${given}`;
  return isKey(key) ? t(key) : given;
}

function Listings({ title, listings }: { title: string; listings: Listing[] }) {
  if (!listings.length) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul>
        {listings.map((l) => (
          <li key={l.decision.id}>
            <EntityLink entity={l.decision} kind={false} />
            {l.lists.length > 0 && <> → {l.lists.map((list, i) => [i > 0 && ", ", <EntityLink key={list.id} entity={list} kind={false} />])}</>}
            <span class="soft">
              {[l.since && since(l.since), l.until && until(l.until), l.doubt && doubt(l.doubt), l.citation].filter(Boolean).map((part) => `, ${part}`)}
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** Correction lets a person say whom a row means. */
function Correction({ shown, meant, correct }: { shown: Shown; meant?: Meant; correct(shown: Shown, meant: Meant | undefined): Promise<void> }) {
  const [failed, setFailed] = useState("");
  const say = (as: Meant | undefined) => correct(shown, as).then(() => setFailed(""), (error) => setFailed(error instanceof Problem && error.status > 0 ? error.message : t("problem.offline")));
  return (
    <section class="correction">
      <h3>{t("screen.whom")}</h3>
      {meant && (
        <p>
          {meant.id === nobody ? t("screen.hand-none") : t("screen.hand", meant.name)}{" "}
          <button type="button" class="quiet" onClick={() => say(undefined)}>
            {t("screen.undo")}
          </button>
        </p>
      )}
      {shown.row.candidates.length > 0 && (
        <ul class="candidates">
          {shown.row.candidates.map((c) => (
            <li key={c.entity.id}>
              <EntityLink entity={c.entity} /> <span class="score">{score(c.score)}</span> <span class="soft">{c.matched}</span>
              {c.listed && <strong> {t("screen.listed")}</strong>}{" "}
              <button type="button" class="quiet" aria-label={t("screen.this-one", called(c.entity))} onClick={() => say({ id: c.entity.id, name: called(c.entity) })}>
                {t("screen.this")}
              </button>
            </li>
          ))}
        </ul>
      )}
      <div class="row">
        <Names name={t("screen.other-entity")} by={byMatch} placeholder={t("screen.other-entity")} onEntity={(e) => say({ id: e.id, name: called(e) })} />
        <button type="button" class="quiet" onClick={() => say({ id: nobody, name: "" })}>
          {t("screen.nobody")}
        </button>
      </div>
      {failed && <p role="alert">{failed}</p>}
    </section>
  );
}
