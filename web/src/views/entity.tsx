import { call, useAnswer, useFetched, type Answer } from "../api/client";
import { ClaimGroups } from "../parts/claims";
import { called } from "../parts/entity";
import { Answered, NoPage } from "../parts/problem";
import type { Grid } from "../parts/table";
import { Take } from "../parts/take";
import { label, useOntology, type Ontology } from "../state/ontology";
import { given, href, useRoute } from "../state/route";
import { language, t, type Key } from "../words/words";

type Card = Answer<"/v1/entities/{ref}">;

/** Entity is the card of an entity: what it is called, where to go from it, and its claims. */
export default function Entity() {
  const { params } = useRoute();
  const ref = params.get("ref") ?? "";
  const asked = useAnswer("/v1/entities/{ref}", ref ? { ...given(params), ref } : undefined);
  if (asked.problem) return <NoPage title={ref} problem={asked.problem} />;
  return (
    <Answered asked={asked}>
      {(card) => (
        <article>
          <h1>
            {called(card)} <span class="kind">{label(card.kind)}</span>
          </h1>
          <Told call={call("/v1/entities/{ref}", { lang: language(), ...given(params), ref, format: "table" })} />
          <Called card={card} />
          <Leads card={card} />
          <ClaimGroups card={card} />
          <Take call={call("/v1/entities/{ref}", { lang: language(), ...given(params), ref })} />
        </article>
      )}
    </Answered>
  );
}

/** Told says in a few sentences what an entity is, as the server tells it beside a table of the same card. */
function Told({ call }: { call: string }) {
  const { answer } = useFetched<Grid>(call);
  return <p class="sentence told">{answer?.sentence}</p>;
}

/** Called is where an entity belongs, what else it is called, and by what it is known elsewhere. */
function Called({ card }: { card: Card }) {
  const languages = new Intl.DisplayNames([language()], { type: "language" });
  const facts = [
    card.country && card.country !== card.id && (
      <div key="state">
        <dt>{t("entity.state")}</dt>
        <dd>
          <a href={href("entity", { ref: card.country })}>{card.names[card.country] ?? card.country}</a>
        </dd>
      </div>
    ),
    !!card.aliases?.length && (
      <div key="also">
        <dt>{t("entity.also")}</dt>
        <dd>
          {card.aliases.map((a, i) => (
            <span key={a.name}>
              {i > 0 && " · "}
              <span lang={a.lang}>{a.name}</span>
              {a.lang && <span class="kind"> {languages.of(a.lang)}</span>}
            </span>
          ))}
        </dd>
      </div>
    ),
    ...Object.entries(card.identifiers ?? {}).map(([scheme, id]) => (
      <div key={scheme}>
        <dt>{scheme.length > 4 ? scheme : scheme.toUpperCase()}</dt>
        <dd>{id}</dd>
      </div>
    )),
  ];
  return <dl class="facts">{facts}</dl>;
}

/** leads are the views that show an entity, and of which kinds of entity they have something to show: any, one of those that can be owned, own, or be listed. */
const leads: [view: string, of?: (o: Ontology, kind: string) => boolean][] = [
  ["dependents"],
  ["dependencies"],
  ["impact"],
  ["decisions"],
  ["check", (o, kind) => !!o.kinds.find((k) => k.name === kind)?.item],
  ["listings", (o, kind) => !!o.relations.find((r) => r.name === o.binding.listed_by)?.from?.includes(kind)],
  ["owners", (o, kind) => o.relations.some((r) => r.channel === "ownership" && r.from?.includes(kind))],
  ["holdings", (o, kind) => o.relations.some((r) => r.channel === "ownership" && r.to?.includes(kind))],
  ["affiliates", (o, kind) => o.relations.some((r) => r.channel === "ownership" && r.to?.includes(kind))],
  ["timeline"],
  ["neighbours"],
];

function Leads({ card }: { card: Card }) {
  const ontology = useOntology();
  return (
    <ul class="leads">
      {leads.map(
        ([view, of]) =>
          (!of || (ontology && of(ontology, card.kind))) && (
            <li key={view}>
              <a href={href(view, { [{ impact: "remove", check: "item" }[view] ?? "ref"]: card.id })}>{t(`entity.${view}` as Key)}</a>
            </li>
          ),
      )}
    </ul>
  );
}
