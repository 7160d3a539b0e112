import { currencyExponent, type Money, parseMoney } from "@counterfoil/core/model";
import { bad, type CellResult, good } from "./cell-values.ts";

/** The mark before the decimals in a column of amounts. */
export type DecimalMark = "." | ",";

const knownCurrencies = new Set(Intl.supportedValuesOf("currency"));
const signs: Readonly<Record<string, string>> = { "£": "GBP", "€": "EUR", "¥": "JPY", "₹": "INR", zł: "PLN" };
const dollars = ["USD", "CAD", "AUD", "NZD", "SGD", "HKD"];

/** Reads a currency code such as `GBP`. */
export function readCurrency(text: string): CellResult<string> {
  const code = text.toUpperCase();
  if (knownCurrencies.has(code)) return good(code);
  return bad(`"${text}" is not a currency. Write its three letters, such as GBP, EUR or USD.`);
}

/**
 * Finds the decimal mark of a column: by amounts that can be read in one way only, such as `1.234,56`, `12,50` or
 * `9.5`. Without any, it is the point.
 */
export function findDecimalMark(texts: readonly string[]): DecimalMark {
  let commas = 0;
  let points = 0;
  for (const text of texts) {
    const last = /[.,](?=\d*\D*$)/.exec(text)?.[0];
    const decimals = /[.,](\d*)\D*$/.exec(text)?.[1]?.length ?? 0;
    const both = text.includes(".") && text.includes(",");
    if (!both && decimals === 3) continue;
    if (last === ",") commas += 1;
    if (last === ".") points += 1;
  }
  return commas > points ? "," : ".";
}

/**
 * Reads an amount: `12.50`, `12,50`, `1.234,56`, `£12.50`, `12.50 EUR`. The cell's own currency wins over the
 * default. More decimals than the currency has are refused, not rounded.
 */
export function readAmount(text: string, options: { mark: DecimalMark; currency: string }): CellResult<Money> {
  const parts = /^([^\d.,\-−]*)([-−]?)\s*([\d.,\s'\u00a0\u202f]*\d)\s*([^\d]*)$/.exec(text.trim());
  if (!parts) return bad(`"${text}" is not an amount. Write it such as 12.50.`);
  const [, before = "", minus, digits = "", behind = ""] = parts;
  const currency = currencyOf(`${before}${behind}`.trim(), options.currency);
  if (!currency.ok) return currency;
  if (minus) return bad(`"${text}" is below 0. Write what one unit costs, or leave it empty.`);
  const decimal = plainDecimal(digits.replace(/[\s'\u00a0\u202f]/g, ""), options.mark);
  const money = decimal === null ? null : parseMoney(decimal, currency.value);
  if (decimal === null || money === null) return bad(`"${text}" is not an amount. Write it such as 12.50.`);
  const exponent = currencyExponent(currency.value);
  if ((/\.(\d*?)0*$/.exec(decimal)?.[1]?.length ?? 0) > exponent)
    return bad(`"${text}" has more decimals than ${currency.value} has (${exponent}).`);
  return good(money);
}

function currencyOf(text: string, otherwise: string): CellResult<string> {
  if (text === "") return good(otherwise);
  const sign = signs[text];
  if (sign !== undefined) return good(sign);
  if (text === "$") {
    if (dollars.includes(otherwise)) return good(otherwise);
    return bad(`"$" does not say which dollar. Write the amount with USD, CAD or AUD.`);
  }
  return readCurrency(text);
}

/** The number with a point before its decimals and no thousands marks; null when the marks make no sense. */
function plainDecimal(digits: string, mark: DecimalMark): string | null {
  const thousands = mark === "." ? "," : ".";
  const [whole = "", fraction, ...more] = digits.split(mark);
  if (more.length > 0) return /^\d{1,3}(?:[.,]\d{3})+$/.test(digits) ? digits.replaceAll(mark, "") : null;
  const groups = whole.split(thousands);
  if (groups.length > 1 && !groups.slice(1).every((group) => group.length === 3)) return null;
  if (fraction?.includes(thousands)) return null;
  const integer = groups.join("");
  if (!/^\d*$/.test(integer)) return null;
  return `${integer || "0"}${fraction === undefined ? "" : `.${fraction}`}`;
}
