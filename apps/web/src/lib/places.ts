import { currentLocale } from "./language/language.ts";

export interface Choice {
  value: string;
  label: string;
}

// Codes that Intl names although no seller lives there.
const notCountries = new Set(["EU", "EZ", "UN", "ZZ", "XA", "XB", "QO", "AC", "CP", "CQ", "DG", "EA", "IC", "TA"]);
const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";

function byLabel(a: Choice, b: Choice) {
  return a.label.localeCompare(b.label, currentLocale());
}

/** Every country that Intl can name, ISO 3166-1 alpha-2 with its name in the reader's language. */
export function listCountries(): Choice[] {
  const names = new Intl.DisplayNames(currentLocale(), { type: "region", fallback: "none" });
  const codes = Array.from(letters, (first) => Array.from(letters, (second) => first + second)).flat();
  return codes
    .filter((code) => !notCountries.has(code) && isCurrent(code))
    .flatMap((value) => {
      const label = names.of(value);
      return label ? [{ value, label }] : [];
    })
    .sort(byLabel);
}

// Former codes (DD, SU, UK) are rewritten by canonicalisation, current ones are not.
function isCurrent(code: string): boolean {
  return Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
}

/** Every currency that Intl knows, as `GBP · British Pound`. */
export function listCurrencies(): Choice[] {
  const names = new Intl.DisplayNames(currentLocale(), { type: "currency" });
  return Intl.supportedValuesOf("currency").map((value) => ({
    value,
    label: `${value} · ${names.of(value) ?? value}`,
  }));
}

/** Every time zone that Intl knows, with the browser's own even where that is an older name. */
export function listTimeZones(): Choice[] {
  const zones = new Set(Intl.supportedValuesOf("timeZone"));
  zones.add("UTC");
  zones.add(browserTimeZone());
  return [...zones].map((value) => ({ value, label: value.replaceAll("_", " ") })).sort(byLabel);
}

export function browserTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "UTC";
}

const euro = new Set("AD AT BE CY DE EE ES FI FR GR HR IE IT LT LU LV MC ME MT NL PT SI SK SM VA XK BG".split(" "));
const currencyOf: Readonly<Record<string, string>> = {
  GB: "GBP",
  US: "USD",
  CA: "CAD",
  AU: "AUD",
  NZ: "NZD",
  CH: "CHF",
  LI: "CHF",
  SE: "SEK",
  NO: "NOK",
  DK: "DKK",
  PL: "PLN",
  CZ: "CZK",
  HU: "HUF",
  RO: "RON",
  JP: "JPY",
  CN: "CNY",
  IN: "INR",
  BR: "BRL",
  MX: "MXN",
  ZA: "ZAR",
  SG: "SGD",
  HK: "HKD",
  KR: "KRW",
  TR: "TRY",
  IL: "ILS",
};

/** The country's currency, as far as this short table goes; US dollars otherwise. */
export function guessCurrency(country: string): string {
  return euro.has(country) ? "EUR" : (currencyOf[country] ?? "USD");
}

// Not yet in the library's types: the zones that are used in a locale's region.
interface LocaleWithZones extends Intl.Locale {
  getTimeZones?: () => string[] | undefined;
}

function usesZone(country: string, timeZone: string): boolean {
  const locale: LocaleWithZones = new Intl.Locale(`und-${country}`);
  return locale.getTimeZones?.()?.includes(timeZone) ?? false;
}

// Some browsers name their language as the system does ("en-US@posix"), which is no language tag.
function regionOf(language: string): string {
  try {
    return new Intl.Locale(language.replace(/[@.].*$/, "").replace("_", "-")).maximize().region ?? "US";
  } catch {
    return "US";
  }
}

/** The country of the browser's language where its clock agrees, else the country of the clock. */
export function guessCountry(language = navigator.language, timeZone = browserTimeZone()): string {
  const spoken = regionOf(language);
  if (usesZone(spoken, timeZone)) return spoken;
  return listCountries().find((country) => usesZone(country.value, timeZone))?.value ?? spoken;
}
