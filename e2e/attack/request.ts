import { type AttackWorld, anyAddress, type Person } from "./attack-world.ts";

export interface Sent {
  as?: Person | null;
  method?: string;
  /** Sent as JSON unless it is text already. */
  body?: unknown;
  headers?: Record<string, string>;
}

export interface Answered {
  status: number;
  text: string;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: attacks look into answers of every shape
  json: any;
}

/** Sends a request as somebody's browser would, each from an address of its own, and reads the whole answer. */
export async function send({ url }: AttackWorld, path: string, sent: Sent = {}): Promise<Answered> {
  const { as = null, method = sent.body === undefined ? "GET" : "POST", body, headers = {} } = sent;
  const answer = await fetch(`${url}${path}`, {
    ...{ method, redirect: "manual" },
    headers: {
      ...{ "content-type": "application/json", origin: url, "x-forwarded-for": anyAddress() },
      ...(as && { cookie: as.cookie }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await answer.text();
  return { status: answer.status, text, headers: answer.headers, json: parsed(text) };
}

/** Calls a procedure of the typed API. */
export function call(
  world: AttackWorld,
  procedure: { path: string; type: string },
  { as, input, headers }: { as: Person | null; input?: unknown; headers?: Record<string, string> },
): Promise<Answered> {
  const more = headers === undefined ? {} : { headers };
  if (procedure.type === "mutation") {
    return send(world, `/trpc/${procedure.path}`, { as, method: "POST", body: input ?? {}, ...more });
  }
  const query = input === undefined ? "" : `?input=${encodeURIComponent(JSON.stringify(input))}`;
  return send(world, `/trpc/${procedure.path}${query}`, { as, ...more });
}

export const query = (world: AttackWorld, path: string, as: Person | null, input?: unknown): Promise<Answered> =>
  call(world, { path, type: "query" }, { as, input });
export const mutate = (world: AttackWorld, path: string, as: Person | null, input?: unknown): Promise<Answered> =>
  call(world, { path, type: "mutation" }, { as, input });

/** What an answer gave away of the database, the file system or the program; null for a clean one. */
export function leak({ status, text }: Answered): string | null {
  if (status >= 500 && status !== 502 && status !== 503) return `status ${status}: ${text.slice(0, 200)}`;
  const found = tells.find((tell) => tell.test(text));
  return found === undefined ? null : `${found} in ${text.slice(0, 300)}`;
}

const tells = [
  /node_modules/,
  /\bat .+\.ts:\d+/,
  /syntax error at or near/i,
  /\bpg_\w+\(/,
  /\/apps\/server\/src/,
  /ECONNREFUSED/,
];

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
