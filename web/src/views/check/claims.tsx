// Claims as what a finding rests on: their sentence, how sure it is, when it holds, and the sources.
import type { Schemas } from "../../api/client";
import { Confidence } from "../../parts/entity";
import { counted, day, since, until } from "../../words/words";

export type ClaimView = Schemas["ClaimView"];

/** Claims lists claims with their sources, folded under a name. */
export function Claims({ claims, name }: { claims: ClaimView[]; name: string }) {
  if (!claims.length) return null;
  return (
    <details class="claims">
      <summary>{name}</summary>
      <ul>
        {claims.map((c) => (
          <li key={c.id}>
            {c.sentence}
            {c.note && <span class="note"> ({c.note})</span>} <Confidence of={c.confidence} />
            <span class="dates">
              {c.valid_from && ` ${since(c.valid_from)}`}
              {c.valid_to && ` ${until(c.valid_to)}`}
            </span>
            <Sources claim={c} />
          </li>
        ))}
      </ul>
    </details>
  );
}

function Sources({ claim }: { claim: ClaimView }) {
  return (
    <ul class="sources">
      {claim.sources.map((s) => (
        <li key={s.id + (s.locator ?? "")}>
          <a href={s.url} target="_blank" rel="noreferrer">
            {s.title}
          </a>
          {s.locator && `, ${s.locator}`}
          {s.publisher && `, ${s.publisher}`}
          {s.published && `, ${day(s.published)}`}
        </li>
      ))}
      {!!claim.more_sources && <li>{counted("claim.more-sources", claim.more_sources)}</li>}
    </ul>
  );
}
