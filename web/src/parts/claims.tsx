// Claims as they are read: each with what it says, since when, how sure and on what ground; those that contradict each other in columns.
import type { ComponentChildren } from "preact";
import { useEffect, useId, useState } from "preact/hooks";
import { ask, call, Problem, useAnswer, type Answer, type Asked, type Schemas } from "../api/client";
import { label, relations, useOntology } from "../state/ontology";
import { basis, href, useRoute } from "../state/route";
import { counted, day, type Key, language, number, since, t, until } from "../words/words";
import { called, Confidence } from "./entity";
import { Answered } from "./problem";
import { Copy } from "./take";

export type Claim = Schemas["ClaimView"];
type Source = Schemas["SourceRef"];

/** Names are the names of entities by id. */
export type Names = Record<string, string>;

/** most is how many claims are fetched one by one at once, and how many are shown of a list of ids. */
const most = { together: 6, shown: 60 };

/** folded is how many claims a group shows at most before it shows but the first of them. */
const folded = { most: 8, first: 4 };

/** ClaimsPanel shows the claims of an entity by predicate, or those of some ids with those that contradict them. */
export function ClaimsPanel({ entity, claims, onClose }: { entity?: string; claims?: string[]; onClose?(): void }) {
  const { params } = useRoute();
  const on = Object.fromEntries(basis.map((name) => [name, params.get(name) ?? undefined]));
  const card = useAnswer("/v1/entities/{ref}", entity ? { ...on, lang: language(), ref: entity } : undefined);
  const some = useClaims(entity ? undefined : claims);
  const heading = useId();
  return (
    <section class="claims-panel" aria-labelledby={heading}>
      <header>
        <h2 id={heading}>{entity && card.answer ? <a href={href("entity", { ref: card.answer.id })}>{called(card.answer)}</a> : t("claim.title")}</h2>
        {onClose && (
          <button type="button" class="quiet" aria-label={t("claim.close")} title={t("claim.close")} onClick={onClose}>
            ✕
          </button>
        )}
      </header>
      {entity ? (
        <Answered asked={card}>{(c) => <ClaimGroups card={c} under={3} />}</Answered>
      ) : (
        <Answered asked={some}>{(all) => <Contrasted claims={all.claims} names={all.names} />}</Answered>
      )}
    </section>
  );
}

/** ClaimGroups shows the claims of a card under the predicates, or inverses, by which they are read, first those that tell what such an entity is. */
export function ClaimGroups({ card, under = 2 }: { card: Answer<"/v1/entities/{ref}">; under?: 2 | 3 }) {
  const { claims, names, id: about, left_out: leftOut = {}, kind } = card;
  const tells = useOntology()?.kinds.find((k) => k.name === kind)?.tells ?? [];
  const place = (predicate: string) => (tells.includes(predicate) ? tells.indexOf(predicate) : tells.length);
  const groups = Object.keys(claims).toSorted((a, b) => place(a) - place(b) || label(a).localeCompare(label(b), language()));
  if (!groups.length) return <p>{t("claim.none")}</p>;
  return (
    <>
      {groups.map((predicate) => (
        <ClaimGroup key={predicate} predicate={predicate} claims={claims[predicate]!} names={names} about={about} more={leftOut[predicate] ?? 0} under={under} />
      ))}
    </>
  );
}

function ClaimGroup({ predicate, claims, names, about, more, under }: { predicate: string; claims: Claim[]; names: Names; about: string; more: number; under: 2 | 3 }) {
  const [open, setOpen] = useState(false);
  const Heading = `h${under}` as "h2" | "h3";
  const whole = open || claims.length <= folded.most;
  return (
    <section class="claim-group">
      <Heading>
        {label(predicate)} <span class="count">{number(claims.length + more)}</span>
      </Heading>
      <Contrasted claims={whole ? claims : withContradicting(claims, folded.first)} names={names} about={about} />
      {!whole && (
        <button type="button" class="quiet" onClick={() => setOpen(true)}>
          {t("claim.unfold", claims.length)}
        </button>
      )}
      {more > 0 && whole && (
        <p>
          <a href={href("claims", inverse(claims[0]!, about) ? { object: about, predicate: claims[0]!.predicate } : { subject: about, predicate })}>{t("claim.left-out", more)}</a>
        </p>
      )}
    </section>
  );
}

/** inverse reports whether a claim is read from its object. */
function inverse(claim: Claim, about: string) {
  return claim.subject !== about;
}

/** withContradicting are the first claims, and those of the others that contradict them. */
function withContradicting(claims: Claim[], first: number): Claim[] {
  const shown = new Set(claims.slice(0, first).flatMap((c) => [c.id, ...(c.contradicts ?? [])]));
  return claims.filter((c) => shown.has(c.id));
}

