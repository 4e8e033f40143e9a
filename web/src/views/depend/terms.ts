// What the terms of the graph are called: strata, relations, grades of sources, confidences, countries, fates.
import { label, relations } from "../../state/ontology";
import { en } from "../../words/en";
import { language, t, type Key } from "../../words/words";

/** Fate is what becomes of a node when others are struck. */
export type Fate = "struck" | "lost" | "degraded" | "impaired";

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

export function kindOf(term: string): string {
  return label(term);
}

/** placeOf is the name of a country, of which answers give the id. */
export function placeOf(id: string): string {
  return id.split("-").map((word) => (word.length > 2 && word !== "and" ? word[0]!.toUpperCase() + word.slice(1) : word)).join(" ");
}

/** relation is how the ontology words a relation between two: its sentence without them. */
export function relation(term: string): string {
  const sentence = relations().find((r) => r.name === term)?.sentence?.[language()];
  if (!sentence) return label(term);
  return sentence.replace(/\{(subject|object)\}/g, "").replace(/\{([^|}]*)\|?[^}]*\}/g, "$1").replace(/\s+/g, " ").trim();
}
