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

/** label is what people read for a kind, relation (or its inverse), attribute or stratum; before the ontology has come, the term itself. */
export function label(term: string): string {
  const lang = language();
  const declared = [...(known?.kinds ?? []), ...(known?.attributes ?? [])].find((d) => d.name === term) as { label?: Record<string, string> } | undefined;
  return declared?.label?.[lang] ?? term.replaceAll("_", " ").replaceAll("-", " ");
}
