import type { Sandbox } from "./start-sandbox.ts";

/** The front page: what this is, where the platforms are, the keys to them, and a way to let orders come in. */
export function landingPage(sandbox: Sandbox): string {
  const { ebay, bricklink, amazon, brickowl, bricqer, brickset, easypost, flipkart, monzo, tiktokShop } =
    sandbox.credentials;
  const { shop } = sandbox;
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Counterfoil sandbox</title>
<style>
  :root { color-scheme: light dark }
  body { font: 1rem/1.5 system-ui, sans-serif; max-width: 46rem; margin: 2rem auto; padding: 0 1rem }
  table { border-collapse: collapse; width: 100% }
  th, td { text-align: left; padding: .3rem .8rem .3rem 0; vertical-align: top; border-bottom: 1px solid #8884 }
  th { white-space: nowrap; font-weight: 500 }
  code { overflow-wrap: anywhere }
</style>
</head>
<body>
<h1>Counterfoil sandbox</h1>
<p>Simulated marketplaces with the demo shop “${escapeHtml(shop.name)}”: ${shop.units.length} rows of stock and
${shop.orders.length} orders, dated up to ${escapeHtml(shop.anchor)}. Nothing here is real, and no key here opens
anything else.</p>
<h2>Addresses</h2>
${table([
  ["eBay", sandbox.baseURL("ebay")],
  ["BrickLink", sandbox.baseURL("bricklink")],
  ["Amazon", sandbox.baseURL("amazon")],
  ["Brick Owl", sandbox.baseURL("brickowl")],
  ["Bricqer", `${sandbox.baseURL("bricqer")}/${bricqer.tenant}`],
  ["Brickset", sandbox.baseURL("brickset")],
  ["EasyPost", sandbox.baseURL("easypost")],
  ["Flipkart", sandbox.baseURL("flipkart")],
  ["Monzo", sandbox.baseURL("monzo")],
  ["TikTok Shop", sandbox.baseURL("tiktok-shop")],
  ["Stock list", `${sandbox.origin}/sandbox/stock.csv`],
  ["Control API", `${sandbox.origin}/_simulator`],
])}
<p><a href="/sandbox/stock.csv">Download the stock list</a></p>
<h2>eBay application</h2>
${table(Object.entries({ ...ebay, "seller to agree as": shop.ebayUsername }))}
<h2>BrickLink keys</h2>
${table(Object.entries(bricklink))}
<h2>Amazon application</h2>
${table(Object.entries(amazon))}
<h2>Brick Owl key</h2>
${table(Object.entries(brickowl))}
<h2>Bricqer tenant</h2>
${table(Object.entries(bricqer))}
<h2>Brickset key</h2>
${table(Object.entries(brickset))}
<h2>EasyPost key</h2>
${table(Object.entries(easypost))}
<h2>Flipkart application</h2>
${table(Object.entries(flipkart))}
<h2>Monzo client</h2>
${table(Object.entries(monzo))}
<p><a href="/monzo/app">Approve in the simulated Monzo app</a> · <a href="/sandbox/payouts.json">What became of the
payouts</a></p>
<h2>TikTok Shop app</h2>
${table(Object.entries(tiktokShop))}
<h2>New orders</h2>
<form method="post" action="/sandbox/arrivals"><button>Let an order come in</button></form>
</body>
</html>`;
}

function table(rows: readonly (readonly [string, string])[]): string {
  const body = rows.map(
    ([name, value]) => `<tr><th>${escapeHtml(name)}</th><td><code>${escapeHtml(value)}</code></td></tr>`,
  );
  return `<table>${body.join("")}</table>`;
}

function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
