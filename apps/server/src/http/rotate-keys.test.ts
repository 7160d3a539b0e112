import { randomBytes } from "node:crypto";
import { type DatabaseHandle, newId } from "@counterfoil/db";
import { createTestWorkspace, openTestDatabase } from "@counterfoil/db/testing";
import { type Sandbox, startSandbox } from "@counterfoil/simulators";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { createJweVault } from "../security/jwe-vault.ts";
import { parseMasterKeys } from "../security/master-key.ts";
import { resealSecrets, secretsByKey } from "../services/keys/reseal-secrets.ts";
import type { SyncRunView } from "../services/sync/sync-views.ts";
import { startTestServer, type TestServer } from "../testing/test-server.ts";
import type { Visitor } from "../testing/visitor.ts";

/** How many credentials lie beside those in use; `ROTATED_SECRETS=10000` makes a longer proof. */
const stored = Number(process.env["ROTATED_SECRETS"] ?? 300);
const storedAtOnce = 250;
const patienceMs = 240_000 + stored * 60;
const waiting = { timeout: 120_000, interval: 200 };
const platforms = ["bricklink", "brickowl", "amazon"] as const;
const [former, current] = [randomBytes(32), randomBytes(32)].map((key) => key.toString("base64")) as [string, string];
const vaultOf = (...keys: string[]) => createJweVault(parseMasterKeys(keys.join(",")));

let database: DatabaseHandle;
let sandbox: Sandbox;
beforeAll(async () => {
  database = await openTestDatabase("postgres");
  sandbox = await startSandbox({ port: 0 });
  sandbox.amazon.acts.setSettings({ orderLagSeconds: 0 });
});
afterAll(async () => {
  await sandbox?.stop();
  await database?.close();
});

/** A server that holds these master keys; the first one seals. */
async function serverWith(...keys: string[]): Promise<TestServer> {
  const endpoints = Object.fromEntries(platforms.map((platform) => [platform, sandbox.baseURL(platform)]));
  return await startTestServer(database, {
    overrides: { endpoints },
    environment: { COUNTERFOIL_MASTER_KEY: keys.join(",") },
  });
}

async function connect(owner: Visitor): Promise<void> {
  const { clientId, clientSecret, sellerId, refreshToken } = sandbox.credentials.amazon;
  const forms = [
    { platform: "bricklink", fields: sandbox.credentials.bricklink },
    { platform: "brickowl", fields: sandbox.credentials.brickowl },
    {
      platform: "amazon",
      marketplace: "A1F83G8C2ARO7P",
      fields: { clientId, clientSecret, sellerId, refreshToken, region: "eu" },
    },
  ];
  for (const form of forms) {
    const { error } = await owner.mutate("connections.saveKeys", form);
    expect(error).toBeUndefined();
  }
}

/** Credentials of other workspaces, sealed under the former key. */
async function storeOthers(): Promise<void> {
  const workspaceId = await createTestWorkspace(database);
  const vault = vaultOf(former);
  for (let left = stored; left > 0; left -= storedAtOnce) {
    const ids = Array.from({ length: Math.min(left, storedAtOnce) }, () => newId());
    const sealed = await Promise.all(
      ids.map((subjectId) => vault.seal({ workspaceId, subjectId, purpose: "tokens" }, { text: subjectId })),
    );
    await database.asSystem(async (tx) => {
      const shared = { workspace_id: workspaceId, platform: "ebay", method: "keys", status: "incomplete" } as const;
      await tx
        .insertInto("connections")
        .values(ids.map((id) => ({ ...shared, id, account: id })))
        .execute();
      await tx
        .insertInto("credentials")
        .values(
          ids.map((connection_id, index) => ({
            ...{ workspace_id: workspaceId, connection_id, kind: "tokens" as const },
            ...{ ciphertext: sealed[index]?.ciphertext ?? "", key_id: sealed[index]?.keyId ?? "" },
          })),
        )
        .execute();
    });
  }
}

const runsOf = async (owner: Visitor) => (await owner.query("sync.runs", { limit: 100 })).data as SyncRunView[];
const settled = async (owner: Visitor) =>
  vi.waitFor(async () => {
    const runs = await runsOf(owner);
    expect(runs.filter(({ state }) => state === "running")).toEqual([]);
    return runs;
  }, waiting);

/** Asks every connection for its orders again and again, as new ones arrive, until told to stop. */
async function syncUntil(owner: Visitor, signal: AbortSignal): Promise<number> {
  const cards = (await owner.query("connections.list")).data as { platform: string; connectionId: string | null }[];
  const ids = cards.flatMap(({ connectionId }) => connectionId ?? []);
  let started = 0;
  while (!signal.aborted || started < platforms.length * 2) {
    sandbox.arrive(2, ["bricklink", "amazon"]);
    const answers = await Promise.all(
      ids.map((connectionId) => owner.mutate("sync.run", { connectionId, kind: "orders" })),
    );
    // A connection whose last reading still goes on is asked in the next round.
    started += answers.filter(({ error }) => error === undefined).length;
    await new Promise((resolve) => setImmediate(resolve));
  }
  return started;
}

test(
  "keys rotate while orders are read from several platforms: no run fails, and the former key opens nothing",
  async () => {
    const first = await serverWith(former);
    const maker = await first.owner();
    await connect(maker);
    await settled(maker);
    await first.stop();
    await storeOthers();

    const both = await serverWith(current, former);
    const owner = await both.owner();
    const before = new Set((await settled(owner)).map(({ id }) => id));
    const stop = new AbortController();
    const syncs = syncUntil(owner, stop.signal);
    const outcome = await resealSecrets({ db: database, vault: vaultOf(current, former) });
    stop.abort();
    const started = await syncs;
    const during = (await settled(owner)).filter(({ id }) => !before.has(id));
    expect(outcome.unreadable).toBe(0);
    expect(during.filter(({ state }) => state !== "done")).toEqual([]);
    expect(during.length).toBeGreaterThanOrEqual(platforms.length * 2);
    expect(both.log()).not.toMatch(/could not be opened|decrypt/i);
    await both.stop();

    const { keyId } = vaultOf(current);
    expect((await secretsByKey({ db: database })).map((row) => row.keyId)).toEqual([keyId]);
    const after = await serverWith(current);
    const again = await after.owner();
    const known = new Set((await settled(again)).map(({ id }) => id));
    const stopped = AbortSignal.abort();
    await syncUntil(again, stopped);
    const later = (await settled(again)).filter(({ id }) => !known.has(id));
    expect(later.filter(({ state }) => state !== "done")).toEqual([]);
    await after.stop();

    const refused = await serverWith(former);
    const visitor = await refused.owner();
    const [connection] = (await visitor.query("connections.names")).data as { id: string }[];
    const { error } = await visitor.mutate("connections.test", { connectionId: connection?.id });
    expect(error?.data.code).toBe("unavailable");
    await refused.stop();
    process.stdout.write(
      `${stored} other secrets and those of ${platforms.length} connections rotated, ${started} syncs\n`,
    );
  },
  patienceMs,
);
