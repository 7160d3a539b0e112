// Walks through all sales that wait for their unit, and ties those with one clear candidate.
import { createCounterfoilClient, failureOf } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", key = "", bar = "0.9"] = process.argv.slice(2);
const client = createCounterfoilClient({ url, key });
let [tied, left] = [0, 0];

for (let cursor: string | null | undefined; cursor !== null; ) {
  const page = await client.resolution.queue.query({ status: "pending", limit: 50, cursor });
  for (const { id, quantityNeeded, title, candidates } of page.entries) {
    const [best, second] = candidates;
    const clear = best && best.score >= Number(bar) && best.available >= quantityNeeded && second?.score !== best.score;
    if (!clear) {
      left += 1;
      continue;
    }
    try {
      const units = [{ inventoryItemId: best.inventoryItemId, quantity: quantityNeeded }];
      await client.resolution.resolve.mutate({ entryId: id, units });
      tied += 1;
    } catch (error) {
      console.error(`${title}: ${failureOf(error)?.message ?? error}`);
      left += 1;
    }
  }
  cursor = page.nextCursor;
}
console.log(`${tied} sales are tied to their unit, ${left} are left for a person`);
