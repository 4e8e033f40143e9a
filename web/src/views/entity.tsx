import { useAnswer } from "../api/client";
import { Answered } from "../parts/problem";
import { label } from "../state/ontology";
import { given, href, useRoute } from "../state/route";
import { t, type Key } from "../words/words";

const leads = ["dependents", "dependencies", "impact", "decisions", "timeline", "listings", "owners", "holdings", "affiliates", "neighbours"] as const;

/** Entity is the card of an entity: what it is called, where to go from it, and its claims. */
export default function Entity() {
  const { params } = useRoute();
  const ref = params.get("ref") ?? "";
  const asked = useAnswer("/v1/entities/{ref}", { ...given(params), ref });
  return (
    <Answered asked={asked}>
      {(card) => (
        <article>
          <h1>
            {card.name} <span class="kind">{label(card.kind)}</span>
          </h1>
          {!!card.aliases?.length && (
            <p>
              {t("entity.also")} {card.aliases.map((a) => a.name).join(", ")}
            </p>
          )}
          <ul class="leads">
            {leads.map((lead) => (
              <li key={lead}>
                <a href={href(lead, lead === "impact" ? { remove: card.id } : { ref: card.id })}>{t(`entity.${lead}` as Key)}</a>
              </li>
            ))}
          </ul>
          {Object.entries(card.claims).map(([predicate, claims]) => (
            <section key={predicate}>
              <h2>{label(predicate)}</h2>
              <ul>
                {claims?.map((c) => (
                  <li key={c.id}>{c.sentence}</li>
                ))}
              </ul>
            </section>
          ))}
        </article>
      )}
    </Answered>
  );
}
