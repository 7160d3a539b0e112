import { createBricqer } from "@counterfoil/bricqer";

const office = createBricqer({
  baseURL: "http://127.0.0.1:4010/bricqer", // the sandbox; leave it out for the real Bricqer
  credentials: { tenant: "loftbricks", apiKey: "L0ftBr1x.0d3a40100c0ffee0d3a40100c0ffee0d", currency: "GBP" },
});
const startFrom = new Date(Date.now() - 7 * 86_400_000).toISOString();
for await (const page of office.orders.changedSince(null, { startFrom })) {
  for (const order of page.items) console.log(order.externalId, order.status, order.soldThrough, order.totals.total);
}
