import type { Schemas } from "../api/client";
import { label } from "../state/ontology";
import { href } from "../state/route";
import { t } from "../words/words";

export type EntityRef = Schemas["EntityRef"];

/** called is what lists in the language of the answer call an entity. */
export function called(entity: { name: string; called?: string }): string {
  return entity.called ?? entity.name;
}

/** EntityLink leads to the card of an entity, and says of what kind it is; name is what it is called where that is not what lists call it. */
export function EntityLink({ entity, name, kind = true }: { entity: EntityRef; name?: string; kind?: boolean }) {
  return (
    <a class="entity" data-kind={entity.kind} href={href("entity", { ref: entity.id })}>
      {name ?? called(entity)}
      {kind && <span class="kind"> {label(entity.kind)}</span>}
    </a>
  );
}

/** Sure is a confidence. */
export type Sure = "official" | "confirmed" | "reported" | "estimated" | "disputed";

/** Confidence says how sure something is: by its word, and a colour. */
export function Confidence({ of }: { of: Sure }) {
  return (
    <span class="confidence" data-confidence={of}>
      {t(`confidence.${of}`)}
    </span>
  );
}
