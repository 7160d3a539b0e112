import type { Address } from "@counterfoil/core/model";

const regionBeforeCode = new Set(["US", "CA", "AU", "NZ", "IN", "BR", "MX"]);
const codeOnItsOwnLine = new Set(["GB", "IE", "JE", "GG", "IM"]);
const countries = new Intl.DisplayNames("en", { type: "region", fallback: "code" });

/** An address as its lines on an envelope, the country last and in capitals; empty where nothing is known. */
export function addressLines(address: Address): string[] {
  const { name, company, lines, city, region, postalCode, countryCode, raw } = address;
  const parts = [...lines, ...cityLines({ city, region, postalCode, countryCode })].filter(isFilled);
  const body = parts.length > 0 ? parts : (raw ?? "").split(/[\r\n]+/);
  const country = countryCode === null ? null : countryName(countryCode).toUpperCase();
  const all = [name, company, ...body, country].filter(isFilled).map((line) => line.trim());
  return all.filter((line, n) => n === 0 || line !== all[n - 1]);
}

type CityParts = Pick<Address, "city" | "region" | "postalCode" | "countryCode">;

function cityLines({ city, region, postalCode, countryCode }: CityParts): (string | null)[] {
  const country = countryCode ?? "";
  if (regionBeforeCode.has(country)) return [[city, region, postalCode].filter(isFilled).join(" ")];
  if (codeOnItsOwnLine.has(country)) return [city, region, postalCode];
  return [[postalCode, city].filter(isFilled).join(" "), region];
}

function countryName(code: string): string {
  return /^[A-Z]{2}$/.test(code) ? (countries.of(code) ?? code) : code;
}

function isFilled(text: string | null): text is string {
  return text !== null && text.trim() !== "";
}
