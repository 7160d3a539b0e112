// Tells the platforms of many packages, from a CSV with the columns order, carrier, tracking.
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { createCounterfoilClient } from "@counterfoil/client";

const [url = "http://127.0.0.1:4780", key = "", file = "packages.csv"] = process.argv.slice(2);
const client = createCounterfoilClient({ url, key });

const text = await readFile(file, "utf8");
const [, ...rows] = text.trim().split(/\r?\n/);
const orders = rows.map((row) => {
  const [orderId = "", carrier = "", trackingNumber = ""] = row.split(",").map((cell) => cell.trim());
  return { orderId, carrier, trackingNumber };
});

// The same file twice is one batch: nothing is sent a second time.
const idempotencyKey = createHash("sha256").update(text).digest("hex");
const batch = await client.orders.dispatchBulk.mutate({ orders, idempotencyKey, wait: true });
for (const { orderRef, state, message } of batch.parcels) console.log(`${orderRef}: ${message ?? state}`);
console.log(`${batch.done} of ${batch.total} were sent`);
process.exitCode = batch.failed === 0 ? 0 : 1;
