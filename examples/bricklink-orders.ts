import { createBricklink } from "@counterfoil/bricklink";

const store = createBricklink({
  baseURL: "http://127.0.0.1:4010/bricklink/api/store/v1", // the sandbox; leave it out for the real BrickLink
  credentials: {
    consumerKey: "10F7B41C4500DE30C0D3A40100C0FFEE",
    consumerSecret: "5EC4E710F7B41C4500DE30C0D3A40101",
    tokenValue: "70CE4A1010F7B41C4500DE30C0D3A402",
    tokenSecret: "5EC4E770CE4010F7B41C4500DE30C0D3",
  },
});
for await (const page of store.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
