// The words of the ontology, from the server: kinds, relations, attributes and strata with their labels. Nothing of it stands here.
import { fetchJSON, type Answer } from "../api/client";
import { useEffect, useState } from "preact/hooks";
import { language } from "../words/words";

export type Ontology = Answer<"/v1/ontology">;

let asked: Promise<Ontology> | undefined;
let known: Ontology | undefined;

/** useOntology is the ontology once it has come; it is asked for once. */
export function useOntology(): Ontology | undefined {
  const [ontology, set] = useState(known);
  useEffect(() => {
    asked ??= fetchJSON<Ontology>("/v1/ontology");
    asked.then(
      (o) => set((known = o)),
      () => (asked = undefined),
    );
  }, []);
  return ontology;
}

/** Labelled is a word of the ontology with what people call it, and its terms. */
interface Labelled {
  name: string;
  label?: Record<string, string>;
  term_labels?: Record<string, Record<string, string>>;
}

/** label is what people read for a kind, relation (or its inverse), attribute, or term of one; before the ontology has come, the term itself. */
export function label(term: string): string {
  const lang = language();
  const words: Labelled[] = [...(known?.kinds ?? []), ...(known?.attributes ?? [])];
  const relation = known?.relations.find((r) => r.name === term);
  const inverse = known?.relations.find((r) => r.inverse === term);
  const declared = words.find((w) => w.name === term)?.label ?? relation?.label ?? inverse?.inverse_label ?? words.find((w) => w.term_labels?.[term])?.term_labels?.[term];
  return declared?.[lang] ?? term.replaceAll("_", " ").replaceAll("-", " ");
}

/** termLabel is what people read for a term of an attribute, as "a licence requirement" for require-licence of effect; the term itself where it has no label. */
export function termLabel(attribute: string, term: string): string {
  const declared = known?.attributes?.find((a) => a.name === attribute) as { term_labels?: Record<string, Record<string, string>> } | undefined;
  const text = declared?.term_labels?.[term]?.[language()] ?? term;
  return text.replace(/\{([^|}]*)[^}]*\}/g, "$1"); // {masculine|feminine|…}
}

/** relations are those of the ontology, once it has come. */
export function relations(): Ontology["relations"] {
  return known?.relations ?? [];
}
