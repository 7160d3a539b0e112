import { randomBytes } from "node:crypto";
import { newId } from "@counterfoil/db";
import { describeEachDatabase } from "@counterfoil/db/testing";
import { symmetricDecrypt, symmetricEncrypt } from "better-auth/crypto";
import { expect, test } from "vitest";
import type { VersionedSecret } from "./auth.ts";
import { resealSecondFactors } from "./reseal-second-factors.ts";

const secretOf = (version: number): VersionedSecret => ({ version, value: randomBytes(32).toString("base64url") });
const keyOf = ({ version, value }: VersionedSecret) => ({
  keys: new Map([[version, value]]),
  currentVersion: version,
});

describeEachDatabase("second factors under a former key", (context) => {
  test("are sealed under the current one, and the former one opens them no more", async () => {
    const [former, current] = [secretOf(1), secretOf(2)];
    const id = newId();
    const { db } = context.database;
    await db
      .insertInto("auth.user")
      .values({ id, name: "Ann", email: `${id}@example.com` })
      .execute();
    const seal = (data: string) => symmetricEncrypt({ key: keyOf(former), data });
    await db
      .insertInto("auth.twoFactor")
      .values({ id, userId: id, secret: await seal("the secret"), backupCodes: await seal("[]") })
      .execute();
    expect(await resealSecondFactors(context.database, [current, former])).toBe(1);
    expect(await resealSecondFactors(context.database, [current, former])).toBe(0);
    const { secret: data } = await db
      .selectFrom("auth.twoFactor")
      .select("secret")
      .where("id", "=", id)
      .executeTakeFirstOrThrow();
    expect(await symmetricDecrypt({ key: keyOf(current), data })).toBe("the secret");
    await expect(symmetricDecrypt({ key: keyOf(former), data })).rejects.toThrow();
  });
});
