// Check: which decisions bear on an export, and what is unknown. It never says that something is allowed.
import { useEffect, useMemo, useRef } from "preact/hooks";
import { call, useAnswer, type Schemas } from "../../api/client";
import { called, EntityLink } from "../../parts/entity";
import { Answered } from "../../parts/problem";
import { Copy, Take } from "../../parts/take";
import { label, termLabel } from "../../state/ontology";
import { given, href, useRoute } from "../../state/route";
import { day, language, t } from "../../words/words";
import { Hatch } from "./criteria";
import { isWhole } from "./draft";
import { CheckForm } from "./form";
import { RulingCard, type First } from "./ruling";

type Checked = Schemas["Check"];

/** outcomes are the terms of Check.outcome. */
type Outcome = "prohibited" | "licence-required" | "may-be-controlled" | "none-known";

/** Check is the form, and the answer to it. */
export default function Check() {
  const { params } = useRoute();
  const asked = useMemo(() => given(params), [params]);
  const whole = isWhole(asked);
  const { answer, ...rest } = useAnswer("/v1/check", whole ? asked : undefined);
  const names = useMemo(() => namesOf(answer), [answer]);
  return (
    <div class="check">
      <h1>{t("check.title")}</h1>
      <CheckForm names={names} />
      {whole ? (
        <>
          <Answered asked={{ answer, ...rest }}>{(checked) => <Findings checked={checked} />}</Answered>
          {answer && !rest.problem && <Take call={call("/v1/check", { lang: language(), ...asked })} />}
        </>
      ) : (
        <p class="hint">{t("check.hint")}</p>
      )}
    </div>
  );
}

/** namesOf are the names of what a check is about, by id. */
function namesOf(c: Checked | undefined): Map<string, string> {
  const all = [c?.item, c?.seller, c?.to, c?.end_user, ...(c?.assumed ?? []).map((a) => a.decision)];
  return new Map(all.filter((e) => e !== undefined).map((e) => [e.id, called(e)]));
}

/** Findings is the answer: what it is about, what it comes to, the decisions in groups, what is unknown, and how to have it again. */
function Findings({ checked: c }: { checked: Checked }) {
  const record = useRef<HTMLElement>(null);
  useEffect(() => unfoldInPrint(record.current!), []);
  return (
    <article class="record" ref={record}>
      <Hatch />
      <Head checked={c} />
      {c.items?.length ? c.items.map((one) => <ItemOf key={one.item!.id} checked={one} />) : <Rulings checked={c} />}
      <Record checked={c} />
    </article>
  );
}

function Head({ checked: c }: { checked: Checked }) {
  const outcome = c.outcome as Outcome;
  return (
    <header class="finding">
      <p class="printed">
        {t("check.record.id")} {c.id}. {location.origin + c.call}
      </p>
      <h2>
        {c.item ? <EntityLink entity={c.item} kind={false} /> : c.seller ? <EntityLink entity={c.seller} kind={false} /> : t("check.described")}
        {" → "}
        <EntityLink entity={c.to} kind={false} />
        {c.end_user && (
          <>
            {", "}
            {t("check.for")} <EntityLink entity={c.end_user} kind={false} />
          </>
        )}
        <span class="day">, {day(c.as_of)}</span>
      </h2>
      {c.figures && (
        <p class="given">
          {Object.entries(c.figures)
            .map(([name, value]) => `${label(name)} ${termLabel(name, value)}`)
            .join("; ")}
        </p>
      )}
      <p class="outcome" data-outcome={outcome}>
        {t(`check.outcome.${outcome}`)}
        {!!c.review_policy?.length && <span class="policy"> {c.review_policy.map((p) => termLabel("review_policy", p)).join(", ")}</span>}
      </p>
      <p class="meaning">{c.items ? t("check.strictest", c.items.length) : t(`check.meaning.${outcome}`)}</p>
      <p class="notice">{c.notice}</p>
      {!c.items?.length && <p class="sentence">{c.text}</p>}
    </header>
  );
}

