import { useAnswer } from "../api/client";
import { ClaimGroups } from "../parts/claims";
import { Answered, NoPage } from "../parts/problem";
import { label } from "../state/ontology";
import { given, href, useRoute } from "../state/route";
import { t, type Key } from "../words/words";

const leads = ["dependents", "dependencies", "impact", "decisions", "timeline", "listings", "owners", "holdings", "affiliates", "neighbours"] as const;

/** Entity is the card of an entity: what it is called, where to go from it, and its claims. */
export default function Entity() {
  const { params } = useRoute();
  const ref = params.get("ref") ?? "";
  const asked = useAnswer("/v1/entities/{ref}", { ...given(params), ref });
  if (asked.problem) return <NoPage title={ref} problem={asked.problem} />;
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
          <ClaimGroups claims={card.claims} names={card.names} about={card.id} leftOut={card.left_out} />
        </article>
      )}
    </Answered>
  );
}
