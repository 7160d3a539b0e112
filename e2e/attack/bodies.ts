import { connect, type Socket } from "node:net";
import { gzipSync } from "node:zlib";
import { attack, type Outcome } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { query, send } from "./request.ts";

const megabyte = 1024 * 1024;
const nested = (open: string, close: string, depth: number) => `${open.repeat(depth)}1${close.repeat(depth)}`;

interface Bomb {
  name: string;
  path: string;
  body: () => string;
  headers?: Record<string, string>;
}

const create = "/trpc/inventory.create";
const preview = "/trpc/inventory.previewImport";
const sync = "/api/v1/platforms/manual-sync";
const signIn = "/api/auth/sign-in/email";
const hook = "/api/v1/platforms/webhook/ebay";

const bombs: readonly Bomb[] = [
  ...[create, sync, signIn, hook].flatMap((path) => [
    { name: "lists in lists", path, body: () => nested("[", "]", 100_000) },
    { name: "objects in objects", path, body: () => nested('{"a":', "}", 100_000) },
  ]),
  { name: "a hundred thousand fields", path: create, body: () => JSON.stringify(fields(100_000)) },
  { name: "a hundred thousand fields", path: sync, body: () => JSON.stringify(fields(20_000)) },
  {
    name: "a number of a million digits",
    path: create,
    body: () => `{"title":"t","status":"in_stock","quantity":1${"0".repeat(megabyte)}}`,
  },
  {
    name: "a title of 20 MB",
    path: create,
    body: () => JSON.stringify({ title: "x".repeat(20 * megabyte), status: "in_stock", quantity: 1 }),
  },
  { name: "half a document", path: create, body: () => '{"title":"' },
  {
    name: "a compressed bomb",
    path: create,
    headers: { "content-encoding": "gzip" },
    body: () => gzipSync("0".repeat(50 * megabyte)).toString("latin1"),
  },
  {
    name: "a table of a million empty rows",
    path: preview,
    body: () => JSON.stringify({ csv: `a,b\n${",\n".repeat(1_000_000)}` }),
  },
  {
    name: "a table of 20,000 columns",
    path: preview,
    body: () => JSON.stringify({ csv: `${"a,".repeat(20_000)}\n1` }),
  },
  {
    name: "one quoted cell of 10 MB",
    path: preview,
    body: () => JSON.stringify({ csv: `a\n"${"x".repeat(10 * megabyte)}` }),
  },
  { name: "quotation marks only", path: preview, body: () => JSON.stringify({ csv: '"'.repeat(megabyte) }) },
  {
    name: "one word of repeated letters",
    path: preview,
    body: () => JSON.stringify({ csv: `title\n${"a".repeat(200_000)}!` }),
  },
];

function fields(count: number): Record<string, number> {
  return Object.fromEntries(Array.from({ length: count }, (_, index) => [`f${index}`, index]));
}

/** Sizes that must be refused before they are read, by door. */
const uploads: readonly { path: string; megabytes: number }[] = [
  { path: create, megabytes: 33 },
  { path: preview, megabytes: 64 },
  { path: sync, megabytes: 2 },
  { path: signIn, megabytes: 2 },
  { path: hook, megabytes: 2 },
  { path: "/api/integrations/ebay/credentials", megabytes: 2 },
  { path: "/api/v1/platforms/orders/bulk-fulfill", megabytes: 2 },
];

