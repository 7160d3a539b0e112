import { createCounterfoilClient, failureOf, signIn } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", email = "you@example.com", password = ""] = process.argv.slice(2);
const session = await signIn({ url, email, password });
const client = createCounterfoilClient({ url, session });

try {
  const { entries, stats } = await client.resolution.list.query({ status: "pending", limit: 20 });
  console.log(`${stats.pending} sales wait for their unit`);
  for (const entry of entries) console.log(entry.platformOrderId, entry.title, entry.reasonText);
} catch (error) {
  console.error(failureOf(error) ?? error);
}
