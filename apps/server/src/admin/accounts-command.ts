import { newId } from "@counterfoil/db";
import { defineCommand } from "citty";
import { ConfigError } from "../config.ts";
import { makeResetLink } from "../services/accounts/reset-password.ts";
import { type Installed, say, withInstallation } from "./open-installation.ts";

const email = { type: "positional", required: true, description: "The address they sign in with." } as const;

async function findUser({ db }: Installed, address: string): Promise<string> {
  const user = await db.db
    .selectFrom("auth.user")
    .select("id")
    .where("email", "=", address.toLowerCase())
    .executeTakeFirst();
  if (user === undefined) throw new ConfigError(`Nobody signs in with ${address}.`);
  return user.id;
}

const resetLink = defineCommand({
  meta: { name: "reset-link", description: "Print a link by which somebody sets their password anew, within an hour." },
  args: { email },
  run: async ({ args }) => {
    await withInstallation(async (installed) => {
      const userId = await findUser(installed, args.email);
      const { publicUrl, frontendUrl, host, port } = installed.config;
      const origin = frontendUrl ?? publicUrl ?? `http://${host}:${port}`;
      say(await makeResetLink({ db: installed.db, now: () => new Date(), newId }, { userId, origin }));
    });
  },
});

const twoFactorOff = defineCommand({
  meta: { name: "two-factor-off", description: "Let somebody in who lost their phone and their recovery codes." },
  args: { email },
  run: async ({ args }) => {
    await withInstallation(async (installed) => {
      const userId = await findUser(installed, args.email);
      await installed.db.db.transaction().execute(async (tx) => {
        await tx.deleteFrom("auth.twoFactor").where("userId", "=", userId).execute();
        await tx.updateTable("auth.user").set({ twoFactorEnabled: false }).where("id", "=", userId).execute();
        await tx.deleteFrom("auth.session").where("userId", "=", userId).execute();
      });
      say(`${args.email} signs in with the password alone now, and is signed out everywhere.`);
    });
  },
});

/** `accounts reset-link` and `accounts two-factor-off`: for who runs the machine, who can read the database anyway. */
export const accountsCommand = defineCommand({
  meta: { name: "accounts", description: "Help for people who cannot sign in." },
  subCommands: { "reset-link": resetLink, "two-factor-off": twoFactorOff },
});
