import { randomUUID } from "node:crypto";
import { networkInterfaces } from "node:os";
import { sql } from "kysely";
import { vi } from "vitest";
import { attack, type Outcome, share } from "./attack.ts";
import type { AttackWorld } from "./attack-world.ts";
import { mutate } from "./request.ts";

// How one address can be written (https://cheatsheetseries.owasp.org/cheatsheets/Server_Side_Request_Forgery_Prevention_Cheat_Sheet.html).
const thisMachine = [
  ...["127.0.0.1", "127.1", "127.0.1", "127.255.255.254", "0.0.0.0", "0", "2130706433", "0x7f000001", "0x7f.0.0.1"],
  ...["0177.0.0.1", "017700000001", "0x7f.1", "127.0.0.1.", "127.0x0.0.1", "0000127.0.0.1"],
  ...[
    "[::1]",
    "[::]",
    "[0:0:0:0:0:0:0:1]",
    "[::ffff:127.0.0.1]",
    "[::ffff:7f00:1]",
    "[0:0:0:0:0:ffff:7f00:1]",
    "[::127.0.0.1]",
  ],
  ...["localhost", "LOCALHOST", "localhost.", "①②⑦.⓪.⓪.①", "127。0。0。1", "%31%32%37.0.0.1"],
];
const privateNetworks = [
  ...["10.0.0.1", "10.255.255.254", "172.16.0.1", "172.31.255.254", "192.168.0.1", "192.168.255.254", "167772161"],
  ...["169.254.169.254", "169.254.1.1", "2852039166", "0xa9fea9fe", "0251.0376.0251.0376", "[::ffff:a9fe:a9fe]"],
  ...["100.64.0.1", "100.127.255.254", "198.18.0.1", "192.0.0.1", "192.0.2.1", "198.51.100.1", "203.0.113.1"],
  ...["224.0.0.1", "239.255.255.250", "240.0.0.1", "255.255.255.255", "192.88.99.1"],
  ...["[fc00::1]", "[fd00:ec2::254]", "[fe80::1]", "[fec0::1]", "[ff02::1]", "[64:ff9b::7f00:1]", "[64:ff9b::a00:1]"],
  ...["[2002:7f00:1::]", "[2002:a00:1::]", "[2001:0:7f00:1::]", "[2001:db8::1]", "[::ffff:0:7f00:1]", "[100::1]"],
];
/** What is no plain web address; refused where it is entered. */
const strange = [
  ...[
    "http://127.0.0.1/",
    "file:///etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "ftp://127.0.0.1/",
    "data:text/html,x",
  ],
  ...[
    "javascript:alert(1)",
    "dict://127.0.0.1:11211/",
    "ldap://127.0.0.1/",
    "jar:https://127.0.0.1!/",
    "//127.0.0.1/",
    "https:",
  ],
];
/** Names whose answers the suite's own resolver makes: what is asked first, then what is asked next. */
const names: Readonly<Record<string, string[][]>> = {
  "inside.example": [["127.0.0.1"]],
  "metadata.example": [["169.254.169.254"]],
  "mixed.example": [["93.184.216.34", "127.0.0.1"]],
  "mixed-first.example": [["10.0.0.1", "93.184.216.34"]],
  "nothing.example": [[]],
  "zero.example": [["0.0.0.0"]],
  "rebinds.example": [["127.0.0.77"], ["127.0.0.1"]],
  "rebinds-at-once.example": [["10.0.0.1"], ["127.0.0.77"]],
};
/** What a tenant of Bricqer's may not be called: its name becomes part of an address. */
const tenants = [
  ...[
    "127.0.0.1",
    "localhost",
    "evil.example",
    "evil.example#",
    "a@127.0.0.1",
    "x.bricqer.com.evil.example",
    "x/../..",
    "[::1]",
  ],
  ...[
    "a.b",
    "x:8080",
    "2130706433",
    "0x7f000001",
    "xn--80ak6aa92e",
    "https://evil.example/?.bricqer.com",
    "api",
    "a\\b.bricqer.com",
  ],
];

