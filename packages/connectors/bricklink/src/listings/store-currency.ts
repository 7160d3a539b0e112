import { readRecords } from "@counterfoil/connector-kit";
import type { BricklinkCall, BricklinkClient } from "../bricklink-client.ts";
import { listedOrderSchema } from "../bricklink-schemas.ts";

/**
 * The store's currency, which lots do not name: that of the orders received, the archived ones when there are no
 * others; null while there are none, or where they differ. One or two calls.
 */
export async function readStoreCurrency(client: BricklinkClient, call: BricklinkCall): Promise<string | null> {
  for (const archived of [false, true]) {
    const currencies = currenciesOf(await client.listOrders(archived, call));
    const [first] = currencies;
    if (first !== undefined) return currencies.size === 1 ? first : null;
  }
  return null;
}

function currenciesOf(records: readonly unknown[]): Set<string> {
  const { items } = readRecords(records, {
    schema: listedOrderSchema,
    idOf: () => null,
    map: (order) => order.cost?.currency_code ?? null,
  });
  return new Set(items.filter((currency) => currency !== null));
}
