import { createEbay } from "@counterfoil/ebay";

const sandbox = "http://127.0.0.1:4010"; // leave it and `baseURL` out for the real eBay
const issued = await fetch(`${sandbox}/_simulator/ebay/acts/issueTokens`, { method: "POST", body: "{}" });
const { refreshToken } = (await issued.json()) as { refreshToken: string }; // on the real eBay: from a seller's consent
const clientId = "LoftBric-Counterf-PRD-0d3a40100-4b1c0de5";
const clientSecret = "PRD-d3a401004b1c-0de5-4d3e-8f21-ab12";
const shop = createEbay({ baseURL: `${sandbox}/ebay`, credentials: { clientId, clientSecret, refreshToken } });
for await (const page of shop.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
