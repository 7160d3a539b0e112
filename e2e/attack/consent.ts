import { createHmac, randomUUID } from "node:crypto";
import { sql } from "kysely";
import { beforeAll } from "vitest";
import { agree } from "../support/desk-set-up.ts";
import { attack, type Outcome } from "./attack.ts";
import type { AttackWorld, Person } from "./attack-world.ts";
import { mutate, query, send } from "./request.ts";

const platform = "tiktok-shop";
const callbackPath = `/api/integrations/${platform}/callback`;

/** Consents that somebody began, finished by somebody or something else. */
export function describeConsent(world: () => AttackWorld): void {
  beforeAll(async () => {
    const { sandbox, url, ann } = world();
    sandbox.tiktokShop.acts.setRedirectUrl({ redirectUrl: `${url}${callbackPath}` });
    sandbox.ebay.acts.setAcceptedUrl({ acceptedUrl: `${url}/api/integrations/ebay/callback` });
    await finish(world(), ann, await decide(await begin(world(), ann)));
    const started = await mutate(world(), "connections.startOAuth", ann, {
      ...{ platform: "ebay", fields: { ...sandbox.credentials.ebay } },
    });
    await finish(world(), ann, await agree(started.json.result.data.authorizationUrl));
    const cards = await query(world(), "connections.list", ann);
    const connected = cards.json.result.data.filter(({ status }: { status: string }) => status === "connected");
    if (connected.length !== 2) throw new Error(`the shops are not connected: ${cards.text.slice(0, 2000)}`);
  });

  attack("consent of another", {
    name: "with a state that is not this session's own, is used, changed, old, or another platform's",
    cases: () => states,
    attempt: async ({ name, make }) => {
      const { as, path } = await make(world());
      const before = await connections(world());
      const { headers, status } = await send(world(), path, { as });
      const location = headers.get("location") ?? "";
      if (location.includes("connected=")) return `${name}: connected`;
      if (status !== 302 || !location.includes("connect_error=")) return `${name}: ${status} ${location}`;
      return (await connections(world())) === before ? null : `${name}: a connection was made or changed`;
    },
  });

  attack("consent of another", {
    name: "with tokens copied from one row to another",
    cases: () => substitutions,
    attempt: ({ name, change }) => substitute(world(), { name, change }),
  });

  attack("open redirects", {
    name: "after a consent, to the address that it was begun with",
    cases: () => elsewhere,
    attempt: async (returnUrl) => {
      const { ann, url } = world();
      const started = await begin(world(), ann, { returnUrl });
      if (started === null) return null;
      const state = new URL(started).searchParams.get("state") ?? "";
      const answered = await send(world(), `${callbackPath}?error=access_denied&state=${state}`, { as: ann });
      return staysHere(answered.headers.get("location"), url)
        ? null
        : `${returnUrl}: ${answered.headers.get("location")}`;
    },
  });

  attack("open redirects", {
    name: "by addresses of pages and callbacks",
    cases: () => elsewhere.slice(0, 12).flatMap((target) => doors.map((door) => door(encodeURIComponent(target)))),
    attempt: async (path) => {
      const { headers } = await send(world(), path, { as: world().ann });
      return staysHere(headers.get("location"), world().url) ? null : `${path}: ${headers.get("location")}`;
    },
  });
}

const doors = [
  (target: string) => `${callbackPath}?returnUrl=${target}&redirect=${target}`,
  (target: string) => `/?next=${target}&redirect=${target}&callbackURL=${target}`,
  (target: string) => `/api/auth/callback/github?callbackURL=${target}&state=x`,
  (target: string) => `/${target}`,
];

const elsewhere = [
  ...[
    "https://evil.example/",
    "//evil.example",
    "/\\evil.example",
    "\\\\evil.example",
    "https:evil.example",
    "///evil.example",
  ],
  ...[
    "/%09/evil.example",
    "/\t/evil.example",
    "javascript:alert(1)",
    "data:text/html,x",
    "http://127.0.0.1@evil.example/",
  ],
  ...[
    "https://evil.example\\@127.0.0.1/",
    "/.evil.example",
    "@evil.example",
    "/%2f%2fevil.example",
    "https://127.0.0.1.evil.example/",
  ],
  ...["/orders\r\nlocation: https://evil.example", "  https://evil.example", "//evil.example:80/%2e%2e"],
];

