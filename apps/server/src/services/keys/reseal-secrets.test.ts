import { randomBytes } from "node:crypto";
import { newId } from "@counterfoil/db";
import { type DatabaseContext, describeEachDatabase } from "@counterfoil/db/testing";
import { expect, test } from "vitest";
import { createJweVault } from "../../security/jwe-vault.ts";
import { parseMasterKeys } from "../../security/master-key.ts";
import type { Vault } from "../vault.ts";
import { resealSecrets, secretsByKey } from "./reseal-secrets.ts";

/** How many secrets are sealed anew; `ROTATED_SECRETS=10000` makes a longer proof. */
const stored = Number(process.env["ROTATED_SECRETS"] ?? 600);
const storedAtOnce = 250;
/** The long proof takes its time. */
const patienceMs = 60_000 + stored * 60;
const [former, current] = [randomBytes(32), randomBytes(32)].map((key) => key.toString("base64")) as [string, string];
const vaultOf = (...keys: string[]) => createJweVault(parseMasterKeys(keys.join(",")));

interface Secret {
  workspaceId: string;
  connectionId: string;
}

async function storeSecrets(context: DatabaseContext, vault: Vault, count: number): Promise<Secret[]> {
  const workspaces = await Promise.all([context.createWorkspace(), context.createWorkspace()]);
  const secrets = Array.from({ length: count }, (_, index) => ({
    workspaceId: workspaces[index % 2] as string,
    connectionId: newId(),
  }));
  for (let from = 0; from < secrets.length; from += storedAtOnce) {
    const part = secrets.slice(from, from + storedAtOnce);
    const ids = part.map(({ workspaceId, connectionId }) => ({ workspace_id: workspaceId, connectionId }));
    const sealed = await Promise.all(
      part.map((secret) => sealTokens(vault, secret, `token of ${secret.connectionId}`)),
    );
    await context.database.asSystem(async (tx) => {
      const connection = { platform: "ebay", method: "keys", status: "connected" } as const;
      await tx
        .insertInto("connections")
        .values(ids.map(({ workspace_id, connectionId: id }) => ({ workspace_id, id, account: id, ...connection })))
        .execute();
      await tx
        .insertInto("credentials")
        .values(
          ids.map(({ workspace_id, connectionId: connection_id }, index) => ({
            ...{ workspace_id, connection_id, kind: "tokens" as const },
            ...{ ciphertext: sealed[index]?.ciphertext ?? "", key_id: sealed[index]?.keyId ?? "" },
          })),
        )
        .execute();
    });
  }
  return secrets;
}

function sealTokens(vault: Vault, { workspaceId, connectionId }: Secret, text: string) {
  return vault.seal({ workspaceId, subjectId: connectionId, purpose: "tokens" }, { text });
}

async function open(context: DatabaseContext, vault: Vault, { workspaceId, connectionId }: Secret): Promise<unknown> {
  const row = await context.database.inWorkspace(workspaceId, (tx) =>
    tx
      .selectFrom("credentials")
      .select("ciphertext")
      .where("connection_id", "=", connectionId)
      .executeTakeFirstOrThrow(),
  );
  return await vault.open({ workspaceId, subjectId: connectionId, purpose: "tokens" }, row.ciphertext);
}

/** What a sync does all the time: reads secrets, and now and then stores a renewed token. */
async function useSecrets(
  context: DatabaseContext,
  secrets: readonly Secret[],
  signal: AbortSignal,
): Promise<string[]> {
  const vault = vaultOf(current, former);
  const renewed: string[] = [];
  for (let turn = 0; !signal.aborted; turn += 1) {
    const secret = secrets[(turn * 7) % secrets.length] as Secret;
    await open(context, vault, secret);
    if (turn % 5 !== 0) continue;
    const sealed = await sealTokens(vault, secret, `renewed ${secret.connectionId}`);
    await context.database.inWorkspace(secret.workspaceId, (tx) =>
      tx
        .updateTable("credentials")
        .set((eb) => ({ ciphertext: sealed.ciphertext, key_id: sealed.keyId, version: eb("version", "+", 1) }))
        .where("connection_id", "=", secret.connectionId)
        .execute(),
    );
    renewed.push(secret.connectionId);
  }
  return renewed;
}

describeEachDatabase("sealing all secrets under a new key", (context) => {
  test(
    "while they are used and renewed fails no decryption, loses no renewal, and makes the former key useless",
    async () => {
      const secrets = await storeSecrets(context, vaultOf(former), stored);
      const stop = new AbortController();
      const used = Promise.all([1, 2].map(() => useSecrets(context, secrets, stop.signal)));
      const outcome = await resealSecrets({ db: context.database, vault: vaultOf(current, former) });
      stop.abort();
      const renewed = new Set((await used).flat());
      expect(outcome.unreadable).toBe(0);
      const keyId = vaultOf(current).keyId;
      expect(await secretsByKey({ db: context.database })).toEqual([{ keyId, secrets: stored }]);
      for (const secret of secrets) {
        const word = renewed.has(secret.connectionId) ? "renewed" : "token of";
        expect(await open(context, vaultOf(current), secret)).toEqual({ text: `${word} ${secret.connectionId}` });
      }
      await expect(open(context, vaultOf(former), secrets[0] as Secret)).rejects.toMatchObject({ code: "unavailable" });
      process.stdout.write(
        `${stored} secrets sealed anew while ${renewed.size} of them were renewed (${context.kind})\n`,
      );
    },
    patienceMs,
  );

  test("takes the secrets that sign alerts along", async () => {
    const workspaceId = await context.createWorkspace();
    const id = newId();
    const binding = { workspaceId, subjectId: id, purpose: "fields" } as const;
    const sealed = await vaultOf(former).seal(binding, { secret: "whsec_x" });
    await context.database.inWorkspace(workspaceId, (tx) =>
      tx
        .insertInto("webhook_endpoints")
        .values({
          ...{ workspace_id: workspaceId, id, url: "https://a.example" },
          ...{ secret: sealed.ciphertext, key_id: sealed.keyId },
        })
        .execute(),
    );
    expect(await resealSecrets({ db: context.database, vault: vaultOf(current, former) })).toMatchObject({
      resealed: 1,
    });
    const row = await context.database.inWorkspace(workspaceId, (tx) =>
      tx.selectFrom("webhook_endpoints").selectAll().executeTakeFirstOrThrow(),
    );
    expect(row.key_id).toBe(vaultOf(current).keyId);
    expect(await vaultOf(current).open(binding, row.secret)).toEqual({ secret: "whsec_x" });
  });

  test("goes on after it was stopped, and leaves what no key opens", async () => {
    const lost = randomBytes(32).toString("base64");
    const [unreadable] = await storeSecrets(context, vaultOf(lost), 1);
    const readable = await storeSecrets(context, vaultOf(former), 3);
    const parts = { db: context.database, vault: vaultOf(current, former) };
    expect(await resealSecrets(parts)).toEqual({ resealed: 3, unreadable: 1 });
    expect(await resealSecrets(parts)).toEqual({ resealed: 0, unreadable: 1 });
    expect(await open(context, vaultOf(current), readable[0] as Secret)).toBeTruthy();
    expect(await open(context, vaultOf(lost), unreadable as Secret)).toBeTruthy();
  });
});
