// Looks names up in any script while they are typed (the combobox pattern of the ARIA Authoring Practices), and asks what is no name.
import { useEffect, useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { ask, post, type Answer, type Schemas } from "../api/client";
import { label } from "../state/ontology";
import { go, href, useRoute } from "../state/route";
import { language, t } from "../words/words";
import { called, type EntityRef } from "./entity";

/** Found are entities with the names by which they were found. */
type Found = Pick<Answer<"/v1/search">["results"][number], "entity" | "matched">[];

/** By looks up the names that begin or resemble a text, of some kinds only if there are any. */
export type By = (text: string, kinds: readonly string[], limit: number, signal: AbortSignal) => Promise<Found>;

/** bySearch asks with the text in the address, which servers and proxies write down. */
const bySearch: By = async (q, kinds, limit, signal) => (await ask("/v1/search", { q, kind: kinds, limit }, signal)).results;

/** byMatch asks with the text in the body of the request, for names that are to stand in no address. */
export const byMatch: By = async (name, kinds, limit, signal) => {
  const kind = kinds.length === 1 ? kinds[0] : undefined;
  const answer = await post<Schemas["Matches"]>("/v1/match", { queries: [name], kind, limit, lang: language() }, signal);
  return answer.results[0]!.candidates;
};

/** pause is how long typing stops before names are looked up, in milliseconds. */
const pause = 80;

const anyKind: readonly string[] = [];

/** none is what is found for no text. */
const none = { text: "", found: [] as Found };

/** useNames looks names up while a text is typed; what it returns may still be for a text before. */
function useNames(text: string, kinds: readonly string[], by: By, limit = 8): { text: string; found: Found } {
  const [names, set] = useState(none);
  useEffect(() => {
    if (!text.trim()) {
      set(none);
      return;
    }
    const stop = new AbortController();
    const wait = setTimeout(() => {
      by(text.trim().slice(0, 200), kinds, limit, stop.signal).then(
        (found) => stop.signal.aborted || set({ text, found }),
        () => stop.signal.aborted || set({ text, found: [] }),
      );
    }, pause);
    return () => {
      clearTimeout(wait);
      stop.abort();
    };
  }, [text, kinds, by, limit]);
  return names;
}

/** Lookup is the box at the top of every view. */
export function Lookup() {
  const { view, params } = useRoute();
  const asked = view === "ask" ? (params.get("q") ?? "") : "";
  return (
    <Names
      name={t("look.label")}
      placeholder={t("look.placeholder")}
      value={asked}
      onEntity={(e) => go(href("entity", { ref: e.id }))}
      onText={(q) => go(href("ask", { q }))}
      button={t("look.ask")}
    />
  );
}

/** NamesProps say what a box of names is for. */
export interface NamesProps {
  name: string; // what it is called
  placeholder?: string;
  value?: string; // what stands in it at first
  button?: string; // what sends it; without one, only a choice or Enter does
  onEntity(entity: EntityRef): void; // an entity is chosen
  onText?(text: string): void; // a text is entered as it stands; without it only entities can be
  onEnter?(): void; // Enter is pressed where there is nothing to choose
  onTyped?(text: string): void; // the text in the box, whenever that changes by typing
  kinds?: readonly string[]; // of what is looked up; all if it is left out
  by?: By; // how names are looked up; with the text in an address if it is left out
}

/** Names is a box in which names are looked up while they are typed. */
export function Names({ name, placeholder, value = "", button, onEntity, onText, onEnter, onTyped, kinds = anyKind, by = bySearch }: NamesProps) {
  const id = useId();
  const [text, setText] = useState(value);
  const [typed, setTyped] = useState("");
  const [open, setOpen] = useState(false);
  const [at, setAt] = useState(-1);
  const [nobody, setNobody] = useState(false); // nobody has the name that was entered
  const box = useRef<HTMLInputElement>(null);
  const settled = useRef(""); // the name that was chosen last
  const { text: foundFor, found } = useNames(open ? typed : "", kinds, by);
  useLayoutEffect(() => setText(value), [value]); // at once: later, it would undo what was typed since
  useEffect(() => setAt(-1), [found]);

  const choose = (entity: EntityRef) => {
    setOpen(false);
    setText(onText ? "" : called(entity));
    settled.current = called(entity);
    setTyped("");
    onEntity(entity);
  };
  /** settle chooses what a text means that was typed and not chosen from the list: the best that there is, or only one of that very name. */
  const settle = async (best: boolean) => {
    const name = box.current?.value.trim() ?? ""; // none where the box has gone
    if (onText || !name || !typed || name === settled.current) return;
    const all = await by(name.slice(0, 200), kinds, 1, new AbortController().signal).catch(() => []);
    const same = (other: string) => other.localeCompare(name, undefined, { sensitivity: "base" }) === 0;
    if (name === settled.current) return; // meanwhile
    const meant = all.find((f) => best || same(f.matched) || same(called(f.entity)));
    if (meant) choose(meant.entity);
    else if (best) setNobody(true);
  };
  const enter = (event: Event) => {
    event.preventDefault();
    const chosen = found[at] ?? (!onText && foundFor === typed ? found[0] : undefined);
    if (chosen) choose(chosen.entity);
    else if (onText && text.trim()) {
      setOpen(false);
      onText(text.trim());
    } else if (onEnter && !found.length) onEnter();
    else void settle(true);
  };
  const leave = (event: FocusEvent) => {
    if ((event.currentTarget as Element).contains(event.relatedTarget as Node)) return;
    setOpen(false);
    void settle(false);
  };
  const key = (event: KeyboardEvent) => {
    const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
    if (step && found.length) {
      event.preventDefault();
      setOpen(true);
      setAt((i) => ((i + step + found.length + 1 + 1) % (found.length + 1)) - 1);
    } else if (event.key === "Escape") setOpen(false);
  };
  const shown = open && text.trim() !== "" && found.length > 0;
  return (
    <form class="names" role={button ? "search" : undefined} onSubmit={enter} onFocusOut={leave}>
      <input
        ref={box}
        role="combobox"
        aria-label={name}
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && at >= 0 ? `${id}-${at}` : undefined}
        autocomplete="off"
        spellcheck={false}
        maxLength={300}
        placeholder={placeholder}
        value={text}
        onInput={(e) => {
          setText(e.currentTarget.value);
          setTyped(e.currentTarget.value);
          setNobody(false);
          settled.current = "";
          setOpen(true);
          onTyped?.(e.currentTarget.value);
        }}
        onKeyDown={key}
      />
      {button && <button>{button}</button>}
      {nobody && <p role="alert">{t("look.nobody", typed.trim())}</p>}
      <ul id={`${id}-list`} role="listbox" aria-label={name} hidden={!shown}>
        {found.map((f, i) => (
          <li key={f.entity.id} id={`${id}-${i}`} role="option" aria-selected={i === at} onMouseDown={(e) => (e.preventDefault(), choose(f.entity))}>
            <span>{called(f.entity)}</span>
            {f.matched !== called(f.entity) && <span class="matched">{f.matched}</span>}
            <span class="kind">{label(f.entity.kind)}</span>
          </li>
        ))}
      </ul>
    </form>
  );
}