function staysHere(location: string | null, url: string): boolean {
  if (location === null) return true;
  return URL.canParse(location, url) && new URL(location, url).origin === url;
}

interface Presented {
  as: Person | null;
  path: string;
}

const states: readonly { name: string; make: (world: AttackWorld) => Promise<Presented> }[] = [
  { name: "no state", make: async ({ ann }) => ({ as: ann, path: `${callbackPath}?code=x` }) },
  { name: "an empty state", make: async ({ ann }) => ({ as: ann, path: `${callbackPath}?code=x&state=` }) },
  {
    name: "an invented state",
    make: async ({ ann }) => ({ as: ann, path: `${callbackPath}?code=x&state=${randomUUID()}` }),
  },
  {
    name: "an unsigned state",
    make: (world) => changed(world, (state) => `${header({ alg: "none" })}.${part(state, 1)}.`),
  },
  {
    name: "a state under another key",
    make: (world) => changed(world, (state) => signed(`${part(state, 0)}.${part(state, 1)}`)),
  },
  {
    name: "a state of another workspace",
    make: (world) => changed(world, (state) => withClaim(state, { wid: world.hidden })),
  },
  {
    name: "a state with another id",
    make: (world) => changed(world, (state) => withClaim(state, { jti: randomUUID() })),
  },
  {
    name: "a state twice in the query",
    make: (world) => changed(world, (state) => `x&state=${state.slice(0, -3)}AAA`),
  },
  { name: "Ann's state in Bob's browser", make: async (world) => ({ as: world.bob, path: await returned(world) }) },
  { name: "Ann's state in nobody's browser", make: async (world) => ({ as: null, path: await returned(world) }) },
  {
    name: "Bob's state in Ann's browser",
    make: async (world) => ({ as: world.ann, path: pathOf(await decide(await begin(world, world.bob))) }),
  },
  {
    name: "Ann's state in her other browser",
    make: async (world) => ({ as: (await anotherBrowser(world)) ?? world.bob, path: await returned(world) }),
  },
  {
    name: "a state for the second time",
    make: async (world) => {
      const path = await returned(world);
      await send(world, path, { as: world.ann });
      return { as: world.ann, path };
    },
  },
  {
    name: "a state after its time",
    make: async (world) => {
      const path = await returned(world);
      await world.database.inWorkspace(world.ann.workspaceId, (tx) =>
        sql`UPDATE oauth_states SET expires_at = now() - interval '1 second'`.execute(tx),
      );
      return { as: world.ann, path };
    },
  },
  {
    name: "a state of another platform",
    make: async (world) => ({ as: world.ann, path: (await returned(world)).replace(platform, "ebay") }),
  },
  {
    name: "a state of another platform by v1",
    make: async (world) => ({
      as: world.ann,
      path: (await returned(world)).replace(callbackPath, "/api/v1/platforms/callback/ebay"),
    }),
  },
  {
    name: "a state of another platform by Amazon",
    make: async (world) => ({
      as: world.ann,
      path: (await returned(world)).replace(callbackPath, "/connections/amazon/oauth/callback"),
    }),
  },
  {
    name: "an invented code",
    make: async (world) => ({ as: world.ann, path: (await returned(world)).replace(/code=[^&]+/, "code=invented") }),
  },
  {
    name: "a code that was used",
    make: async (world) => {
      const used = new URL(await returned(world), world.url);
      await send(world, `${used.pathname}${used.search}`, { as: world.ann });
      const fresh = new URL(await returned(world), world.url);
      fresh.searchParams.set("code", used.searchParams.get("code") ?? "");
      return { as: world.ann, path: `${fresh.pathname}${fresh.search}` };
    },
  },
];

const part = (state: string, index: number) => state.split(".")[index] ?? "";
const encode = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");
const header = (value: unknown) => encode(value);
const signed = (text: string) => `${text}.${createHmac("sha256", "guessed").update(text).digest("base64url")}`;

/** The same signature under other claims. */
function withClaim(state: string, claims: object): string {
  const known = JSON.parse(Buffer.from(part(state, 1), "base64url").toString());
  return `${part(state, 0)}.${encode({ ...known, ...claims })}.${part(state, 2)}`;
}

