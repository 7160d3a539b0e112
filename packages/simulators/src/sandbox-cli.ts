import { parseArgs } from "node:util";
import { type Sandbox, startSandbox } from "./sandbox/index.ts";

const USAGE = `Simulated marketplaces with a demo shop, on one port.

  --port <number>         default 4010
  --seed <text>           another shop
  --anchor <ISO date>     the shop's "today"; same seed and anchor, same orders
  --state-file <path>     keep everything between runs
  --accepted-url <URL>    where eBay's consent page leads
  --arrive-every <s>      let an order come in every so many seconds
`;

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "4010" },
    seed: { type: "string" },
    anchor: { type: "string" },
    "state-file": { type: "string" },
    "accepted-url": { type: "string" },
    "arrive-every": { type: "string" },
    help: { type: "boolean", default: false },
  },
});

if (values.help) process.stdout.write(USAGE);
else await run();

async function run() {
  const seconds = values["arrive-every"] === undefined ? undefined : Number(values["arrive-every"]);
  const sandbox = await startSandbox({
    port: Number(values.port),
    ...(values.seed !== undefined && { seed: values.seed }),
    ...(values.anchor !== undefined && { anchor: values.anchor }),
    ...(values["state-file"] !== undefined && { stateFile: values["state-file"] }),
    ...(values["accepted-url"] !== undefined && { acceptedUrl: values["accepted-url"] }),
    ...(seconds !== undefined && { arriveEveryMs: seconds * 1000 }),
  });
  process.stdout.write(describe(sandbox));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sandbox.stop());
}

function describe(sandbox: Sandbox): string {
  const { ebay, bricklink, amazon, brickowl, bricqer, brickset, flipkart, monzo, tiktokShop } = sandbox.credentials;
  const rows: [string, string][] = [
    ["front page", sandbox.origin],
    ["stock list", `${sandbox.origin}/sandbox/stock.csv`],
    ["control API", `${sandbox.origin}/_simulator`],
    ["eBay", sandbox.baseURL("ebay")],
    ...Object.entries(ebay).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["BrickLink", sandbox.baseURL("bricklink")],
    ...Object.entries(bricklink).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Amazon", sandbox.baseURL("amazon")],
    ...Object.entries(amazon).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Flipkart", sandbox.baseURL("flipkart")],
    ...Object.entries(flipkart).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Monzo", sandbox.baseURL("monzo")],
    ...Object.entries(monzo).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["TikTok Shop", sandbox.baseURL("tiktok-shop")],
    ...Object.entries(tiktokShop).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Brick Owl", sandbox.baseURL("brickowl")],
    ...Object.entries(brickowl).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Bricqer", sandbox.baseURL("bricqer")],
    ...Object.entries(bricqer).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["Brickset", sandbox.baseURL("brickset")],
    ...Object.entries(brickset).map(([name, value]): [string, string] => [`  ${name}`, value]),
    ["anchor", sandbox.shop.anchor],
  ];
  return `Counterfoil sandbox\n${rows.map(([name, value]) => `  ${name.padEnd(18)}${value}`).join("\n")}\n`;
}
