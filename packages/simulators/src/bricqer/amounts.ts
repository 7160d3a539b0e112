/** Money in integer thousandths of the store's currency. */
export type Thousandths = number;

/** Reads decimal text of a seed or a request, at most three decimals; throws on anything else. */
export function amount(text: string): Thousandths {
  if (!/^\d{1,9}(\.\d{1,3})?$/.test(text)) throw new RangeError(`Not an amount: ${text}`);
  return Math.round(Number(text) * 1000);
}

/** Two decimals as text, half up: the form of an order's totals. */
export function moneyText(value: Thousandths): string {
  return (Math.round(value / 10) / 100).toFixed(2);
}

/** A bare number: the form of items and of an invoice's totals. */
export function moneyNumber(value: Thousandths): number {
  return value / 1000;
}
