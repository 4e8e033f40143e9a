// The frame of every view: look-up, views, what answers rest on, and the view that the address names.
import type { ComponentType } from "preact";
import { lazy, Suspense } from "preact/compat";
import { useEffect, useState } from "preact/hooks";
import { Basis } from "./parts/basis";
import { Lookup } from "./parts/lookup";
import { Caught, Waiting } from "./parts/problem";
import { useOntology } from "./state/ontology";
import { change, followLinks, href, useRoute } from "./state/route";
import { Home } from "./views/home";
import { List } from "./views/list";
import { lists } from "./views/lists";
import { language, t } from "./words/words";

const Depend: ComponentType = lazy(() => import("./views/depend/view"));

/** views are those that are loaded when they are first shown, by the name that an address gives; the others are lists. */
const views: Record<string, ComponentType> = {
  home: Home,
  ask: lazy(() => import("./views/ask")),
  entity: lazy(() => import("./views/entity")),
  claim: lazy(() => import("./views/claim")),
  source: lazy(() => import("./views/source")),
  screen: lazy(() => import("./views/screen/view")),
  lists: lazy(() => import("./views/index-of-lists")),
  check: lazy(() => import("./views/check/view")),
  chips: lazy(() => import("./views/chips/view")),
  dependents: Depend,
  dependencies: Depend,
  neighbours: Depend,
  paths: Depend,
  impact: Depend,
  graph: Depend,
};

/** menu are the views that every view leads to. */
const menu = ["dependents", "check", "chips", "screen", "lists"] as const;

/** App is the whole explorer. */
export function App() {
  const { view } = useRoute();
  const lang = language();
  useOntology();
  useEffect(() => {
    document.documentElement.lang = lang;
  }, [lang]);
  useTitle();
  const known = Object.hasOwn(views, view) || Object.hasOwn(lists, view);
  const View = Object.hasOwn(views, view) ? views[view]! : known ? List : Home;
  return (
    <div class="app" onClick={followLinks}>
      <a class="skip" href="#content" onClick={skip}>
        {t("app.skip")}
      </a>
      <Header />
      <main id="content" tabIndex={-1}>
        {known ? view !== "home" && <Basis /> : <p role="alert">{t("problem.no-view")}</p>}
        <Caught key={view}>
          <Suspense fallback={<Waiting />}>
            <View />
          </Suspense>
        </Caught>
      </main>
      <footer>
        <p>{t("app.advice")}</p>
        <p>
          <a href="/docs">{t("app.docs")}</a>
        </p>
      </footer>
    </div>
  );
}

/** useTitle has the window, its history and bookmarks called by the heading of what is shown. */
function useTitle() {
  useEffect(() => {
    const content = document.getElementById("content")!;
    const name = () => {
      const heading = content.querySelector("h1")?.textContent?.trim();
      document.title = heading && heading !== "Chokepoint" ? `${heading} · Chokepoint` : "Chokepoint";
    };
    const headings = new MutationObserver(name);
    headings.observe(content, { childList: true, subtree: true, characterData: true });
    name();
    return () => headings.disconnect();
  }, []);
}

function skip(event: MouseEvent) {
  event.preventDefault();
  document.getElementById("content")?.focus();
}

function Header() {
  const { view } = useRoute();
  return (
    <header>
      <a class="brand" href={href("home")}>
        Chokepoint
      </a>
      <Lookup />
      <nav aria-label={t("app.menu")}>
        {menu.map((name) => (
          <a key={name} href={href(name)} aria-current={name === view ? "page" : undefined}>
            {t(`nav.${name}`)}
          </a>
        ))}
      </nav>
      <div class="switches">
        <button type="button" class="quiet" lang={language() === "fr" ? "en" : "fr"} onClick={() => change({ lang: language() === "fr" ? "en" : "fr" })}>
          {t("app.language")}
        </button>
        <Theme />
      </div>
    </header>
  );
}

/** Theme changes between light and dark, which begins as the system has it. */
function Theme() {
  const [theme, set] = useState(() => localStorage.getItem("theme") ?? "");
  useEffect(() => {
    document.documentElement.style.colorScheme = theme || "light dark";
    if (theme) localStorage.setItem("theme", theme);
  }, [theme]);
  const dark = theme ? theme === "dark" : matchMedia("(prefers-color-scheme: dark)").matches;
  return (
    <button type="button" class="quiet" aria-label={t("app.theme")} title={t("app.theme")} onClick={() => set(dark ? "light" : "dark")}>
      {dark ? "☀" : "☾"}
    </button>
  );
}
