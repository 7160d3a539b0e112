/** Money inside the simulator: whole minor units of its currency (pence, yen). */
export type MinorUnits = number;

const NO_DECIMALS = ["JPY"];

/** Decimals of a currency; a currency never heard of is taken to have two. */
function decimalsOf(currency: string): number {
  return NO_DECIMALS.includes(currency) ? 0 : 2;
}

/** `"24.5"` in GBP → 2450; throws on text that is no decimal, or finer than the currency. */
export function parseMoney(text: string, currency: string): MinorUnits {
  const decimals = decimalsOf(currency);
  const match = /^(-?)(\d+)(?:\.(\d+))?$/.exec(text);
  const [, sign = "", whole = "", fraction = ""] = match ?? [];
  const kept = fraction.replace(/0+$/, "");
  if (match === null || kept.length > decimals) throw new RangeError(`Not an amount of ${currency}: ${text}`);
  const value = Number(whole) * 10 ** decimals + Number(kept.padEnd(decimals, "0"));
  return sign === "-" && value !== 0 ? -value : value;
}

/** 2450 in GBP → `"24.50"`; 2450 in JPY → `"2450"`. */
export function moneyText(value: MinorUnits, currency: string): string {
  const decimals = decimalsOf(currency);
  const digits = String(Math.abs(value)).padStart(decimals + 1, "0");
  const sign = value < 0 ? "-" : "";
  return decimals === 0 ? `${sign}${digits}` : `${sign}${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

/** Money as the newer APIs write it. */
export function money(value: MinorUnits, currency: string) {
  return { amount: moneyText(value, currency), currencyCode: currency };
}

/** Money as Orders v0 writes it. */
export function moneyV0(value: MinorUnits, currency: string) {
  return { CurrencyCode: currency, Amount: moneyText(value, currency) };
}
