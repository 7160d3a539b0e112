import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { bankAccountSchema, bankTransactionSchema } from "@counterfoil/core/model";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { mapAccount } from "./accounts/map-account.ts";
import {
  accountListSchema,
  accountSchema,
  balanceSchema,
  createdWebhookSchema,
  singleTransactionSchema,
  transactionListSchema,
  transactionSchema,
  webhookListSchema,
  whoAmISchema,
} from "./monzo-schemas.ts";
import { mapTransaction } from "./transactions/map-transaction.ts";

const folder = fileURLToPath(new URL("../../../../../shared/specs/monzo/", import.meta.url));
const files = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith(".json")) : [];
const envelope = z.object({ data: z.unknown() });
const dataOf = (file: string) => envelope.parse(JSON.parse(readFileSync(`${folder}${file}`, "utf8"))).data;

function account(raw: unknown) {
  const wire = accountSchema.parse(raw);
  const mapped = bankAccountSchema.parse(mapAccount(wire, raw));
  expect(mapped).toMatchObject({ externalId: wire.id, closed: wire.closed, currency: wire.currency, raw });
  expect(mapped.owners.map(({ externalId, name }) => [externalId, name])).toEqual(
    (wire.owners ?? []).map((owner) => [owner.user_id, owner.preferred_name]),
  );
  expect(mapped.openedAt).toBe(new Date(wire.created ?? "").toISOString());
}

function transaction(raw: unknown) {
  const wire = transactionSchema.parse(raw);
  const row = bankTransactionSchema.parse(mapTransaction(wire, raw, { accountId: "other", own: [] }));
  expect(row).toMatchObject({
    externalId: wire.id,
    accountExternalId: wire.account_id,
    amount: { minor: wire.amount, currency: wire.currency },
    category: wire.category,
    scheme: wire.scheme,
    description: wire.description?.trim(),
    status: "settled",
    raw,
  });
  expect([row.bookedAt, row.settledAt, row.updatedAt].map(Date.parse as (text: string | null) => number)).toEqual(
    [wire.created, wire.settled, wire.updated].map((text) => Date.parse(text ?? "")),
  );
}

/** Answers to calls that this connector does not make: receipts, feed items, logging out. They are read as JSON only. */
const notOurs = [/^Receipt/, /^FeedItem/, /^Logout/];

const readers: readonly (readonly [RegExp, (data: unknown) => void])[] = [
  [/^Accounts/, (data) => accountListSchema.parse(data).accounts.forEach(account)],
  [/^Transaction\.json/, (data) => transactionListSchema.parse(data).transactions.forEach(transaction)],
  [/^(TransactionFetchSingle|Annotate)/, (data) => transaction(singleTransactionSchema.parse(data))],
  [/^Balance/, (data) => expect(balanceSchema.parse(data)).toMatchObject({ balance: 40000, total_balance: 60000 })],
  [/^WebhooksCreated/, (data) => void createdWebhookSchema.parse(data)],
  [/^Webhooks(None|One)/, (data) => void webhookListSchema.parse(data)],
  // The body of this answer is not looked at.
  [/^WebhooksDeleted/, () => undefined],
  [/^WhoAmI/, (data) => expect(whoAmISchema.parse(data).user_id).toBe("user123")],
];

describe("recorded payloads", () => {
  if (files.length === 0) console.warn(`NOT CHECKED: recorded Monzo payloads, because ${folder} is not there`);

  it.skipIf(files.length === 0)("all parse and map without loss", () => {
    const ours = files.filter((file) => !notOurs.some((pattern) => pattern.test(file)));
    for (const file of ours) {
      const reader = readers.find(([pattern]) => pattern.test(file))?.[1];
      expect(reader, `${file} has a reader`).toBeDefined();
      reader?.(dataOf(file));
    }
    for (const file of files) expect(dataOf(file), file).toBeDefined();
    console.info(`Monzo: ${ours.length} recorded payloads parsed and mapped, ${files.length - ours.length} not ours`);
    expect(ours.length).toBeGreaterThanOrEqual(12);
  });
});