/** Addresses that sellers choose and the server then calls. */
export function describeOutbound(world: () => AttackWorld): void {
  attack("calls into private networks", {
    name: "by addresses of webhooks, however they are written",
    cases: () => [...thisMachine, ...privateNetworks, ...ownAddresses()],
    attempt: (host) => deliverTo(world(), `https://${host}:${world().canary.port}/hook`),
  });

  attack("calls into private networks", {
    name: "by names, also of those that lead elsewhere a moment later",
    cases: () => Object.keys(names),
    attempt: async (name) => {
      const { resolver, canary, redirector } = world();
      resolver.answers.set(name, names[name] ?? []);
      const port = name === "rebinds.example" ? new URL(redirector.origin).port : canary.port;
      const outcome = await deliverTo(world(), `https://${name}:${port}/200/x`, {
        mayArrive: name === "rebinds.example",
      });
      const asked = resolver.asked.get(name) ?? 0;
      return outcome ?? (asked > 1 ? `${name} was resolved ${asked} times for one call` : null);
    },
  });

  attack("calls into private networks", {
    name: "by redirects from the open internet",
    cases: () =>
      ["301", "302", "303", "307", "308"].flatMap((status) =>
        [`http://127.0.0.1:${world().canary.port}/`, `https://[::1]:${world().canary.port}/`, "file:///etc/passwd"].map(
          (target) => ({ status, target }),
        ),
      ),
    attempt: async ({ status, target }) => {
      const { redirector } = world();
      const before = redirector.calls();
      const outcome = await deliverTo(world(), `${redirector.origin}/${status}/${encodeURIComponent(target)}`);
      return outcome ?? (redirector.calls() === before + 1 ? null : "the stand-in for the internet was not asked");
    },
  });

  attack("calls into private networks", {
    name: "by addresses that are none of the web",
    cases: () => strange,
    attempt: async (url) => {
      const { status } = await mutate(world(), "webhooks.add", world().bob, { url });
      return status === 400 ? null : `${url} was taken: ${status}`;
    },
  });

  attack("calls into private networks", {
    name: "by the name of a tenant",
    cases: () => share(tenants, 1),
    attempt: async (tenant) => {
      const fields = { tenant, apiKey: "L0ftBr1x.0d3a40100c0ffee0d3a40100c0ffee0d", currency: "GBP" };
      const answered = await mutate(world(), "connections.saveKeys", world().bob, { platform: "bricqer", fields });
      const refused = answered.status === 400 && answered.text.includes("tenant");
      return refused ? untouched(world(), tenant) : `${tenant}: ${answered.status} ${answered.text.slice(0, 200)}`;
    },
  });
}

/** Has an alert told to the address through the doors of the server, and sees that it went nowhere. */
async function deliverTo(world: AttackWorld, url: string, { mayArrive = false } = {}): Promise<Outcome> {
  const added = await mutate(world, "webhooks.add", world.bob, { url });
  const webhookId = added.json?.result?.data?.id as string | undefined;
  if (webhookId === undefined) return added.status === 400 ? untouched(world, url) : `${url}: ${added.status}`;
  const deliveryId = await waitingDelivery(world, webhookId);
  await mutate(world, "webhooks.replay", world.bob, { webhookDeliveryId: deliveryId });
  const told = await vi.waitFor(() => settled(world, deliveryId), { timeout: 60_000, interval: 50 });
  await mutate(world, "webhooks.remove", world.bob, { webhookId });
  if (told.sent && !mayArrive) return `${url} was called: ${told.error}`;
  if (!told.sent && mayArrive) return `${url} was not called at all: ${told.error}`;
  return untouched(world, url);
}

function untouched({ canary }: AttackWorld, what: string): Outcome {
  const touched = canary.touched();
  return touched === 0 ? null : `${what} reached the private network ${touched} times`;
}

async function waitingDelivery({ database, bob }: AttackWorld, webhookId: string): Promise<string> {
  const [id, eventId, subjectId] = [randomUUID(), randomUUID(), randomUUID()];
  await database.inWorkspace(bob.workspaceId, async (tx) => {
    await sql`INSERT INTO outgoing_events (workspace_id, id, type, subject_id, data)
      VALUES (${bob.workspaceId}, ${eventId}, 'webhook.test', ${subjectId}, '{}')`.execute(tx);
    await sql`INSERT INTO webhook_deliveries (workspace_id, id, endpoint_id, event_id, subject_id, occurred_at, state)
      VALUES (${bob.workspaceId}, ${id}, ${webhookId}, ${eventId}, ${subjectId}, now(), 'failed')`.execute(tx);
  });
  return id;
}

async function settled({ database, bob }: AttackWorld, id: string): Promise<{ sent: boolean; error: string | null }> {
  const row = await database.inWorkspace(bob.workspaceId, (tx) =>
    tx
      .selectFrom("webhook_deliveries")
      .select(["state", "error", "sent_at"])
      .where("id", "=", id)
      .executeTakeFirstOrThrow(),
  );
  if (row.sent_at === null && row.error === null) throw new Error("it was not tried yet");
  return { sent: row.state === "sent", error: row.error };
}

/** This machine's own addresses in the networks it stands in. */
function ownAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((all) => all ?? [])
    .filter(({ address }) => !address.includes("%"))
    .map(({ address, family }) => (family === "IPv6" ? `[${address}]` : address));
}
