import type { Database } from "@counterfoil/db";
import type { Transaction } from "kysely";
import type { ServerParts } from "../context.ts";

// The issuer that the sign-in library gives to accounts that sign in with a password.
const passwordIssuer = "local:credential";

export interface NewUser {
  userId: string;
  name: string;
  email: string;
  /** Whether it is proven that the address is theirs. */
  emailVerified: boolean;
  passwordHash: string;
}

/** Writes a user who signs in with a password. `tx` runs as the owner of the sign-in tables. */
export async function insertUser(
  tx: Transaction<Database>,
  parts: Pick<ServerParts, "newId">,
  user: NewUser,
): Promise<void> {
  const { userId, name, emailVerified, passwordHash } = user;
  await tx
    .insertInto("auth.user")
    .values({ id: userId, name, email: user.email.toLowerCase(), emailVerified })
    .execute();
  await insertPassword(tx, parts, { userId, passwordHash });
}

/** Gives a user a password to sign in with. */
export async function insertPassword(
  tx: Transaction<Database>,
  parts: Pick<ServerParts, "newId">,
  { userId, passwordHash }: Pick<NewUser, "userId" | "passwordHash">,
): Promise<void> {
  await tx
    .insertInto("auth.account")
    .values({
      ...{ id: parts.newId(), issuer: passwordIssuer, accountId: userId, providerId: "credential" },
      ...{ userId, password: passwordHash },
    })
    .execute();
}
