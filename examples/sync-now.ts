// Reads the orders of every connected platform now, and waits for what comes of it.
import { createCounterfoilClient, waitForRun } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", key = ""] = process.argv.slice(2);
const client = createCounterfoilClient({ url, key });

for (const { platform, runId, refused } of await client.sync.runNow.mutate({ kind: "orders" })) {
  if (runId === null) {
    console.log(`${platform}: ${refused}`);
    continue;
  }
  const run = await waitForRun(client, runId);
  console.log(`${platform}: ${run.state}, ${run.seen} read, ${run.created} new, ${run.queued} wait for a person`);
}