/** Contrasted shows claims, those that contradict each other side by side. */
export function Contrasted({ claims, names, about }: { claims: Claim[]; names: Names; about?: string }) {
  return (
    <ul class="claims">
      {sets(claims).map((set) => (
        <li key={set[0]!.id} class={set.length > 1 ? "wide" : undefined}>
          {set.length === 1 ? (
            <ClaimCard claim={set[0]!} names={names} about={about} />
          ) : (
            <Contrast title={set.every((c) => c.id === set[0]!.id) ? t("claim.statements") : t("claim.contradict", set.length)}>
              {set.map((c, i) => (
                <ClaimCard key={i} claim={c} names={names} about={about} />
              ))}
            </Contrast>
          )}
        </li>
      ))}
    </ul>
  );
}

/** Contrast sets what does not agree side by side. */
export function Contrast({ title, children }: { title: string; children: ComponentChildren }) {
  const id = useId();
  return (
    <div class="contrast" role="group" aria-labelledby={id}>
      <p id={id} class="contrast-title">
        {title}
      </p>
      <div class="beside">{children}</div>
    </div>
  );
}

/** sets are claims in their order, those together that contradict each other, or are what datasets say otherwise of one claim. */
function sets(claims: Claim[]): Claim[][] {
  const by = new Map<string, Claim[]>();
  for (const c of claims) by.set(c.id, [...(by.get(c.id) ?? []), c]);
  const seen = new Set<string>();
  return [...by.keys()].flatMap((id) => {
    if (seen.has(id)) return [];
    const set: Claim[] = [];
    const wait = [id];
    for (let next = wait.shift(); next !== undefined; next = wait.shift()) {
      if (seen.has(next)) continue;
      seen.add(next);
      const said = by.get(next) ?? [];
      set.push(...said);
      wait.push(...said.flatMap((c) => c.contradicts ?? []));
    }
    return [set];
  });
}

/** ClaimCard is a claim with all that is known of it: its sentence leads to it, is a text, or stands above it. About is the entity whose claims are shown, which needs no link. */
export function ClaimCard({ claim, names, about, said = "link" }: { claim: Claim; names: Names; about?: string; said?: "link" | "text" | "none" }) {
  const { view, params } = useRoute();
  const current = view === "claim" ? params.get("id") : undefined;
  const when = dates(claim);
  const ends = [claim.subject, claim.object].filter((id): id is string => !!id && id !== about);
  return (
    <article class="claim" data-confidence={claim.confidence}>
      {said === "link" && (
        <p class="said">
          <a href={href("claim", { id: claim.id })} aria-current={claim.id === current ? "page" : undefined}>
            {claim.sentence}
          </a>
        </p>
      )}
      {said === "text" && <p class="said">{claim.sentence}</p>}
      <p class="ground">
        <Confidence of={claim.confidence} /> {when && <span>{when}</span>}
        {claim.withdrawn_at && <span class="withdrawn">{t("claim.withdrawn", day(claim.withdrawn_at.slice(0, 10)))}</span>}
      </p>
      <Facts claim={claim} names={names} ends={ends} />
      {claim.note && <p class="note">{claim.note}</p>}
      <Sources claim={claim} />
      {!!claim.derived_from?.length && <Premises ids={claim.derived_from} />}
      <div class="record">
        <span>{[claim.datasets.join(", "), t("claim.recorded", day(claim.recorded_at.slice(0, 10)))].filter(Boolean).join(", ")}</span>
        <Taken claim={claim} />
      </div>
    </article>
  );
}

/** dates says when a claim holds, as precisely as it is known, and that it is undated where it has a beginning that is not known: a figure has none. */
export function dates(claim: Claim): string {
  const from = claim.valid_from ? since(claim.valid_from) : "";
  const to = claim.valid_to ? until(claim.valid_to) : "";
  const begins = claim.undated || relations().some((r) => r.name === claim.predicate && r.comes_and_goes);
  return [from, to].filter(Boolean).join(", ") || (begins ? t("claim.undated") : "");
}

function Facts({ claim, names, ends }: { claim: Claim; names: Names; ends: string[] }) {
  const link = (id: string) => <a href={href("entity", { ref: id })}>{names[id] ?? id}</a>;
  const percent = (x: number) => `${number(x * 100)} %`;
  const facts: [string, ComponentChildren][] = [];
  if (ends.length) facts.push([t("claim.about"), ends.map((id, i) => [i > 0 && ", ", link(id)])]);
  if (claim.share != null) facts.push([t("claim.share"), claim.share_most != null ? `${percent(claim.share)} – ${percent(claim.share_most)}` : percent(claim.share)]);
  if (claim.quantity) facts.push([t("claim.quantity"), `${number(claim.quantity.number)} ${claim.quantity.unit ?? ""}`]);
  if (claim.item) facts.push([t("claim.item"), link(claim.item)]);
  if (claim.for) facts.push([t("claim.for"), link(claim.for)]);
  if (claim.role) facts.push([t("claim.role"), t(`claim.role.${claim.role}` as Key)]);
  if (claim.purpose) facts.push([t("claim.purpose"), claim.purpose]);
  if (!facts.length) return null;
  return (
    <dl class="facts">
      {facts.map(([name, value]) => (
        <div key={name}>
          <dt>{name}</dt>
          <dd>{value}</dd>
        </div>
      ))}
    </dl>
  );
}

