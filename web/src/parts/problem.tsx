import { Component, type ComponentChildren } from "preact";
import { again, type Asked, type Problem } from "../api/client";
import { href } from "../state/route";
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

/** why says in a sentence why there is no answer. */
export function why(problem: Problem): string {
  if (problem.body.detail) return problem.body.detail;
  return problem.status === 0 ? t("problem.offline") : t("problem.status", problem.status);
}

/** mayPass reports whether the same question may have an answer later: of what is wrong with the question itself it has none. */
function mayPass({ status }: Problem): boolean {
  return status < 400 || status === 408 || status === 429 || status >= 500;
}

/** Unanswered says why there is no answer, and what may have been meant; retry asks again, if that is not done by asking for all that is shown. */
export function Unanswered({ problem, retry = again }: { problem: Problem; retry?(): void }) {
  const { candidates, readings, errors } = problem.body;
  return (
    <section class="problem" role="alert">
      <h2>{t("problem.title")}</h2>
      <p>{why(problem)}</p>
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
      {mayPass(problem) && (
        <button type="button" onClick={retry}>
          {t("problem.retry")}
        </button>
      )}
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

/** Caught shows what is in it, or, where drawing that fails, a way on: most often the explorer was renewed on the server, and a part of this one is gone. */
export class Caught extends Component<{ children: ComponentChildren }, { failed: boolean }> {
  override state = { failed: false };

  static override getDerivedStateFromError() {
    return { failed: true };
  }

  override render() {
    if (!this.state.failed) return this.props.children;
    return (
      <section class="problem" role="alert">
        <h1>{t("problem.title")}</h1>
        <p>{t("problem.failed")}</p>
        <button type="button" onClick={() => location.reload()}>
          {t("problem.reload")}
        </button>
      </section>
    );
  }
}
