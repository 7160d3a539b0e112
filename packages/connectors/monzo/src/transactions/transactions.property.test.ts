import fc from "fast-check";
import { expect, it } from "vitest";
import { type MonzoClient, pageSize } from "../monzo-client.ts";
import { readSettings } from "../monzo-settings.ts";
import { createTransactions } from "./transactions.ts";

const day = 86_400_000;
const opened = Date.parse("2024-01-01T00:00:00.000Z");
const daysOpen = 800;

interface Row {
  id: string;
  account_id: string;
  at: number;
}

/** A bank that answers as the documents say: oldest first, `since` a time or an id, `before` a time, 100 rows. */
function bankOf(rows: readonly Row[]): MonzoClient {
  const refused = () => Promise.reject(new Error("not asked for"));
  return {
    ...{ whoAmI: refused, balance: refused, transaction: refused },
    ...{ webhooks: refused, createWebhook: refused, deleteWebhook: refused },
    accounts: async () =>
      [...new Set(rows.map((row) => row.account_id))].map((id, index) => ({
        id,
        type: "uk_business",
        currency: "GBP",
        created: new Date(opened - index * day).toISOString(),
      })),
    async transactions({ accountId, since, before }) {
      const own = rows.filter((row) => row.account_id === accountId && row.at < Date.parse(before));
      const after = own.findIndex(({ id }) => id === since);
      const from = after === -1 ? own.filter(({ at }) => at >= Date.parse(since)) : own.slice(after + 1);
      return from.slice(0, pageSize).map(({ at, ...row }) => ({
        ...row,
        created: new Date(at).toISOString(),
        settled: new Date(at).toISOString(),
        amount: 1,
        currency: "GBP",
      }));
    },
  };
}

const shelves = fc
  .array(fc.record({ account: fc.constantFrom("acc_1", "acc_2"), second: fc.nat({ max: daysOpen * 86_400 }) }), {
    minLength: 1,
    maxLength: 60,
  })
  .chain((places) => fc.tuple(fc.constant(places), fc.nat({ max: 150 }), fc.array(fc.integer({ min: 1, max: 3 }))));

it("loses no row, wherever rows crowd and however often the reading is cut off", async () => {
  await fc.assert(
    fc.asyncProperty(shelves, async ([places, crowd, cuts]) => {
      // The last place holds a crowd of one moment, which may need more than one page.
      const all = [...places, ...Array.from({ length: crowd }, () => places.at(-1) ?? { account: "acc_1", second: 0 })];
      const rows = all
        .map(({ account, second }, index) => ({ id: `tx_${index}`, account_id: account, at: opened + second * 1000 }))
        .sort((one, two) => one.at - two.at);
      const now = () => opened + (daysOpen + 1) * day;
      const credentials = { clientId: "oauth2client_1", clientSecret: "mnzconf.1" };
      const bank = createTransactions(bankOf(rows), { ...readSettings({ credentials }), now });
      const seen: string[] = [];
      let cursor: string | null = null;
      for (const most of [...cuts, Number.POSITIVE_INFINITY]) {
        let pages = 0;
        for await (const page of bank.changedSince(cursor)) {
          seen.push(...page.items.map(({ externalId }) => externalId));
          expect(page.problems).toEqual([]);
          cursor = page.cursor;
          pages += 1;
          if (pages >= most) break;
        }
      }
      expect([...new Set(seen)].sort()).toEqual(rows.map(({ id }) => id).sort());
    }),
    { numRuns: 60 },
  );
});
