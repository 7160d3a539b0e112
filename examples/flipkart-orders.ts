import { createFlipkart } from "@counterfoil/flipkart";

const baseURL = "http://127.0.0.1:4010/flipkart"; // leave it out for the real Flipkart
const applicationId = "0d3a40100c0ffee0d3a40100c0ffee000"; // of Developer Access, not the login of the seller panel
const applicationSecret = "10f7b41c4500de30c0d3a40100c0ffee1";
const flipkart = createFlipkart({ baseURL, credentials: { applicationId, applicationSecret } });
for await (const page of flipkart.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
