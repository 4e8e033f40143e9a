// A decision as it stands to an export: what it does, why, and what that rests on.
import type { Schemas } from "../../api/client";
import { called, EntityLink } from "../../parts/entity";
import { label, termLabel } from "../../state/ontology";
import { day, number, since, t } from "../../words/words";
import { Claims, type ClaimView } from "./claims";
import { CriterionCard, VerdictBadge } from "./criteria";

export type Ruling = Schemas["Ruling"];
type Exception = Schemas["ExceptionView"];

/** First says of which decision a criterion is shown first, by the id of the claim that states it: decisions share criteria. */
export type First = ReadonlyMap<string, string>;

/** RulingCard shows a decision of a check, or an exception, that answers others. */
export function RulingCard({ ruling, first }: { ruling: Ruling | Exception; first: First }) {
  const answers = "answers" in ruling ? ruling.answers : [];
  const other = groupsOf(ruling.other ?? []);
  return (
    <article class="ruling" aria-label={called(ruling.decision)}>
      <h4>
        <EntityLink entity={ruling.decision} kind={false} />
        {ruling.assumed && <span class="kind"> {t("check.assumed")}</span>}
      </h4>
      <p class="reason">{ruling.reason}</p>
      <dl>
        <Item name={t("check.in-force")}>
          {ruling.in_force === null ? t("check.in-force.unknown") : t(ruling.in_force ? "check.yes" : "check.no")}
          {ruling.status.map((s) => s.valid_from && <span key={s.id}> {since(s.valid_from)}</span>)}
        </Item>
        <Values name={label("effect")} claims={ruling.effects} />
        <Values name={label("review_policy")} claims={ruling.review_policy ?? []} />
        {ruling.instead && (
          <Item name={t("check.instead")}>
            <EntityLink entity={ruling.instead} kind={false} />
          </Item>
        )}
        <Values name={label("condition")} claims={ruling.conditions} />
        {answers.length > 0 && (
          <Item name={t("check.answers")}>
            {answers.map((d, i) => (
              <span key={d.id}>
                {i > 0 && ", "}
                <EntityLink entity={d} kind={false} />
              </span>
            ))}
          </Item>
        )}
        {"fits" in ruling && (
          <Item name={t("check.fits")}>
            <VerdictBadge of={ruling.fits} />
          </Item>
        )}
        {ruling.issued_by.length > 0 && (
          <Item name={t("check.issued_by")}>
            {ruling.issued_by.map((e, i) => (
              <span key={e.id}>
                {i > 0 && ", "}
                <EntityLink entity={e} kind={false} />
              </span>
            ))}
          </Item>
        )}
        {[...other].map(([predicate, claims]) => (
          <Values key={predicate} name={label(predicate)} claims={claims} />
        ))}
        {!!ruling.parts?.length && (
          <Item name={t("check.parts")}>
            {ruling.parts.map((c) => (
              <span key={c.id} class="line">
                {c.sentence}
                {c.note && <span class="note"> ({c.note})</span>}
              </span>
            ))}
          </Item>
        )}
      </dl>
      {ruling.criteria?.map((c, i) => <CriterionCard key={i} criterion={c} open={first.get(c.claim.id) === ruling.decision.id} />)}
      <Claims claims={ruling.because} name={t("check.because", ruling.because.length)} />
      <Claims claims={[...ruling.status, ...ruling.effects, ...(ruling.review_policy ?? []), ...ruling.conditions, ...(ruling.other ?? [])]} name={t("check.said")} />
    </article>
  );
}

function Item({ name, children }: { name: string; children: preact.ComponentChildren }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  );
}

/** Values are what claims give for one attribute. */
function Values({ name, claims }: { name: string; claims: ClaimView[] }) {
  if (!claims.length) return null;
  return (
    <Item name={name}>
      {claims.map((c) => (
        <span key={c.id} class="line">
          {valueOf(c)}
          {c.note && <span class="note"> ({c.note})</span>}
        </span>
      ))}
    </Item>
  );
}

function valueOf(c: ClaimView): string {
  if (typeof c.value === "number") return `${number(c.value)} ${c.unit ?? ""}`.trim();
  const text = String(c.value ?? c.sentence);
  return /^\d{4}(-\d\d){0,2}$/.test(text) ? day(text) : termLabel(c.predicate, text);
}

/** groupsOf are what else is said of a decision, by attribute; its criteria are shown as such. */
function groupsOf(claims: ClaimView[]): Map<string, ClaimView[]> {
  const groups = new Map<string, ClaimView[]>();
  for (const c of claims) {
    if (c.predicate !== "criterion") groups.set(c.predicate, [...(groups.get(c.predicate) ?? []), c]);
  }
  return groups;
}