/** ItemOf is the check of one item of a seller. */
function ItemOf({ checked: c }: { checked: Checked }) {
  return (
    <details class="item">
      <summary>
        {called(c.item!)} <span class="outcome small" data-outcome={c.outcome}>{t(`check.outcome.${c.outcome as Outcome}`)}</span>
      </summary>
      <p>{c.text}</p>
      <Rulings checked={c} />
    </details>
  );
}

function Rulings({ checked: c }: { checked: Checked }) {
  const first = useMemo(() => firstShown([...c.decisions, ...c.may_apply, ...c.exceptions, ...c.not_applicable, ...c.also_concerns]), [c]);
  return (
    <>
      <Group name={t("check.apply")} rulings={c.decisions} first={first} none={t("check.apply.none")} />
      <Group name={t("check.may-apply")} rulings={c.may_apply} first={first} />
      <Group name={t("check.exceptions")} rulings={c.exceptions} first={first} />
      {c.unknowns.length > 0 && (
        <section class="unknowns">
          <h3>{t("check.unknowns")}</h3>
          <ul>
            {c.unknowns.map((u) => (
              <li key={u}>{u}</li>
            ))}
          </ul>
        </section>
      )}
      <Group name={t("check.not-applicable")} rulings={c.not_applicable} first={first} folded />
      <Group name={t("check.also")} rulings={c.also_concerns} first={first} folded />
    </>
  );
}

function firstShown(rulings: Checked["decisions"]): First {
  return new Map(rulings.flatMap((r) => (r.criteria ?? []).map((c) => [c.claim.id, r.decision.id] as const)).toReversed()); // of several the first stays
}

interface GroupProps {
  name: string;
  rulings: Checked["decisions"];
  first: First;
  none?: string; // said where there are none; without it the group is left out
  folded?: boolean;
}

function Group({ name, rulings, first, none, folded }: GroupProps) {
  if (!rulings.length && !none) return null;
  const cards = rulings.map((r) => <RulingCard key={r.decision.id} ruling={r} first={first} />);
  const heading = (
    <h3>
      {name} <span class="count">{rulings.length}</span>
    </h3>
  );
  if (folded) {
    return (
      <details class="group">
        <summary>{heading}</summary>
        {cards}
      </details>
    );
  }
  return (
    <section class="group">
      {heading}
      {rulings.length ? cards : <p>{none}</p>}
    </section>
  );
}

/** Record is how to come back to this very answer. */
function Record({ checked: c }: { checked: Checked }) {
  const { params } = useRoute();
  const later = location.origin + c.call;
  return (
    <section class="later">
      <h3>{t("check.record")}</h3>
      <dl>
        <div>
          <dt>{t("check.record.id")}</dt>
          <dd>
            <code>{c.id}</code> <Copy text={c.id} />
          </dd>
        </div>
        <div>
          <dt>{t("basis.known_at")}</dt>
          <dd>{c.known_at}</dd>
        </div>
        <div>
          <dt>{t("check.record.call")}</dt>
          <dd>
            <code>{later}</code> <Copy text={later} />
          </dd>
        </div>
      </dl>
      <p class="actions">
        <a href={href("check", { ...given(params), known_at: c.known_at, lang: language() })}>{t("check.record.link")}</a>{" "}
        <button type="button" onClick={() => print()}>
          {t("check.print")}
        </button>
      </p>
    </section>
  );
}

/** unfoldInPrint opens what is folded while the page is printed: a record for the file has all of it. */
function unfoldInPrint(within: HTMLElement): () => void {
  let opened: HTMLDetailsElement[] = [];
  const open = () => {
    opened = [...within.querySelectorAll<HTMLDetailsElement>("details:not([open])")];
    for (const d of opened) d.open = true;
  };
  const close = () => {
    for (const d of opened) d.open = false;
  };
  addEventListener("beforeprint", open);
  addEventListener("afterprint", close);
  return () => {
    removeEventListener("beforeprint", open);
    removeEventListener("afterprint", close);
  };
}
