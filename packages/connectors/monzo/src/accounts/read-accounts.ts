import { type CallLimits, ConnectorError, type PageProblem, readRecords } from "@counterfoil/connector-kit";
import type { BankAccount } from "@counterfoil/core/model";
import type { MonzoClient } from "../monzo-client.ts";
import { accountSchema } from "../monzo-schemas.ts";
import { mapAccount } from "./map-account.ts";

/** All accounts, with those that could not be read as problems. Throws `bad_response` when none could. */
export async function readAccounts(
  client: MonzoClient,
  limits: CallLimits,
): Promise<{ items: BankAccount[]; problems: PageProblem[] }> {
  const records = await client.accounts(limits);
  const read = readRecords(records, { schema: accountSchema, map: mapAccount, idOf });
  if (records.length > 0 && read.items.length === 0) {
    const message = "Monzo's list of accounts could not be read.";
    throw new ConnectorError({ code: "bad_response", message, operation: "GET /accounts" });
  }
  return read;
}

/** The `id` of a raw record; null when it has none. */
export function idOf(raw: unknown): string | null {
  const id = typeof raw === "object" && raw !== null && "id" in raw ? raw.id : null;
  return typeof id === "string" ? id : null;
}
