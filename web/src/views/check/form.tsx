// The form of a check. The boxes of names are forms of their own, so that this one is joined to its fields by name and not by nesting.
import { useEffect, useRef, useState } from "preact/hooks";
import { called } from "../../parts/entity";
import { Names } from "../../parts/lookup";
import { label, termLabel, useOntology, type Ontology } from "../../state/ontology";
import { go, href, useRoute } from "../../state/route";
import { t } from "../../words/words";
import { draftOf, isWhole, paramsOf, type By, type Draft } from "./draft";

const form = "check-form";

/** CheckForm puts a check together and asks it. names are those of entities by id, for the boxes that hold one. */
export function CheckForm({ names }: { names: ReadonlyMap<string, string> }) {
  const { params } = useRoute();
  const ontology = useOntology();
  const [draft, setDraft] = useState(() => draftOf(params));
  const [chosen] = useState(() => new Map<string, string>());
  useEffect(() => setDraft(draftOf(params)), [params]);
  const set = (part: Partial<Draft>) => setDraft((d) => ({ ...d, ...part }));
  const sent = useRef<HTMLFormElement>(null);
  const [isShort, setShort] = useState(false);
  const send = (event: Event) => {
    event.preventDefault();
    const params = paramsOf(draft);
    setShort(!isWhole(params));
    if (isWhole(params)) go(href("check", params));
  };
  const box = (field: "item" | "seller" | "to" | "end_user", kinds?: readonly string[]) => (
    <Names
      name={t(`check.${field}`)}
      placeholder={t(`check.${field}.example`)}
      value={chosen.get(draft[field]) ?? names.get(draft[field]) ?? draft[field]}
      kinds={kinds}
      onTyped={(text) => set({ [field]: text })}
      onEnter={() => sent.current!.requestSubmit()}
      onEntity={(e) => (chosen.set(e.id, called(e)), set({ [field]: e.id }))}
    />
  );
  return (
    <section class="check-form" aria-label={t("check.form")}>
      <form id={form} ref={sent} onSubmit={send} />
      <div class="check-item">
        <fieldset class="segments">
          <legend class="unseen">{t("check.by")}</legend>
          {(["item", "figures", "seller"] as By[]).map((by) => (
            <label key={by}>
              <input type="radio" name="by" form={form} checked={draft.by === by} onChange={() => set({ by })} />
              <span>{t(`check.by.${by}`)}</span>
            </label>
          ))}
        </fieldset>
        {draft.by === "item" && box("item", kindsOf(ontology, "item"))}
        {draft.by === "seller" && box("seller", kindsOf(ontology, "actor"))}
        {draft.by === "figures" && <Figures draft={draft} set={set} ontology={ontology} />}
      </div>
      <div class="check-to">
        <div>
          <span aria-hidden="true">{t("check.to")}</span>
          {box("to")}
        </div>
        <div>
          <span aria-hidden="true">{t("check.end_user")}</span>
          {box("end_user")}
        </div>
        <label>
          <span>{t("basis.as_of")}</span>
          <input type="date" form={form} value={draft.as_of} onInput={(e) => set({ as_of: e.currentTarget.value })} />
        </label>
        <button form={form}>{t("check.ask")}</button>
      </div>
      {isShort && (
        <p class="lacks" role="alert">
          {t("check.lacks")}
        </p>
      )}
      <Assumed draft={draft} set={set} ontology={ontology} names={names} chosen={chosen} />
    </section>
  );
}

const kindsByRole: Record<string, readonly string[]> = {};

/** kindsOf are the kinds of items, or of those who act, by the ontology; always the same list, so that boxes do not look up again. */
function kindsOf(ontology: Ontology | undefined, role: "item" | "actor"): readonly string[] | undefined {
  if (ontology) kindsByRole[role] ??= ontology.kinds.filter((k) => k[role]).map((k) => k.name);
  return kindsByRole[role];
}

interface PartProps {
  draft: Draft;
  set(part: Partial<Draft>): void;
  ontology: Ontology | undefined;
}

