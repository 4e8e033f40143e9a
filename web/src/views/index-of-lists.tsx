import { href } from "../state/route";
import { t, type Key } from "../words/words";
import { lists } from "./lists";

/** IndexOfLists leads to every list. */
export default function IndexOfLists() {
  return (
    <article>
      <h1>{t("list.lists")}</h1>
      <p class="lead">{t("list.lead")}</p>
      <ul class="tries columns">
        {Object.keys(lists).map((name) => (
          <li key={name}>
            <a href={href(name)}>{t(`list.${name}` as Key, "…", "…")}</a>
          </li>
        ))}
      </ul>
    </article>
  );
}