function Sources({ claim }: { claim: Claim }) {
  return (
    <ul class="sources" aria-label={t("claim.sources")}>
      {claim.sources.map((s) => (
        <li key={s.id + (s.locator ?? "")}>
          <SourceLink source={s} />
        </li>
      ))}
      {!!claim.more_sources && (
        <li>
          <a href={href("claim", { id: claim.id })}>{counted("claim.more-sources", claim.more_sources)}</a>
        </li>
      )}
    </ul>
  );
}

/** SourceLink leads to the document of a source, and to all that rests on it. */
export function SourceLink({ source: s }: { source: Source }) {
  const about = [s.publisher, s.kind && kindOfSource(s.kind), s.published && day(s.published), s.locator].filter(Boolean).join(" · ");
  return (
    <>
      {s.url ? (
        <a href={s.url} target="_blank" rel="noopener noreferrer">
          {s.title}
          <span class="unseen"> {t("claim.elsewhere")}</span>
        </a>
      ) : (
        s.title
      )}{" "}
      <span class="about">
        {about}{" "}
        <a href={href("source", { id: s.id })}>
          {t("claim.rests")}
          <span class="unseen">: {s.title}</span>
        </a>
      </span>
    </>
  );
}

/** kindOfSource is what people read for a kind of source. */
export function kindOfSource(kind: string): string {
  return t(`claim.source.${kind}` as Key);
}

function Premises({ ids }: { ids: string[] }) {
  const [open, setOpen] = useState(false);
  const asked = useClaims(open ? ids : undefined, false);
  return (
    <details class="premises" onToggle={(e) => e.target === e.currentTarget && setOpen(e.currentTarget.open)}>
      <summary>{counted("claim.follows", ids.length)}</summary>
      {open && <Answered asked={asked}>{(all) => <Contrasted claims={all.claims} names={all.names} />}</Answered>}
    </details>
  );
}

/** cited is a claim's sources in one line, as a note has them. */
export function cited(sources: Source[]): string {
  return sources.map((s) => [s.publisher, s.title, s.published, s.locator, s.url].filter(Boolean).join(", ")).join("; ");
}

/** inShort is who said it, and when. */
function inShort(sources: Source[]): string {
  return [...new Set(sources.map((s) => [s.publisher ?? s.title, s.published && day(s.published)].filter(Boolean).join(", ")))].join("; ");
}

function Taken({ claim }: { claim: Claim }) {
  const sure = [t(`confidence.${claim.confidence}` as Key), dates(claim)].filter(Boolean).join(", ");
  const sentence = `${claim.sentence} (${[sure, inShort(claim.sources)].filter(Boolean).join("; ")})`;
  const form = (name: string) => async () => {
    const response = await fetch(call("/v1/claims/{id}", { id: claim.id, format: name }));
    if (!response.ok) throw new Problem(response.status, {});
    return response.text();
  };
  return (
    <details class="taken">
      <summary>{t("claim.take")}</summary>
      <p>
        <Copy text={sentence}>{t("claim.copy-sentence")}</Copy> <Copy text={cited(claim.sources)}>{t("claim.copy-citation")}</Copy>{" "}
        <Copy text={location.origin + href("claim", { id: claim.id, lang: language() })}>{t("claim.copy-link")}</Copy> <Copy text={form("bibtex")}>BibTeX</Copy>{" "}
        <Copy text={form("csl-json")}>CSL-JSON</Copy>
      </p>
    </details>
  );
}

/** Fetched are claims with the names of what they name. */
interface Fetched {
  claims: Claim[];
  names: Names;
}

/** useClaims fetches claims by id, a few at once, and those that contradict them unless it is told not to. */
export function useClaims(ids: string[] | undefined, contradicting = true): Asked<Fetched> {
  const [asked, set] = useState<Asked<Fetched>>({ loading: true });
  const key = ids?.join(" ");
  const lang = language();
  useEffect(() => {
    if (key === undefined) return;
    const stop = new AbortController();
    set((before) => ({ answer: before.answer, loading: true }));
    fetchClaims(key.split(" ").filter(Boolean), contradicting, stop.signal).then(
      (answer) => set({ answer, loading: false }),
      (error) => stop.signal.aborted || set({ problem: error instanceof Problem ? error : new Problem(0, { detail: String(error) }), loading: false }),
    );
    return () => stop.abort();
  }, [key, contradicting, lang]);
  return asked;
}

async function fetchClaims(ids: string[], contradicting: boolean, signal: AbortSignal): Promise<Fetched> {
  const got: Fetched = { claims: [], names: {} };
  const known = new Set(ids);
  const wait = ids.slice(0, most.shown);
  while (wait.length) {
    for (const c of await Promise.all(wait.splice(0, most.together).map((id) => ask("/v1/claims/{id}", { id }, signal)))) {
      got.claims.push(c);
      Object.assign(got.names, c.names);
      for (const id of contradicting ? (c.contradicts ?? []) : []) {
        if (!known.has(id) && known.size < most.shown) wait.push(id);
        known.add(id);
      }
    }
  }
  return got;
}