/** Figures are rows of a name, a value and a unit. */
function Figures({ draft, set, ontology }: PartProps) {
  const items = kindsOf(ontology, "item") ?? [];
  const attributes = (ontology?.attributes ?? []).filter((a) => a.type !== "date" && a.on?.some((kind) => items.includes(kind)));
  const rows = draft.figures.length ? draft.figures : [{ name: "", value: "", unit: "" }];
  const put = (at: number, part: Partial<(typeof rows)[number]>) => set({ figures: rows.map((row, i) => (i === at ? { ...row, ...part } : row)) });
  return (
    <fieldset class="figures">
      <legend>{t("check.figures")}</legend>
      {rows.map((row, i) => {
        const of = attributes.find((a) => a.name === row.name);
        const base = of?.unit && of.unit !== "any" ? of.unit : undefined;
        const units = (ontology?.units ?? []).filter((u) => base && (u.name === base || u.base === base));
        return (
          <div key={i} class="figure">
            <select form={form} aria-label={t("check.figure.name", i + 1)} value={row.name} onChange={(e) => put(i, { name: e.currentTarget.value, value: "", unit: attributes.find((a) => a.name === e.currentTarget.value)?.unit ?? "" })}>
              <option value="">{t("check.figure.choose")}</option>
              {attributes.map((a) => (
                <option key={a.name} value={a.name}>
                  {label(a.name)}
                </option>
              ))}
            </select>
            {of?.terms?.length ? (
              <select form={form} aria-label={t("check.figure.value", i + 1)} value={row.value} onChange={(e) => put(i, { value: e.currentTarget.value })}>
                <option value="" />
                {of.terms.map((term) => (
                  <option key={term} value={term}>
                    {termLabel(of.name, term)}
                  </option>
                ))}
              </select>
            ) : (
              <input form={form} aria-label={t("check.figure.value", i + 1)} inputMode={of?.type === "number" ? "decimal" : undefined} value={row.value} onInput={(e) => put(i, { value: e.currentTarget.value })} />
            )}
            {units.length > 0 && (
              <select form={form} aria-label={t("check.figure.unit", i + 1)} value={row.unit} onChange={(e) => put(i, { unit: e.currentTarget.value })}>
                {units.map((u) => (
                  <option key={u.name} value={u.name}>
                    {u.name}
                  </option>
                ))}
              </select>
            )}
            <button type="button" class="quiet" aria-label={t("check.figure.remove", i + 1)} onClick={() => set({ figures: rows.filter((_, k) => k !== i) })}>
              ×
            </button>
          </div>
        );
      })}
      <button type="button" class="quiet" onClick={() => set({ figures: [...rows, { name: "", value: "", unit: "" }] })}>
        {t("check.figure.add")}
      </button>
    </fieldset>
  );
}

/** Assumed are decisions with another status that the check is answered under. */
function Assumed({ draft, set, ontology, names, chosen }: PartProps & { names: ReadonlyMap<string, string>; chosen: Map<string, string> }) {
  const statuses = ontology?.attributes?.find((a) => a.name === ontology.binding.attribute);
  const put = (at: number, part: Partial<Draft["assume"][number]>) => set({ assume: draft.assume.map((row, i) => (i === at ? { ...row, ...part } : row)) });
  return (
    <details class="check-more" open={draft.assume.length > 0}>
      <summary>{t("check.more")}</summary>
      <p>{t("check.assume")}</p>
      {draft.assume.map((row, i) => (
        <div key={i} class="figure">
          <Names
            name={t("check.assume.decision", i + 1)}
            value={chosen.get(row.decision) ?? names.get(row.decision) ?? row.decision}
            kinds={decisionKind}
            onTyped={(text) => put(i, { decision: text })}
            onEntity={(e) => (chosen.set(e.id, called(e)), put(i, { decision: e.id }))}
          />
          <select form={form} aria-label={t("check.assume.status", i + 1)} value={row.status} onChange={(e) => put(i, { status: e.currentTarget.value })}>
            {statuses?.terms?.map((term) => (
              <option key={term} value={term}>
                {termLabel(statuses.name, term)}
              </option>
            ))}
          </select>
          <button type="button" class="quiet" aria-label={t("check.assume.remove", i + 1)} onClick={() => set({ assume: draft.assume.filter((_, k) => k !== i) })}>
            ×
          </button>
        </div>
      ))}
      <button type="button" class="quiet" onClick={() => set({ assume: [...draft.assume, { decision: "", status: "in-force" }] })}>
        {t("check.assume.add")}
      </button>
    </details>
  );
}

const decisionKind = ["decision"];
