import { type CallOptions, ConnectorError, callLimits, type ProbeResult } from "@counterfoil/connector-kit";
import type { BankAccount } from "@counterfoil/core/model";
import { readAccounts } from "./accounts/read-accounts.ts";
import type { MonzoClient } from "./monzo-client.ts";
import { approvalSentence } from "./monzo-errors.ts";
import { credentialWarnings } from "./monzo-fields.ts";
import type { MonzoContext } from "./monzo-settings.ts";

/** Asks whose token it is, then whether the owner has approved it: before that the accounts are closed. */
export async function probeMonzo(
  client: MonzoClient,
  context: MonzoContext,
  options?: CallOptions,
): Promise<ProbeResult> {
  const limits = callLimits(options, context.now);
  const startedAt = performance.now();
  const { user_id: userId } = await client.whoAmI(limits);
  const latencyMs = Math.round(performance.now() - startedAt);
  const accounts = await accountsIfApproved(client, limits);
  return {
    account: accounts === null ? null : nameOf(accounts),
    accountId: userId || null,
    scopes: null,
    marketplace: null,
    called: "GET /ping/whoami",
    latencyMs,
    warnings: [...credentialWarnings(context.credentials), ...(await warnings(context, accounts))],
    pending: accounts === null ? approvalSentence : null,
  };
}

async function accountsIfApproved(client: MonzoClient, limits: ReturnType<typeof callLimits>) {
  try {
    return (await readAccounts(client, limits)).items;
  } catch (error) {
    if (ConnectorError.is(error) && error.code === "approval_pending") return null;
    throw error;
  }
}

/** The account that money for sales most likely comes to, such as `Sam Example, business account 5678`. */
function nameOf(accounts: readonly BankAccount[]): string | null {
  const readable = accounts.filter(({ hasTransactions, closed }) => hasTransactions && !closed);
  const account = readable.find(({ kind }) => kind === "business") ?? readable[0];
  if (account === undefined) return null;
  const words = [`${account.kind} account`, account.numberEnding].filter(Boolean).join(" ");
  return account.name === null ? words : `${account.name}, ${words}`;
}

async function warnings({ tokens }: MonzoContext, accounts: readonly BankAccount[] | null): Promise<string[]> {
  const found: string[] = [];
  if ((await tokens.read())?.refreshToken == null) {
    found.push("Monzo gave no refresh token: this connection ends after about six hours. Use a confidential client.");
  }
  if (accounts !== null && !accounts.some(({ hasTransactions }) => hasTransactions)) {
    found.push("None of your Monzo accounts has transactions that can be read.");
  }
  return found;
}
