import { type Messages, setupI18n } from "@lingui/core";
import { useSyncExternalStore } from "react";
import english from "./messages/en.json";

/** What a text is called; each has words in every language. */
export type TextId = keyof typeof english;

/** The languages of the application, each in its own words. */
export const languages = [
  { code: "en", name: "English" },
  { code: "de", name: "Deutsch" },
] as const;
export type LanguageCode = (typeof languages)[number]["code"];

const kept = "counterfoil-language";
const i18n = setupI18n({ locale: "en", messages: { en: compiled(english) } });
const listeners = new Set<() => void>();

const others: Readonly<Record<Exclude<LanguageCode, "en">, () => Promise<unknown>>> = {
  de: async () => (await import("./messages/de.json")).default,
};

// The build compiles the texts of a language file; see `compile-messages.ts`.
function compiled(texts: unknown): Messages {
  return texts as Messages;
}

/** The words of a text, with values such as counts filled in. */
export function t(id: TextId, values?: Record<string, string | number>): string {
  return i18n._(id, values);
}

/** The open language. */
export function currentLanguage(): LanguageCode {
  return i18n.locale === "de" ? "de" : "en";
}

// What a browser says of its languages is not always a language tag: "en-US@posix" has been seen.
function isTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}

function localeOf(code: string): string {
  const own = typeof navigator === "undefined" ? [] : navigator.languages;
  return own.find((tag) => tag.split("-")[0] === code && isTag(tag)) ?? code;
}

let locale = localeOf("en");

/** How numbers and dates are written: as in the reader's own region where they speak the open language. */
export function currentLocale(): string {
  return locale;
}

/** The language chosen in this browser, else the reader's own where there is one, else English. */
export function preferredLanguage(): LanguageCode {
  const wanted = [localStorage.getItem(kept), ...navigator.languages.map((tag) => tag.split("-")[0])];
  for (const code of wanted) {
    const known = languages.find((language) => language.code === code);
    if (known) return known.code;
  }
  return "en";
}

/** Loads and opens a language. */
export async function openLanguage(code: LanguageCode): Promise<void> {
  if (code !== "en") i18n.load(code, compiled(await others[code]()));
  i18n.activate(code);
  locale = localeOf(code);
  document.documentElement.lang = code;
  for (const listener of listeners) listener();
}

/** Opens a language and keeps it for this browser. */
export async function chooseLanguage(code: LanguageCode): Promise<void> {
  await openLanguage(code);
  localStorage.setItem(kept, code);
}

function subscribe(listener: () => void) {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** The open language; whoever reads it is drawn again when it changes. */
export function useLanguage(): LanguageCode {
  return useSyncExternalStore(subscribe, currentLanguage);
}