/** Bodies that cost much to read, or that never end. */
export function describeBodies(world: () => AttackWorld): void {
  attack("large and slow bodies", {
    name: "that cost much to read",
    cases: () => bombs,
    attempt: async ({ name, path, body, headers }) => {
      const sent = send(world(), path, { as: world().bob, body: body(), ...(headers && { headers }) });
      // A connection that the server closes while it is being flooded is a refusal too.
      const answered = await sent.catch(() => ({ status: 400, text: "closed" }));
      const refused = answered.status < 500 || answered.status === 503;
      return refused
        ? await alive(world(), name)
        : `${name} to ${path}: ${answered.status} ${answered.text.slice(0, 200)}`;
    },
  });

  attack("large and slow bodies", {
    name: "that are larger than a door takes, said beforehand or not",
    cases: () => uploads.flatMap((upload) => [true, false].map((isSaid) => ({ ...upload, isSaid }))),
    attempt: async ({ path, megabytes, isSaid }) => {
      const taken = await upload(world(), { path, bytes: megabytes * megabyte, isSaid });
      return taken < (megabytes + 1) * megabyte ? await alive(world(), path) : `${path} took ${taken} bytes`;
    },
  });

  attack("large and slow bodies", {
    name: "from a hundred callers who send one byte and wait",
    cases: () => ["body", "headers", "events"],
    attempt: async (what) => {
      const sockets = Array.from({ length: 100 }, () => slow(world(), what));
      const outcome = await alive(world(), `slow ${what}`);
      for (const socket of sockets) socket.destroy();
      return outcome;
    },
  });

  attack("large and slow bodies", {
    name: "of many questions in one",
    cases: () => [150, 600],
    attempt: async (count) => {
      const path = Array.from({ length: count }, () => "session.me").join(",");
      const answered = await send(world(), `/trpc/${path}?batch=1&input=%7B%7D`, { as: world().bob });
      return answered.status === 400 || answered.status === 431
        ? null
        : `${count} questions at once: ${answered.status}`;
    },
  });
}

// The slow callers never end: whoever had to wait for them would wait for ever.
const patienceMs = 45_000;

/** Whether the server still answers others. */
async function alive(world: AttackWorld, what: string): Promise<Outcome> {
  const started = performance.now();
  const { status } = await query(world, "session.me", world.ann);
  const took = performance.now() - started;
  return status === 200 && took < patienceMs ? null : `after ${what} others wait ${Math.round(took)} ms (${status})`;
}

/** Sends bytes until the server closes or answers; gives how many it let in. */
function upload({ url, bob }: AttackWorld, asked: { path: string; bytes: number; isSaid: boolean }): Promise<number> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve) => {
    let sent = 0;
    let answered = "";
    const socket = connect(Number(port), hostname);
    const end = () => resolve(/^HTTP\/1\.1 [45]/.test(answered) || answered === "" ? 0 : sent);
    socket.on("error", end);
    socket.on("close", end);
    socket.setEncoding("utf8").on("data", (text: string) => {
      answered += text;
      socket.destroy();
    });
    const length = asked.isSaid ? `content-length: ${asked.bytes}` : "transfer-encoding: chunked";
    socket.write(
      `POST ${asked.path} HTTP/1.1\r\nhost: ${hostname}:${port}\r\norigin: ${url}\r\ncookie: ${bob.cookie}\r\n`,
    );
    socket.write(`x-forwarded-for: 203.0.113.9\r\ncontent-type: application/json\r\n${length}\r\n\r\n`);
    const part = "x".repeat(256 * 1024);
    const chunk = asked.isSaid ? part : `${part.length.toString(16)}\r\n${part}\r\n`;
    const more = (): void => {
      if (socket.destroyed) return;
      if (sent >= asked.bytes + megabyte) return void socket.destroy();
      sent += part.length;
      socket.write(chunk, () => setImmediate(more));
    };
    more();
  });
}

function slow({ url, bob }: AttackWorld, what: string): Socket {
  const { hostname, port } = new URL(url);
  const socket = connect(Number(port), hostname);
  socket.on("error", () => socket.destroy());
  const head = `host: ${hostname}\r\norigin: ${url}\r\ncookie: ${bob.cookie}\r\n`;
  if (what === "events") socket.write(`GET /api/events HTTP/1.1\r\n${head}\r\n`);
  else if (what === "headers") socket.write(`POST /trpc/inventory.create HTTP/1.1\r\n${head}`);
  else socket.write(`POST /trpc/inventory.create HTTP/1.1\r\n${head}content-length: 1000\r\n\r\n{`);
  return socket;
}
