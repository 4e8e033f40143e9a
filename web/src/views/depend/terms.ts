// What the terms of the graph are called: strata, channels, grades of sources, confidences, fates.
import { label } from "../../state/ontology";
import { en } from "../../words/en";
import { t, type Key } from "../../words/words";

/** Fate is what becomes of a node when others are struck. */
export type Fate = "struck" | "lost" | "degraded" | "impaired";

/** Came is how what is shown, and was not on the day that it is compared with, differs: it is new since, or gone by that later day. */
export type Came = "new" | "later";

/** said is a message by its key if there is one, else the term itself. */
function said(prefix: string, term: string): string {
  const key = `${prefix}.${term}`;
  return key in en ? t(key as Key) : label(term);
}

export function stratum(term: string): string {
  return term ? said("depend.stratum", term) : t("depend.stratum.none");
}

export function confidence(term: string): string {
  return said("depend.confidence", term);
}

export function grade(term: string): string {
  return term ? said("depend.grade", term) : t("depend.grade.none");
}

export function channel(term: string): string {
  return said("depend.channel", term);
}

export function fate(term: Fate): string {
  return t(`depend.fate.${term}`);
}

export function cameMark(came: Came): string {
  return t(came === "new" ? "depend.came-mark" : "depend.gone-later-mark");
}
