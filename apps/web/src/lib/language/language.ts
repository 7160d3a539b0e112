import { useSyncExternalStore } from "react";
import { addEnglish, i18n, loadTexts, wantTexts } from "./catalogs.ts";
import common from "./messages/en/common.json";

/** What a text is called that every page may show; each has words in every language. */
export type TextId = keyof typeof common;

/** Counts, names and the like that a text takes up. */
export type TextValues = Record<string, string | number>;

/** The languages of the application, each in its own words. */
export const languages = [
  { code: "en", name: "English", capitalNouns: false },
  { code: "de", name: "Deutsch", capitalNouns: true },
] as const;
export type LanguageCode = (typeof languages)[number]["code"];

const kept = "counterfoil-language";
const listeners = new Set<() => void>();
addEnglish("common", common);

/** The words of a text, with values such as counts filled in. */
export function t(id: TextId, values?: TextValues): string {
  return i18n._(id, values);
}

/** The words of a part of the application, beside those that every page may show. */
export function textsOf<Id extends string>(area: string, english: Readonly<Record<Id, string>>) {
  addEnglish(area, english);
  return (id: Id | TextId, values?: TextValues): string => i18n._(id, values);
}

/** Loads code together with its words in the open language; a page or dialog that is loaded when it is wanted. */
export function withTexts<Module>(load: () => Promise<Module>): () => Promise<Module> {
  return async () => {
    const loaded = await load();
    // Without its file a part is shown in English.
    await loadTexts().catch(() => undefined);
    return loaded;
  };
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
  wantTexts(code);
  await loadTexts().catch((failed: unknown) => {
    wantTexts(i18n.locale);
    throw failed;
  });
  i18n.activate(code, localeOf(code));
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

/** A heading's word as it stands within a sentence: small, unless the language writes its nouns with capitals. */
export function midSentence(word: string): string {
  const open = languages.find(({ code }) => code === currentLanguage());
  return open?.capitalNouns ? word : word.toLocaleLowerCase(locale);
}

/** The open language; whoever reads it is drawn again when it changes. */
export function useLanguage(): LanguageCode {
  return useSyncExternalStore(subscribe, currentLanguage);
}
