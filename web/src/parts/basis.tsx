import { change, useRoute } from "../state/route";
import { day, t, type Key } from "../words/words";

const confidences = ["official", "confirmed", "reported", "estimated"] as const;

/** dayed are views that have a control of their own for the day. */
const dayed = ["check", "chips"];

/** Basis says what the answers of the view rest on, and changes it: the day, what was known when, how sure, by which sources. */
export function Basis() {
  const { view, params } = useRoute();
  const own = dayed.includes(view);
  const given = (name: string) => params.get(name) ?? "";
  const rests = [
    given("as_of") ? day(given("as_of")) : t("basis.today"),
    given("known_at") && `${t("basis.known_at")} ${day(given("known_at").slice(0, 10))}`,
    given("min_confidence") && `${t("basis.min_confidence")} ${t(`confidence.${given("min_confidence")}` as Key)}`,
    given("sources") === "primary" && t("basis.primary-sources"),
  ];
  return (
    <details class="basis">
      <summary>{t("basis.title", rests.filter(Boolean).join(" · "))}</summary>
      <div class="fields">
        {!own && (
          <label>
            {t("basis.as_of")}
            <input type="date" value={given("as_of")} onChange={(e) => change({ as_of: e.currentTarget.value })} />
          </label>
        )}
        <label>
          {t("basis.known_at")}
          <input type="date" value={given("known_at").slice(0, 10)} onChange={(e) => change({ known_at: e.currentTarget.value })} />
        </label>
        <label>
          {t("basis.min_confidence")}
          <select value={given("min_confidence")} onChange={(e) => change({ min_confidence: e.currentTarget.value })}>
            <option value="">{t("basis.any")}</option>
            {confidences.map((c) => (
              <option key={c} value={c}>
                {t(`confidence.${c}`)}
              </option>
            ))}
          </select>
        </label>
        <label>
          {t("basis.sources")}
          <select value={given("sources")} onChange={(e) => change({ sources: e.currentTarget.value })}>
            <option value="">{t("basis.any")}</option>
            <option value="primary">{t("basis.primary")}</option>
          </select>
        </label>
      </div>
    </details>
  );
}
