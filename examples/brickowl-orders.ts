import { createBrickowl } from "@counterfoil/brickowl";

const store = createBrickowl({
  baseURL: "http://127.0.0.1:4010/brickowl/v1", // the sandbox; leave it out for the real Brick Owl
  credentials: { apiKey: "0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a" },
});
for await (const page of store.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