async function changed(world: AttackWorld, change: (state: string) => string): Promise<Presented> {
  const path = await returned(world);
  const state = new URL(path, world.url).searchParams.get("state") ?? "";
  return { as: world.ann, path: path.replace(encodeURIComponent(state), change(state)) };
}

async function begin(world: AttackWorld, person: Person, more: object = {}): Promise<string | null> {
  const fields = { ...world.sandbox.credentials.tiktokShop };
  const input = { platform, marketplace: "GB", fields, ...more };
  const started = await mutate(world, "connections.startOAuth", person, input);
  return started.json?.result?.data?.authorizationUrl ?? null;
}

/** Agrees on the platform's page; gives the address that it leads the browser back to. */
async function decide(authorizationUrl: string | null): Promise<string> {
  const body = new URLSearchParams({ decision: "agree" });
  const decided = await fetch(authorizationUrl ?? "", { method: "POST", body, redirect: "manual" });
  return decided.headers.get("location") ?? "";
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return `${pathname}${search}`;
}

/** A consent of Ann's up to the moment when her browser would come back. */
async function returned(world: AttackWorld): Promise<string> {
  return pathOf(await decide(await begin(world, world.ann)));
}

async function finish(world: AttackWorld, person: Person, address: string): Promise<void> {
  const { headers } = await send(world, pathOf(address), { as: person });
  if (!headers.get("location")?.includes("connected=")) throw new Error(`not connected: ${headers.get("location")}`);
}

async function anotherBrowser(world: AttackWorld): Promise<Person | null> {
  const { cookiesOf, password, signInAs } = await import("./attack-world.ts");
  const answer = await signInAs(world.url, { email: world.ann.email, password });
  return answer.ok ? { ...world.ann, cookie: cookiesOf(answer) } : null;
}

/** What the database holds of connections, without the times of their upkeep. */
async function connections({ database }: AttackWorld): Promise<string> {
  const { rows } = await database.asSystem((tx) =>
    sql<{ row: string }>`SELECT concat_ws(' ', workspace_id, id, platform, account, connected_at) AS row
      FROM connections ORDER BY 1`.execute(tx),
  );
  return rows.map(({ row }) => row).join("\n");
}

const substitutions = [
  {
    name: "Ann's credentials under Bob's connection",
    change: (own: string, theirs: string) => sql`UPDATE credentials SET (ciphertext, key_id) =
      (SELECT ciphertext, key_id FROM credentials WHERE connection_id = ${theirs} AND kind = 'fields')
      WHERE connection_id = ${own} AND kind = 'fields'`,
  },
  {
    name: "Ann's tokens as Bob's tokens",
    change: (own: string, theirs: string) => sql`UPDATE credentials SET (ciphertext, key_id) =
      (SELECT ciphertext, key_id FROM credentials WHERE connection_id = ${theirs} AND kind = 'tokens')
      WHERE connection_id = ${own} AND kind = 'tokens'`,
  },
  {
    name: "tokens in place of credentials",
    change: (own: string) => sql`UPDATE credentials SET (ciphertext, key_id) =
      (SELECT ciphertext, key_id FROM credentials WHERE connection_id = ${own} AND kind = 'tokens')
      WHERE connection_id = ${own} AND kind = 'fields'`,
  },
  {
    name: "a text that was cut",
    change: (own: string) => sql`UPDATE credentials SET ciphertext = left(ciphertext, -4) WHERE connection_id = ${own}`,
  },
];

/** Whoever can write to the database still cannot make one seller's secrets work for another. */
async function substitute(world: AttackWorld, { name, change }: (typeof substitutions)[number]): Promise<Outcome> {
  const { ann, bob, database } = world;
  await finish(world, bob, await decide(await begin(world, bob)));
  const own = await connectionOf(world, bob);
  const theirs = await connectionOf(world, ann);
  await database.asSystem(async (tx) => void (await change(own, theirs).execute(tx)));
  const tested = await mutate(world, "connections.test", bob, { connectionId: own });
  if (tested.status === 200) return `${name}: the connection works`;
  return tested.text.includes("ciphertext") ? `${name}: shows ${tested.text.slice(0, 200)}` : null;
}

async function connectionOf({ database }: AttackWorld, person: Person): Promise<string> {
  const row = await database.inWorkspace(person.workspaceId, (tx) =>
    tx.selectFrom("connections").select("id").where("platform", "=", platform).executeTakeFirstOrThrow(),
  );
  return row.id;
}
