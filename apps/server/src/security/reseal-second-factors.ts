import type { DatabaseHandle } from "@counterfoil/db";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import type { VersionedSecret } from "./auth.ts";

/**
 * Encrypts second factors anew that lie under a former secret, each only if it is still the text that was read.
 * Answers how many; what no secret opens is left, and its owner comes in by a new set-up.
 */
export async function resealSecondFactors(
  { db }: Pick<DatabaseHandle, "db">,
  secrets: readonly VersionedSecret[],
): Promise<number> {
  const [current] = secrets;
  if (current === undefined || secrets.length < 2) return 0;
  const key = {
    keys: new Map(secrets.map(({ version, value }) => [version, value])),
    currentVersion: current.version,
  };
  const rows = await db
    .selectFrom("auth.twoFactor")
    .select(["id", "secret", "backupCodes"])
    .where("secret", "not like", `$ba$${current.version}$%`)
    .execute();
  const renew = async (data: string) => symmetricEncrypt({ key, data: await symmetricDecrypt({ key, data }) });
  let resealed = 0;
  for (const { id, secret, backupCodes } of rows) {
    const fresh = await Promise.all([renew(secret), renew(backupCodes)]).catch(() => null);
    if (fresh === null) continue;
    const changed = await db
      .updateTable("auth.twoFactor")
      .set({ secret: fresh[0], backupCodes: fresh[1] })
      .where("id", "=", id)
      .where("secret", "=", secret)
      .where("backupCodes", "=", backupCodes)
      .executeTakeFirst();
    resealed += Number(changed.numUpdatedRows);
  }
  return resealed;
}
