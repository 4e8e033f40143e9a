import { useAnswer, type Schemas } from "../api/client";
import { EntityLink } from "../parts/entity";
import { Answered } from "../parts/problem";
import { Take } from "../parts/take";
import { href, useRoute } from "../state/route";
import { t } from "../words/words";
import { TableOf } from "./list";
import { lists } from "./lists";

/** Ask shows how a plain question was understood, and its answer. */
export default function Ask() {
  const { params } = useRoute();
  const q = params.get("q") ?? "";
  const asked = useAnswer("/v1/ask", q ? { q, as_of: params.get("as_of") ?? undefined } : undefined);
  return (
    <article>
      <h1>{q}</h1>
      <Answered asked={asked}>{(answer) => <Understood answer={answer} />}</Answered>
    </article>
  );
}

/** viewOf is the address of the view that shows the answer to a call of the interface. */
export function viewOf(question: string, callText: string): string {
  const url = new URL(callText, location.origin);
  const ref = url.pathname.match(/^\/v1\/entities\/([^/]+)/)?.[1];
  const params = Object.fromEntries([...new Set(url.searchParams.keys())].map((name) => [name, url.searchParams.getAll(name)]));
  return href(question, ref ? { ...params, ref: decodeURIComponent(ref) } : params);
}

function Understood({ answer }: { answer: Schemas["Answer"] }) {
  const { understood, query } = answer;
  return (
    <>
      <p>
        {t("ask.understood")} <strong>{understood.text}</strong>
      </p>
      <ul>
        {understood.names?.map((n) => (
          <li key={n.typed}>
            {t("ask.typed", n.typed, "")} <EntityLink entity={n.entity} />
          </li>
        ))}
      </ul>
      {!!understood.notes?.length && <p>{understood.notes.join(" ")}</p>}
      {answer.text && !(query.question in lists) && <p class="sentence">{answer.text}</p>}
      <p>
        <a class="button" href={viewOf(query.question, query.call)}>
          {t("ask.open")}
        </a>
      </p>
      {query.question in lists && <TableOf call={query.call} />}
      <Take call={query.call} />
    </>
  );
}
