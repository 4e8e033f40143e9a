import type { Schemas } from "../api/client";
import { label } from "../state/ontology";
import { href } from "../state/route";

export type EntityRef = Schemas["EntityRef"];

/** EntityLink leads to the card of an entity, and says of what kind it is. */
export function EntityLink({ entity, kind = true }: { entity: EntityRef; kind?: boolean }) {
  return (
    <a class="entity" data-kind={entity.kind} href={href("entity", { ref: entity.id })}>
      {entity.name}
      {kind && <span class="kind"> {label(entity.kind)}</span>}
    </a>
  );
}

/** Confidence says how sure something is: by its word, and a colour. */
export function Confidence({ of }: { of: string }) {
  return (
    <span class="confidence" data-confidence={of}>
      {label(of)}
    </span>
  );
}
