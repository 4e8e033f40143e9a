import { call, useAnswer, type Answer } from "../api/client";
import { ClaimCard, Contrast, Contrasted, useClaims } from "../parts/claims";
import { Answered, NoPage } from "../parts/problem";
import { Take } from "../parts/take";
import { useRoute } from "../state/route";
import { language, t } from "../words/words";

/** ClaimAlone is one claim, what datasets say otherwise of it, and beside it what contradicts it. */
export default function ClaimAlone() {
  const id = useRoute().params.get("id") ?? "";
  const asked = useAnswer("/v1/claims/{id}", { id });
  if (asked.problem) return <NoPage title={t("claim.title")} problem={asked.problem} />;
  return (
    <Answered asked={asked}>
      {(claim) => (
        <article class="claim-alone">
          <h1>{claim.sentence}</h1>
          {claim.contradicts?.length ? <Beside id={claim.id} /> : !claim.statements?.length && <ClaimCard claim={claim} names={claim.names} said="none" />}
          <Statements claim={claim} />
          <Take call={call("/v1/claims/{id}", { id, lang: language() })} />
        </article>
      )}
    </Answered>
  );
}

function Beside({ id }: { id: string }) {
  return <Answered asked={useClaims([id])}>{(all) => <Contrasted claims={all.claims} names={all.names} />}</Answered>;
}

function Statements({ claim }: { claim: Answer<"/v1/claims/{id}"> }) {
  if (!claim.statements?.length) return null;
  return (
    <Contrast title={t("claim.statements")}>
      {claim.statements.map((s, i) => (
        <ClaimCard key={i} claim={s} names={claim.names} said="text" />
      ))}
    </Contrast>
  );
}
