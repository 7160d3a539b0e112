const codes = [
  "GB",
  "NL",
  "DE",
  "FR",
  "US",
  "IE",
  "BE",
  "ES",
  "IT",
  "AU",
  "CA",
  "AT",
  "CH",
  "DK",
  "SE",
  "NO",
  "PL",
  "JP",
];
const names = new Intl.DisplayNames("en", { type: "region" });

/** Bricqer's countries, each with its own number. */
export const countries = codes.map((countryCode, index) => ({ id: index + 1, countryCode, shippingCode: countryCode }));

/** The number of a country; null for one that the list lacks. */
export function countryId(countryCode: string): number | null {
  return countries.find((country) => country.countryCode === countryCode)?.id ?? null;
}

export function countryCodeOf(id: number): string | undefined {
  return countries.find((country) => country.id === id)?.countryCode;
}

export function countryName(countryCode: string): string {
  return names.of(countryCode) ?? countryCode;
}
