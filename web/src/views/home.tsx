import { useAnswer } from "../api/client";
import { href } from "../state/route";
import { t } from "../words/words";

/** Home says what this is and what to try first. */
export function Home() {
  const { answer: stats } = useAnswer("/v1/stats", {});
  const recently = new Date(Date.now() - 91 * 86_400_000).toISOString().slice(0, 10);
  return (
    <article class="home">
      <h1>Chokepoint</h1>
      <p class="lead">{t("app.claim")}</p>
      <h2>{t("home.try")}</h2>
      <ul class="tries">
        <li><a href={href("dependents", { ref: "nvidia" })}>{t("home.try.dependents")}</a></li>
        <li><a href={href("paths", { from: "deepseek", to: "united-states" })}>{t("home.try.paths")}</a></li>
        <li><a href={href("impact", { remove: "tsmc" })}>{t("home.try.impact")}</a></li>
        <li><a href={href("check", { item: "nvidia-h20", to: "china", as_of: "2025-06-01" })}>{t("home.try.check")}</a></li>
        <li><a href={href("chokepoints")}>{t("home.try.chokepoints")}</a></li>
        <li><a href={href("changes", { since: recently })}>{t("home.try.changes")}</a></li>
      </ul>
      {stats && <p>{t("home.facts", stats.entities, stats.claims, stats.sources)}</p>}
    </article>
  );
}
