import { call, useAnswer } from "../api/client";
import { Contrasted, kindOfSource } from "../parts/claims";
import { Answered, NoPage } from "../parts/problem";
import { Take } from "../parts/take";
import { href, useRoute } from "../state/route";
import { day, language, number, t } from "../words/words";

/** SourcePage is a source: what it is, and all claims that rest on it. */
export default function SourcePage() {
  const id = useRoute().params.get("id") ?? "";
  const asked = useAnswer("/v1/sources/{id}", { id });
  if (asked.problem) return <NoPage title={t("claim.sources")} problem={asked.problem} />;
  return (
    <Answered asked={asked}>
      {(s) => (
        <article class="source-page">
          <h1>{s.title}</h1>
          <p class="ground">
            <span>{s.publisher}</span>
            <span>{kindOfSource(s.kind)}</span>
            <span>{s.published ? day(s.published) : t("claim.undated")}</span>
            {s.language && <span>{new Intl.DisplayNames([language()], { type: "language" }).of(s.language)}</span>}
            <span>{s.datasets.join(", ")}</span>
          </p>
          {s.copy_of && (
            <p>
              {t("source.copy")} <CopyOf of={s.copy_of} />
            </p>
          )}
          {s.url && (
            <p>
              <a href={s.url} target="_blank" rel="noopener noreferrer">
                {s.url}
              </a>
            </p>
          )}
          <h2>
            {t("source.claims")} <span class="count">{number(s.claims?.length ?? 0)}</span>
          </h2>
          {s.claims?.length ? <Contrasted claims={s.claims} names={s.names ?? {}} /> : <p>{t("claim.none")}</p>}
          <Take call={call("/v1/sources/{id}", { id, lang: language() })} />
        </article>
      )}
    </Answered>
  );
}

/** CopyOf is what a copy retells: a source, or only the title of one. */
function CopyOf({ of }: { of: string }) {
  return /\s/.test(of) ? <>{of}</> : <a href={href("source", { id: of })}>{of}</a>;
}
