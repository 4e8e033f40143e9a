import type { ComponentChildren } from "preact";
import type { Asked, Problem } from "../api/client";
import { change, href } from "../state/route";
import { t } from "../words/words";
import { EntityLink } from "./entity";

/** Waiting says that an answer is awaited. */
export function Waiting() {
  return (
    <p class="waiting" role="status">
      {t("app.loading")}
    </p>
  );
}

/** Unanswered says why there is no answer, and what may have been meant; again asks again, without it what the address says. */
export function Unanswered({ problem, again = () => change({}, "replace") }: { problem: Problem; again?(): void }) {
  const { candidates, readings, errors } = problem.body;
  return (
    <section class="problem" role="alert">
      <h2>{t("problem.title")}</h2>
      <p>{problem.status === 0 ? (problem.body.detail ?? t("problem.offline")) : problem.message}</p>
      {!!errors?.length && (
        <ul>
          {errors.map((e) => (
            <li key={e.location + e.message}>{e.message}</li>
          ))}
        </ul>
      )}
      {!!candidates?.length && (
        <>
          <h3>{t("ask.meant")}</h3>
          <ul>
            {candidates.map((c) => (
              <li key={c.id}>
                <EntityLink entity={c} />
              </li>
            ))}
          </ul>
        </>
      )}
      {!!readings?.length && (
        <>
          <h3>{t("ask.meant")}</h3>
          <ul>
            {readings.map((r) => (
              <li key={r.question}>
                <a href={href("ask", { q: r.question })}>{r.question}</a>
              </li>
            ))}
          </ul>
        </>
      )}
      <button type="button" onClick={again}>
        {t("problem.retry")}
      </button>
    </section>
  );
}

/** Answered shows an answer once it has come, and before that, or instead, where it stands. What was shown before stays, dimmed, while the next is awaited. */
export function Answered<T>({ asked, children }: { asked: Asked<T>; children: (answer: T) => ComponentChildren }) {
  if (asked.problem) return <Unanswered problem={asked.problem} />;
  if (asked.answer === undefined) return asked.loading ? <Waiting /> : null;
  return (
    <div class={asked.loading ? "stale" : undefined} aria-busy={asked.loading}>
      {children(asked.answer)}
    </div>
  );
}

/** NoPage is a page that an answer would be, without it. */
export function NoPage({ title, problem }: { title: string; problem: Problem }) {
  return (
    <article>
      <h1>{title}</h1>
      <Unanswered problem={problem} />
    </article>
  );
}
