import { createAmazon } from "@counterfoil/amazon";

const baseURL = "http://127.0.0.1:4010/amazon"; // the sandbox; leave it out for the real Amazon
const clientId = "amzn1.application-oa2-client.0d3a40100c0ffee0d3a40100c0ffee00";
const clientSecret = "amzn1.oa2-cs.v1.0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee0d3a";
const refreshToken = "Atzr|IwDemoLoftBricks0d3a40100c0ffee0d3a40100c0ffee0d3a40100c0ffee";
const credentials = { clientId, clientSecret, refreshToken, sellerId: "A1LOFTBRICKSUK" };
const shop = createAmazon({ baseURL, credentials, marketplace: "A1F83G8C2ARO7P" }); // amazon.co.uk
for await (const page of shop.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
