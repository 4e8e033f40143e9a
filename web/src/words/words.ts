// What the explorer itself says, in English and French. What answers say comes in the language from the server.
import { route } from "../state/route";
import { en } from "./en";
import { fr } from "./fr";

export type Language = "en" | "fr";

/** Key names a message. */
export type Key = keyof typeof en;

/** language is that of the address, else that of the browser, else English. */
export function language(): Language {
  const asked = route().params.get("lang");
  if (asked === "en" || asked === "fr") return asked;
  return navigator.language.toLowerCase().startsWith("fr") ? "fr" : "en";
}

/** isKey reports whether there is a message of a name. */
export function isKey(name: string): name is Key {
  return name in en;
}

/** t is a message with its arguments in the places {0}, {1}. */
export function t(key: Key, ...args: (string | number)[]): string {
  const message = (language() === "fr" ? fr : en)[key];
  return message.replace(/\{(\d)\}/g, (_, i: string) => {
    const arg = args[Number(i)] ?? "";
    return typeof arg === "number" ? number(arg) : arg;
  });
}

/** counted is a message about a number of things, which may be worded otherwise for one; French takes none for one. */
export function counted(key: Key, n: number, ...args: (string | number)[]): string {
  const one = `${key}-one`;
  return t((n === 1 || (n === 0 && language() === "fr")) && isKey(one) ? one : key, n, ...args);
}

/** number writes a number as people of the language do. */
export function number(n: number, digits = 2): string {
  return new Intl.NumberFormat(locale(), { maximumFractionDigits: digits }).format(n);
}

/** day writes a day, month or year (2026-01-15, 2026-01, 2026) as people of the language do. */
export function day(iso: string): string {
  const [y, m, d] = iso.split("-").map(Number);
  if (!y || Number.isNaN(y)) return iso;
  const options: Intl.DateTimeFormatOptions = { year: "numeric", month: m ? "long" : undefined, day: d ? "numeric" : undefined, timeZone: "UTC" };
  const date = new Date(0);
  date.setUTCFullYear(y, (m ?? 1) - 1, d ?? 1); // Date.UTC takes the years before 100 for those of the last century
  const text = new Intl.DateTimeFormat(locale(), options).format(date);
  return d === 1 && language() === "fr" ? text.replace(/^1 /, "1er ") : text;
}

/** since says from when something holds; French has an article before a day, and none before a month or a year. */
export function since(iso: string): string {
  return t(iso.length === 10 ? "claim.since-day" : "claim.since", day(iso));
}

/** until says when something ended. */
export function until(iso: string): string {
  return t(iso.length === 10 ? "claim.until-day" : "claim.until", day(iso));
}

function locale() {
  return language() === "fr" ? "fr-FR" : "en-GB";
}
