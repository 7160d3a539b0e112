import type { AccountVerb } from "./account-verb.ts";

/** How a person signs in. */
export interface AccountView {
  name: string;
  email: string;
  hasPassword: boolean;
  twoFactor: boolean;
  /** Whether the single sign-on provider opens the account. */
  singleSignOn: boolean;
}

/** The account of whoever asks. */
export async function describeAccount({ parts, session }: AccountVerb<void>): Promise<AccountView> {
  const { db } = parts.db;
  const { id, name, email } = session.user;
  const user = await db.selectFrom("auth.user").select("twoFactorEnabled").where("id", "=", id).executeTakeFirst();
  const ways = await db.selectFrom("auth.account").select("providerId").where("userId", "=", id).execute();
  return {
    ...{ name, email, twoFactor: user?.twoFactorEnabled ?? false },
    hasPassword: ways.some(({ providerId }) => providerId === "credential"),
    singleSignOn: ways.some(({ providerId }) => providerId !== "credential"),
  };
}
