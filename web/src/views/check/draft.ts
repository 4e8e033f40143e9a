// What stands in the form of a check: read from an address, and written as one. The parameters bear the names of /v1/check.
import type { Params } from "../../state/route";
import { language } from "../../words/words";

/** By is how the item of a check is given. */
export type By = "item" | "figures" | "seller";

/** Draft is a check that is being put together. */
export interface Draft {
  by: By;
  item: string;
  seller: string;
  figures: FigureRow[];
  to: string;
  end_user: string;
  as_of: string;
  assume: AssumedRow[];
}

/** FigureRow is a figure of an item: an attribute, and its value with the unit. */
export interface FigureRow {
  name: string;
  value: string;
  unit: string;
}

/** AssumedRow is a decision and the status that it is assumed to have. */
export interface AssumedRow {
  decision: string;
  status: string;
}

/** draftOf reads an address. */
export function draftOf(params: URLSearchParams): Draft {
  const given = (name: string) => params.get(name) ?? "";
  const by: By = given("figures") ? "figures" : given("seller") ? "seller" : "item";
  return {
    by,
    item: given("item"),
    seller: given("seller"),
    figures: figuresOf(given("figures")),
    to: given("to"),
    end_user: given("end_user"),
    as_of: given("as_of"),
    assume: params.getAll("assume").map((text) => {
      const at = text.lastIndexOf(":");
      return { decision: text.slice(0, at), status: text.slice(at + 1) };
    }),
  };
}

/** figuresOf reads figures as the interface takes them: an object, or name=value pairs with semicolons. */
function figuresOf(text: string): FigureRow[] {
  if (!text) return [];
  const pairs = text.trimStart().startsWith("{") ? fromObject(text) : text.split(";").map((pair) => pair.split("=") as [string, string?]);
  return pairs.map(([name, value]) => {
    const [, number, unit] = (value ?? "").trim().match(/^([-\d.,]+)\s+(.*)$/) ?? [];
    return number ? { name: name.trim(), value: number, unit: unit ?? "" } : { name: name.trim(), value: (value ?? "").trim(), unit: "" };
  });
}

function fromObject(text: string): [string, string][] {
  try {
    return Object.entries(JSON.parse(text) as object).map(([name, value]) => [name, String(value)]);
  } catch {
    return []; // the server says what is wrong with it
  }
}

/** paramsOf writes a draft as the parameters of an address: those of the item as it is given now, and no others. */
export function paramsOf(d: Draft): Params {
  const figures = d.figures.filter((f) => f.name && f.value.trim());
  return {
    item: d.by === "item" ? d.item.trim() : undefined,
    seller: d.by === "seller" ? d.seller.trim() : undefined,
    figures: d.by === "figures" && figures.length ? JSON.stringify(Object.fromEntries(figures.map((f) => [f.name, `${plain(f.value.trim())} ${f.unit}`.trim()]))) : undefined,
    to: d.to.trim(),
    end_user: d.end_user.trim(),
    as_of: d.as_of,
    assume: d.assume.filter((a) => a.decision.trim()).map((a) => `${a.decision.trim()}:${a.status}`),
  };
}

/** plain is a number with a point, as the interface takes it, where people of the language write a comma. */
function plain(value: string): string {
  return language() === "fr" && /^-?[\d\s]+,\d+$/.test(value) ? value.replace(/\s/g, "").replace(",", ".") : value;
}

/** isWhole reports whether there is enough to ask: an item, and where it goes or to whom. */
export function isWhole(p: Params): boolean {
  return Boolean((p.item || p.seller || p.figures) && (p.to || p.end_user));
}
