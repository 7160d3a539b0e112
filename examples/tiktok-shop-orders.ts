import { createTiktokShop } from "@counterfoil/tiktok-shop";

const sandbox = "http://127.0.0.1:4010"; // leave it and `baseURL` out for the real TikTok Shop
const issued = await fetch(`${sandbox}/_simulator/tiktok-shop/acts/issueTokens`, { method: "POST", body: "{}" });
const { refresh_token: refreshToken } = (await issued.json()) as { refresh_token: string }; // really: from a seller's consent
const application = { appKey: "0d3a40100c0ff", appSecret: "5ec4e70d3a40100c0ffee0d3a40100c0ffee0d3a" };
const credentials = { ...application, refreshToken };
const shop = createTiktokShop({ baseURL: `${sandbox}/tiktok-shop`, marketplace: "GB", credentials });
for await (const page of shop.orders.changedSince(null)) {
  for (const order of page.items) console.log(order.externalId, order.status, order.lines.length, order.totals.total);
}
